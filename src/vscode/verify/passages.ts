import { Disposable, Uri, workspace } from 'vscode';

const SCHEME = 'pressmark-passage';
/** Texts that can be shown at once; the oldest goes first. */
const MOST = 60;

/** Texts that lie in no file, for editors that compare or preview them. They can be read, not written. */
export class Passages implements Disposable {
  private readonly texts = new Map<string, string>();
  private count = 0;
  private readonly registration = workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: uri => this.texts.get(uri.query) ?? '',
  });

  /** An address at which the text can be opened, under a name whose ending tells its language. */
  add(name: string, text: string): Uri {
    const key = String(this.count++);
    this.texts.set(key, text);
    if (this.texts.size > MOST) this.texts.delete(this.texts.keys().next().value!);
    return Uri.from({ scheme: SCHEME, path: `/${name.replace(/[\\/]/g, '∕')}`, query: key });
  }

  dispose(): void {
    this.registration.dispose();
  }
}
