import assert from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { CHECK_MESSAGES, CHECKS, MARK_STATES } from '../../src/core';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

interface Entry {
  command?: string;
  args?: Json;
  submenu?: string;
  key?: string;
  mac?: string;
  when?: string;
  enablement?: string;
}

interface Manifest {
  main: string;
  browser: string;
  icon: string;
  activationEvents: string[];
  contributes: {
    commands: { command: string; title: string; category: string; enablement?: string }[];
    keybindings: (Entry & { command: string; key: string })[];
    menus: Record<string, Entry[]>;
    submenus: { id: string }[];
    views: Record<string, { id: string }[]>;
    viewsWelcome: { view: string; when?: string }[];
    configuration: { title: string; properties: Record<string, Record<string, Json>> }[];
    languages: { id: string }[];
    semanticTokenTypes: { id: string }[];
    semanticTokenModifiers: { id: string }[];
    configurationDefaults: {
      'editor.semanticTokenColorCustomizations': Record<string, { rules: Record<string, { foreground: string }> }>;
    };
    colors: { id: string; defaults: Record<string, string> }[];
  };
}

const read = (file: string) => readFileSync(file, 'utf8');
const manifestText = read('package.json');
const manifest = JSON.parse(manifestText) as Manifest;
const { contributes } = manifest;
const nlsFiles = readdirSync('.').filter(file => /^package\.nls(\.[\w-]+)?\.json$/.test(file));
const nls = (file: string) => JSON.parse(read(file)) as Record<string, string>;

const sources = readdirSync('src/vscode', { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => read(`src/vscode/${file}`));
const source = sources.join('\n');
const pages = readdirSync('src/webview')
  .map(file => read(`src/webview/${file}`))
  .join('\n');

/** Every string in a JSON value. */
function strings(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  return value && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
}

/** Command ids that the source registers: through the table of names, or by their own string. */
function registeredCommands(): Set<string> {
  const names = new Map([...source.matchAll(/^\s*(\w+): '(pressmark\.[\w.]+)',$/gm)].map(match => [match[1]!, match[2]!]));
  const byName = [...source.matchAll(/registerCommand\(\s*\w*Command\w*\.(\w+)/g)].map(
    match => names.get(match[1]!) ?? match[1]!,
  );
  const byString = [...source.matchAll(/register(?:TextEditor)?Command\(\s*'(pressmark\.[\w.]+)'/g)].map(match => match[1]!);
  const bySuffix = [...source.matchAll(/\brun\(\s*'(\w+)',/g)].map(match => `pressmark.${match[1]!}`);
  return new Set([...byName, ...byString, ...bySuffix]);
}

/** Commands that the extension calls itself, with arguments: they are not for the palette and so not declared. */
const INTERNAL = /(?:^|\.)(?:reveal|offer)\w*$/;

describe('The manifest', () => {
  const declared = contributes.commands.map(command => command.command);
  const views = Object.values(contributes.views).flatMap(list => list.map(view => view.id));
  const settings = contributes.configuration.flatMap(section => Object.entries(section.properties));

  it('declares the commands that the source registers, each once', () => {
    assert.deepStrictEqual(new Set(declared).size, declared.length);
    const registered = [...registeredCommands()].filter(id => !INTERNAL.test(id));
    assert.ok(registered.length > 0);
    assert.deepStrictEqual(registered.sort(), [...declared].sort());
  });

  it('gives every command a title and the category of the extension', () => {
    for (const command of contributes.commands) {
      assert.match(command.title, /^%command\.[\w.]+%$/, command.command);
      assert.strictEqual(command.category, '%category%', command.command);
    }
  });

  it('has each of its strings in every language, and no string that is not used', () => {
    const used = new Set(
      strings(JSON.parse(manifestText) as Json).flatMap(text => [...text.matchAll(/^%([\w.-]+)%$/g)].map(m => m[1]!)),
    );
    assert.ok(nlsFiles.includes('package.nls.json') && nlsFiles.length > 1);
    for (const file of nlsFiles) {
      assert.deepStrictEqual(Object.keys(nls(file)).sort(), [...used].sort(), file);
      for (const [key, text] of Object.entries(nls(file))) assert.ok(text.trim(), `${file}: ${key}`);
    }
  });

  it('names only commands, views and submenus that exist', () => {
    const submenus = contributes.submenus.map(menu => menu.id);
    const texts = nlsFiles.flatMap(file => Object.values(nls(file)));
    for (const entry of [...Object.values(contributes.menus).flat(), ...contributes.keybindings] as Entry[]) {
      // A key that first selects the row with the focus: a view tells its extension what is selected alone.
      const run =
        entry.command === 'runCommands' ? (entry.args as { commands: string[] }).commands : [entry.command ?? []].flat();
      for (const command of run) assert.ok(declared.includes(command) || command === 'list.selectAndPreserveFocus', command);
      if (entry.submenu !== undefined) assert.ok(submenus.includes(entry.submenu), entry.submenu);
    }
    for (const id of submenus) assert.ok(contributes.menus[id], `the submenu ${id} has no entries`);
    for (const match of texts.join('\n').matchAll(/\(command:(pressmark\.[\w.]+)/g))
      assert.ok(declared.includes(match[1]!), match[1]);
  });

  it('uses in its when-clauses only views, settings, languages and context keys that exist', () => {
    const clauses = (JSON.stringify(contributes).match(/"(?:when|enablement)":"(?:[^"\\]|\\.)*"/g) ?? []).join('\n');
    const known = new Set(settings.map(([id]) => `config.${id}`));
    for (const match of clauses.matchAll(/\b(?:view|focusedView) == ([\w.]+)/g)) {
      const id = match[1]!;
      assert.ok(views.includes(id) || id.startsWith('workbench.'), id);
    }
    for (const match of clauses.matchAll(/\b(?:editorLangId|resourceLangId) [!=]= ([\w-]+)/g)) {
      assert.strictEqual(match[1], contributes.languages[0]!.id);
    }
    for (const match of clauses.matchAll(/\bconfig\.[\w.]+/g)) assert.ok(known.has(match[0]), match[0]);
    for (const match of clauses.matchAll(/(?<![\w.])pressmark\.[\w.]+/g)) {
      assert.ok(views.includes(match[0]) || source.includes(`'${match[0]}'`), `nobody sets ${match[0]}`);
    }
    for (const match of clauses.matchAll(/viewItem =~ \/\^\(([\w|]+)\)\$\//g)) {
      for (const value of match[1]!.split('|')) assert.ok(source.includes(`'${value}'`), `no row is a ${value}`);
    }
  });

  it('has a welcome for every view', () => {
    for (const view of views)
      assert.ok(
        contributes.viewsWelcome.some(welcome => welcome.view === view),
        view,
      );
  });

  it('gives no key to two commands in one place', () => {
    const keys = contributes.keybindings.map(({ key, when }) => `${key} ${when ?? ''}`);
    assert.deepStrictEqual([...new Set(keys)], keys);
    for (const { key, when } of contributes.keybindings) {
      assert.match(
        when ?? '',
        /press-release|(?:focusedView == pressmark\.|resourceScheme == pressmark-)/,
        `${key} is taken everywhere`,
      );
    }
  });

  it('describes, scopes and orders every setting, each value too, and the source reads each', () => {
    for (const [id, setting] of settings) {
      assert.match(setting.markdownDescription as string, /^%setting\./, id);
      assert.ok(['window', 'resource', 'language-overridable', 'application', 'machine'].includes(setting.scope as string), id);
      assert.ok(typeof setting.order === 'number', id);
      assert.ok('default' in setting, id);
      const values = setting.enum as string[] | undefined;
      if (values) assert.strictEqual((setting.markdownEnumDescriptions as string[]).length, values.length, id);
      const name = id.replace(/^pressmark\.(?:checks\.)?/, '');
      assert.ok(name in CHECKS || source.includes(`'${name}'`), `${id} is read nowhere`);
    }
  });

  it('gives each of its colours in all four kinds of theme, and uses it', () => {
    const used = [...source.matchAll(/ThemeColor\(\s*[`'](pressmark\.[^`']+)[`']/g)].map(
      match => new RegExp(`^${match[1]!.replace(/\$\{[^}]*\}/g, '[a-zA-Z]+').replaceAll('.', '\\.')}$`),
    );
    const onPages = new Set([...pages.matchAll(/--vscode-(pressmark-[\w-]+)/g)].map(match => match[1]!.replaceAll('-', '.')));
    for (const { id, defaults } of contributes.colors) {
      assert.deepStrictEqual(Object.keys(defaults).sort(), ['dark', 'highContrast', 'highContrastLight', 'light'], id);
      assert.ok(onPages.has(id) || used.some(pattern => pattern.test(id)), id);
    }
  });

  it('has a setting for every check, with its own severity', () => {
    const defaults = Object.fromEntries(settings.map(([id, setting]) => [id, setting.default]));
    for (const [code, severity] of Object.entries(CHECKS)) assert.strictEqual(defaults[`pressmark.checks.${code}`], severity);
  });

  it('has a heading for every check in the page that its findings link to', () => {
    const headings = [...read('docs/checks.md').matchAll(/^### (\S+)$/gm)].map(match => match[1]!);
    assert.deepStrictEqual(headings.sort(), Object.keys(CHECKS).sort());
  });

  it('has its keys in the README, and no others', () => {
    const nameOfKey: Record<string, string> = {
      ctrl: 'Ctrl',
      alt: 'Alt',
      shift: 'Shift',
      space: 'Space',
      escape: 'Esc',
      delete: 'Delete',
    };
    const spoken = (chord: string): string =>
      chord
        .split('+')
        .map(key => `<kbd>${nameOfKey[key] ?? key.toUpperCase()}</kbd>`)
        .join('+');
    const table = [...read('README.md').matchAll(/^\| (Pressmark: .*) \| (.*) \|$/gm)].flatMap(([, commands, keys]) => {
      const all = keys!.split(', ');
      return commands!.split(', ').map((title, i) => `${title.replace('Pressmark: ', '')}: ${all[i]!}`);
    });
    const titles = nls('package.nls.json');
    const declaredKeys = contributes.keybindings
      .filter(({ key }) => key.startsWith('ctrl+k') || /^alt\+[.,]$/.test(key))
      .filter(({ when }) => when === undefined || !/reviewing|comparing|focusedView/.test(when))
      .map(({ command, key }) => {
        const title = contributes.commands.find(each => each.command === command)!.title;
        return `${titles[title.slice(1, -1)]!}: ${key.split(' ').map(spoken).join(' ')}`;
      });
    assert.deepStrictEqual([...new Set(declaredKeys)].sort(), table.sort());
  });

  it('is one bundle on the desktop and the web, and starts on as little as can be', () => {
    assert.strictEqual(manifest.main, manifest.browser);
    assert.deepStrictEqual(manifest.activationEvents, ['onLanguage:plaintext']);
  });

  it('points only at files that exist', () => {
    const files = strings(JSON.parse(manifestText) as Json).filter(text =>
      /^(?:\.\/)?(?:media|syntaxes|l10n|docs)(?:\/|$)/.test(text),
    );
    assert.ok(files.length > 3);
    for (const file of files) assert.ok(existsSync(file), file);
  });
});

describe('Strings of the running extension', () => {
  const literal = [...source.matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)+)'/g)].map(match => match[1]!.replace(/\\'/g, "'"));
  // The sentences of the checks are the engine's.
  const used = new Set([...literal, ...Object.values(CHECK_MESSAGES)]);

  it('are all translated, with the same placeholders', () => {
    const bundles = readdirSync('l10n').filter(file => file.startsWith('bundle.l10n.'));
    assert.ok(bundles.length > 0);
    for (const file of bundles) {
      const bundle = nls(`l10n/${file}`);
      assert.deepStrictEqual(Object.keys(bundle).sort(), [...used].sort(), file);
      for (const [text, translation] of Object.entries(bundle)) {
        const holes = (value: string) => [...new Set(value.match(/\{\d\}|\$\([\w-]+\)/g) ?? [])].sort();
        assert.deepStrictEqual(holes(translation), holes(text), text);
      }
    }
  });
});

/** Relative luminance and contrast as in WCAG 2.2, 1.4.3. Colours are #rrggbb or #rrggbbaa. */
type Rgba = readonly [number, number, number, number];

function toRgba(hex: string): Rgba {
  const [r, g, b, a = 255] = (hex.slice(1).match(/../g) ?? []).map(pair => parseInt(pair, 16));
  return [r!, g!, b!, a / 255];
}

const over = ([r, g, b, a]: Rgba, [R, G, B]: Rgba): Rgba => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];

function luminance([r, g, b]: Rgba): number {
  const [x, y, z] = [r, g, b].map(value => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * x! + 0.7152 * y! + 0.0722 * z!;
}

function contrast(one: Rgba, other: Rgba): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high! + 0.05) / (low! + 0.05);
}

describe('The colours of marks', () => {
  const THEMES = [
    { kind: 'dark', customization: '[*Dark*]', editor: '#1f1f1f', least: 4.5 },
    { kind: 'light', customization: '[*Light*]', editor: '#ffffff', least: 4.5 },
    { kind: 'highContrast', customization: '[Default High Contrast]', editor: '#000000', least: 7 },
    { kind: 'highContrastLight', customization: '[Default High Contrast Light]', editor: '#ffffff', least: 7 },
  ];
  const colour = (id: string, kind: string) => toRgba(contributes.colors.find(color => color.id === id)!.defaults[kind]!);

  for (const { kind, customization, editor, least } of THEMES) {
    it(`can be read on the editor and on messages in the default ${kind} theme (${least} : 1 at least)`, () => {
      const rules = contributes.configurationDefaults['editor.semanticTokenColorCustomizations'][customization]!.rules;
      const grounds = [
        toRgba(editor),
        over(colour('pressmark.directMessageBackground', kind), toRgba(editor)),
        over(colour('pressmark.reportedMessageBackground', kind), toRgba(editor)),
      ];
      for (const [token, { foreground }] of Object.entries(rules)) {
        for (const ground of grounds)
          assert.ok(contrast(toRgba(foreground), ground) >= least, `${token}: ${contrast(toRgba(foreground), ground)}`);
      }
    });
  }

  it('let selected words be seen and read through every ground of a message', () => {
    // What the two high-contrast themes put below and write selected words in; the others keep the colours of the words.
    const selected = { highContrast: ['#ffffff', '#000000'], highContrastLight: ['#0f4a85', '#ffffff'] } as const;
    for (const { id, defaults } of contributes.colors.filter(each => /^pressmark\.\w+MessageBackground$/.test(each.id))) {
      for (const value of Object.values(defaults)) assert.ok(toRgba(value)[3] < 0.5, `${id} hides what is selected`);
      for (const [kind, [ground, words]] of Object.entries(selected)) {
        const found = contrast(toRgba(words), over(toRgba(defaults[kind]!), toRgba(ground)));
        assert.ok(found >= 7, `${id} in ${kind}: ${found}`);
      }
    }
  });

  /** Lines and icons, which are no text, need 3 : 1 (WCAG 2.1, 1.4.11); in high contrast 4.5 : 1. */
  const leastOf = (least: number): number => (least === 7 ? 4.5 : 3);

  for (const { kind, editor, least } of THEMES) {
    it(`can be seen as lines below the words and on their ground in the default ${kind} theme`, () => {
      const ids = contributes.colors.map(({ id }) => id);
      const lines = ids.filter(id => /^pressmark\.annotation\.[a-z]+$/.test(id));
      assert.strictEqual(lines.length, 5);
      for (const id of lines) {
        for (const ground of [toRgba(editor), over(colour(`${id}Background`, kind), toRgba(editor))]) {
          const found = contrast(colour(id, kind), ground);
          assert.ok(found >= leastOf(least), `${id}: ${found}`);
        }
      }
      for (const id of ids.filter(each => /^pressmark\.\w+Message(?:Border|Ruler)$/.test(each))) {
        const found = contrast(over(colour(id, kind), toRgba(editor)), toRgba(editor));
        assert.ok(found >= leastOf(least), `${id}: ${found}`);
      }
    });

    it(`can be seen as icons in the gutter of the default ${kind} theme, each state by its shape too`, () => {
      const variant = kind === 'dark' || kind === 'highContrast' ? 'dark' : 'light';
      const icons = readdirSync('media/gutter').filter(file => file.endsWith(`-${variant}.svg`));
      assert.strictEqual(icons.length, MARK_STATES.length);
      const shapes = new Set<string>();
      for (const file of icons) {
        const svg = read(`media/gutter/${file}`);
        const found = contrast(toRgba(/stroke="(#[0-9a-f]{6})"/.exec(svg)![1]!), toRgba(editor));
        assert.ok(found >= leastOf(least), `${file}: ${found}`);
        shapes.add(svg.replace(/#[0-9a-f]{6}/g, ''));
      }
      assert.strictEqual(shapes.size, icons.length);
    });
  }
});
