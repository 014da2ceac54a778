import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StructuredItem, toLibraryItem } from '../../../src/integrations/audiobookshelf/index.ts';

function served(metadata: object, duration: unknown = 3600.25): StructuredItem {
  return StructuredItem.parse({
    id: 'i',
    libraryId: 'l',
    updatedAt: 5,
    media: {
      duration,
      tags: ['x'],
      metadata: { title: 'T', authors: [], narrators: [], series: [], ...metadata },
    },
  });
}

const SEQUENCES = ['0', '2.5', '03', '1-3', 'Prequel', '1a'];

for (const sequence of SEQUENCES) {
  test(`the position "${sequence}" stays as written`, () => {
    const item = toLibraryItem(served({ series: [{ id: 's', name: 'S', sequence }] }));
    assert.deepEqual(item.series, [{ name: 'S', position: sequence }]);
  });
}

const CASES: readonly [string, object, object][] = [
  [
    'a position of null is none',
    { series: [{ name: 'S', sequence: null }] },
    { series: [{ name: 'S', position: null }] },
  ],
  [
    'an absent position is none',
    { series: [{ name: 'S' }] },
    { series: [{ name: 'S', position: null }] },
  ],
  [
    'an empty position is none',
    { series: [{ name: 'S', sequence: ' ' }] },
    { series: [{ name: 'S', position: null }] },
  ],
  [
    'a series without a name is left out',
    { series: [{ name: ' ', sequence: '1' }] },
    { series: [] },
  ],
  [
    'a comma in a series name is no second series',
    { series: [{ name: 'A, B', sequence: '1' }] },
    { series: [{ name: 'A, B', position: '1' }] },
  ],
  [
    'names are trimmed, empty ones left out',
    { authors: [{ name: ' Ada ' }, { name: '' }], narrators: [' Ben', ''] },
    { authors: ['Ada'], narrators: ['Ben'] },
  ],
  [
    'a whole date as a year stays whole',
    { publishedYear: '2011-04-05' },
    { publishedYear: '2011-04-05' },
  ],
  [
    'empty texts are null',
    { subtitle: '', asin: '', isbn: ' ', language: '', publishedYear: '' },
    { subtitle: null, asin: null, isbn: null, language: null, publishedYear: null },
  ],
  ['an item without a title has an empty one', { title: null }, { title: '' }],
  ['an absent abridged is false', {}, { abridged: false }],
  ['an abridged item says so', { abridged: true }, { abridged: true }],
];

for (const [sentence, metadata, expected] of CASES) {
  test(sentence, () => {
    const item = toLibraryItem(served(metadata));
    assert.deepEqual({ ...item, ...expected }, item);
  });
}

for (const [duration, expected] of [
  [3600.25, 3600.25],
  [0, null],
  [null, null],
  [undefined, null],
]) {
  test(`a duration of ${duration} becomes ${expected}`, () => {
    const item = toLibraryItem({ ...served({}), media: { ...served({}).media, duration } });
    assert.equal(item.durationSeconds, expected);
  });
}
