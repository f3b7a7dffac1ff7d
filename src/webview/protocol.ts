/** What the extension and the statistics page tell each other. Plain data: both sides are checked against these types. */
import type { Charts, Manner, PartKind, Span } from '../core';

/** All words the page shows, in the person's language. */
export interface Words {
  readonly language: string;
  readonly voices: string;
  readonly voicesNote: string;
  readonly manners: string;
  readonly mannersNote: string;
  readonly lengths: string;
  readonly lengthsNote: string;
  readonly timeline: string;
  readonly timelineNote: string;
  readonly undated: string;
  readonly sections: string;
  readonly sectionsNote: string;
  readonly manner: Readonly<Record<Manner, string>>;
  readonly part: Readonly<Record<PartKind, string>>;
  readonly table: string;
  readonly nobody: string;
  /** {0} stands for how many. */
  readonly others: string;
  readonly speaker: string;
  readonly messages: string;
  readonly words: string;
  readonly share: string;
  readonly message: string;
  readonly date: string;
  readonly context: string;
  readonly section: string;
  readonly otherWords: string;
  readonly messageWords: string;
  readonly released: string;
  readonly saveSvg: string;
  readonly savePng: string;
  readonly show: string;
  readonly empty: string;
}

export type ToPage =
  | { readonly type: 'show'; readonly title: string; readonly summary: string; readonly charts: Charts; readonly words: Words }
  | { readonly type: 'empty'; readonly words: Words }
  | { readonly type: 'scrollTo'; readonly chart: ChartName };

export type ChartName = 'voices' | 'manners' | 'lengths' | 'timeline' | 'sections';

export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly span: Span }
  /** `data` is the SVG's text, or the PNG's bytes in Base64. */
  | { readonly type: 'save'; readonly chart: ChartName; readonly format: 'svg' | 'png'; readonly data: string };
