/** Something done that can be taken back and done again. */
export interface Action {
  /** What a person calls it: "Remove Annotation". */
  readonly label: string;
  undo(): Promise<void>;
  redo(): Promise<void>;
}

/** Actions that can be undone. */
const MOST_ACTIONS = 200;

/** What was done with annotations in this window, apart from the edits of the text. */
export class ActionHistory {
  #done: Action[] = [];
  #undone: Action[] = [];

  push(action: Action): void {
    this.#done = [...this.#done.slice(1 - MOST_ACTIONS), action];
    this.#undone = [];
  }

  /** Takes back the last action, whichever document it was in, and returns its name. */
  async undo(): Promise<string | undefined> {
    const action = this.#done.pop();
    if (!action) return undefined;
    this.#undone.push(action);
    await action.undo();
    return action.label;
  }

  /** Does again what was taken back last. */
  async redo(): Promise<string | undefined> {
    const action = this.#undone.pop();
    if (!action) return undefined;
    this.#done.push(action);
    await action.redo();
    return action.label;
  }
}
