import { DataTransferItem, type TextDocument, type TreeDragAndDropController } from 'vscode';
import type { OutlineProvider } from './provider';
import type { Row } from './items';

/** Gives messages to a speaker, by name, or asks for one. */
export type Reattribute = (document: TextDocument, messages: readonly string[], speaker?: string) => Promise<void>;

const TYPE = 'application/vnd.code.tree.pressmark.outline';

/** Ids of the messages that rows show. */
export function messagesOf(rows: readonly Row[]): string[] {
  return rows.flatMap(row => (row.from === 'release' && row.node.kind === 'message' ? [row.node.message.id] : []));
}

/** The speaker a row is, or whose message it is; the rows of nobody known are nobody's. */
function speakerOf(row: Row | undefined): string | undefined {
  if (row?.from !== 'release' || (row.node.kind !== 'speaker' && row.node.kind !== 'message')) return undefined;
  return row.node.speaker?.name;
}

/** Messages can be dragged onto the speaker they belong to; the menu does the same by keyboard. */
export function messageDragging(provider: OutlineProvider, reattribute: Reattribute): TreeDragAndDropController<Row> {
  return {
    dragMimeTypes: [],
    dropMimeTypes: [TYPE],
    handleDrag(rows, transfer) {
      const messages = messagesOf(rows);
      if (messages.length > 0) transfer.set(TYPE, new DataTransferItem(messages));
    },
    async handleDrop(target, transfer) {
      const speaker = speakerOf(target);
      const messages: unknown = transfer.get(TYPE)?.value;
      if (speaker === undefined || !provider.document || !Array.isArray(messages)) return;
      await reattribute(provider.document, messages as string[], speaker);
    },
  };
}
