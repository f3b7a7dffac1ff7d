import { DocumentLink, l10n, languages, Uri, type Disposable, type TextDocument } from 'vscode';
import { createLinkFinder, type LinkFinder } from '../core';
import { toRange } from './convert';
import { SELECTOR } from './language';
import type { Releases } from './releases';

/** Web pages, e-mail addresses and telephone numbers can be followed with Ctrl+click. Nothing is fetched. */
export function registerLinks(releases: Releases): Disposable {
  const finders = new WeakMap<TextDocument, LinkFinder>();
  return languages.registerDocumentLinkProvider(SELECTOR, {
    provideDocumentLinks(document) {
      const tooltips = { web: l10n.t('Open the page'), mail: l10n.t('Write an e-mail'), phone: l10n.t('Call') };
      const { text, unread } = releases.read(document);
      if (unread !== undefined) return [];
      const finder = finders.get(document) ?? createLinkFinder();
      finders.set(document, finder);
      return finder.find(text).map(({ span, kind, target }) => {
        const link = new DocumentLink(toRange(document, span), Uri.parse(target));
        link.tooltip = tooltips[kind];
        return link;
      });
    },
  });
}
