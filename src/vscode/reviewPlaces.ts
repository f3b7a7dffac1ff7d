import type { Memento, TextDocument } from 'vscode';
import { describe, placeAnnotations, type Annotation, type Span } from '../core';

type Place = Annotation['targets'][number];

const KEY = 'pressmark.review.places';

/** The places of so many releases are kept, the latest. */
const MOST = 200;

/** Where the review of each release stopped, in the words of its text, so that edits and restarts do not lose the place. */
export class ReviewPlaces {
  constructor(private readonly memory: Memento) {}

  private others(document: TextDocument): [string, Place][] {
    const uri = document.uri.toString();
    return this.memory.get<[string, Place][]>(KEY, []).filter(([of]) => of !== uri);
  }

  /** The mark at which it stopped; nothing where it never began, is done, or the words are gone. */
  of(document: TextDocument, text: string): Span | undefined {
    const uri = document.uri.toString();
    const place = this.memory.get<[string, Place][]>(KEY, []).find(([of]) => of === uri)?.[1];
    if (!place) return undefined;
    return placeAnnotations(text, [{ id: KEY, kind: 'note', targets: [place] }])[0]?.spans[0];
  }

  async remember(document: TextDocument, text: string, span: Span): Promise<void> {
    const kept = this.others(document).slice(1 - MOST);
    await this.memory.update(KEY, [...kept, [document.uri.toString(), describe(text, span)]]);
  }

  async forget(document: TextDocument): Promise<void> {
    await this.memory.update(KEY, this.others(document));
  }
}
