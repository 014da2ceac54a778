import type { LibraryItem } from '../../domain/item.ts';
import type { HttpClient } from '../http.ts';
import { parseAnswer, parseItem } from './answers.ts';
import { inOrder } from './in-order.ts';
import { Batch, StructuredItem } from './schemas.ts';
import { toLibraryItem } from './to-item.ts';

/** One batch of structured items, and the ids that the server knows no item of. */
export interface ItemBatch {
  readonly items: readonly LibraryItem[];
  /** Asked for, and not answered: removed since their row was read. */
  readonly absent: readonly string[];
}

const BATCH_SIZE = 500;
const WIDTH = 2;

/** Reads items with their authors, series and narrators as lists, 500 at a time. */
export async function* readItems(
  http: HttpClient,
  headers: Readonly<Record<string, string>>,
  ids: readonly string[],
): AsyncGenerator<ItemBatch> {
  const read = async (batch: readonly string[]): Promise<ItemBatch> => {
    const answer = await http.send({
      method: 'POST',
      path: 'api/items/batch/get',
      // Without this type the server ignores the body.
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ libraryItemIds: batch }),
    });
    return toBatch(parseAnswer(Batch, answer, `Reading ${batch.length} items`), batch);
  };
  yield* inOrder(batches([...new Set(ids)]), WIDTH, read);
}

function toBatch(answer: Batch, asked: readonly string[]): ItemBatch {
  const items: LibraryItem[] = [];
  const found = new Set<string>();
  for (const value of answer.libraryItems) {
    const item = parseItem(StructuredItem, value);
    items.push(toLibraryItem(item));
    found.add(item.id);
  }
  return { items, absent: asked.filter((id) => !found.has(id)) };
}

function* batches(ids: readonly string[]): Generator<readonly string[]> {
  for (let at = 0; at < ids.length; at += BATCH_SIZE) yield ids.slice(at, at + BATCH_SIZE);
}
