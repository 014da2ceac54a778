import type { PersonForms } from '../authors.ts';
import { areForms } from '../names.ts';
import { addAt } from '../order.ts';
import { wholeVolumes } from '../positions.ts';
import type { Cluster } from './cluster.ts';
import type { OwnedItem } from './owned.ts';

/**
 * Tells whether an item that no catalogue knows stands at a work's number, in a series of the same
 * author's whose name is within the other's (`Patrik Hedstrom` 4, `Patrik Hedstrom and Erica Falck`
 * 4): it may be that work under another title. Linear in the items.
 */
export function strangersAt(
  owned: readonly OwnedItem[],
): (cluster: Cluster, series: string, number: number) => boolean {
  const strangers = new Map<string, string[]>();
  for (const { reading, works, isPack } of owned) {
    if (works.length > 0 || isPack) continue;
    for (const [key, positions] of reading.places) {
      for (const n of wholeVolumes(positions)) note(strangers, reading.persons, { n, key });
    }
  }
  return ({ rows: [row] }, series, number) => {
    const there = [...(row?.reading.persons.sure ?? [])].flatMap(
      (form) => strangers.get(`${form}|${number}`) ?? [],
    );
    return there.some((key) => areForms(key, series));
  };
}

function note(
  strangers: Map<string, string[]>,
  { sure }: PersonForms,
  { n, key }: { readonly n: number; readonly key: string },
): void {
  for (const form of sure) addAt(strangers, `${form}|${n}`, key);
}
