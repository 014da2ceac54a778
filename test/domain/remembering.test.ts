import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPlace, rememberingPlaces } from '../../src/domain/matching/listed-places.ts';
import { remembering } from '../../src/domain/remembering.ts';
import { at } from './make.ts';

describe('what is read once', () => {
  it('is the very same when it is asked for again, by whatever tells it', () => {
    let read = 0;
    const lengths = remembering(
      (names: readonly string[]) => ({ nth: (read += 1), count: names.length }),
      (names) => names.join('|'),
    );
    const first = lengths(['Ann', 'Bo']);
    assert.equal(lengths(['Ann', 'Bo']), first);
    assert.deepEqual(
      [first, lengths(['Bo'])],
      [
        { nth: 1, count: 2 },
        { nth: 2, count: 1 },
      ],
    );
  });

  it('of places in series says what reading each anew does', () => {
    const placeOf = rememberingPlaces();
    const names = [
      'Cradle',
      'The Cradle Series',
      'Cradle #3',
      'Cradle, Book 3',
      'Cradle (Audio)',
      '',
    ];
    const positions = [null, '', '2', '2.5', '1-3', 'Prequel', '?'];
    const places = names.flatMap((name) => positions.flatMap((position) => at(name, position)));
    for (const place of [...places, ...places]) assert.deepEqual(placeOf(place), readPlace(place));
    const [one, other] = at('Cradle', '2').concat(at('Cradle Series', '2'));
    assert.ok(one !== undefined && other !== undefined);
    assert.equal(placeOf(one).positions, placeOf(other).positions);
  });
});
