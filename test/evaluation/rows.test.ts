import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CandidateRow, GapRow } from '../../src/evaluation/formats.ts';
import { toCandidate, toGap, toItem, toKnownWork } from '../../src/evaluation/rows.ts';

const BARE = { id: 5, title: 'Soulsmith', authors: ['Will Wight'] };

test('what a bare candidate does not say speaks neither for nor against it', () => {
  const candidate = toCandidate(BARE);
  const { sourceId, seeders, categoryId, vip, abridged, ownHistory, runtimeMinutes } = candidate;
  assert.deepEqual(
    [sourceId, seeders, categoryId, vip, abridged, ownHistory, runtimeMinutes],
    ['5', 1, null, false, false, 'none', null],
  );
});

const CATEGORIES: readonly (readonly [CandidateRow['category'], number | null])[] = [
  [41, 41],
  ['41', 41],
  [13, null],
  [0, null],
  [null, null],
  ['', null],
  ['Audiobooks - Fantasy', null],
  ['Audiobooks - Music', null],
  ['Fantasy', null],
  ['Ebooks - Fantasy', 64],
  ['E-Book', 64],
  ['Comics/Graphic novels', 64],
];

for (const [written, read] of CATEGORIES) {
  test(`the category ${JSON.stringify(written)} is read as ${read}`, () => {
    assert.equal(toCandidate({ ...BARE, category: written }).categoryId, read);
  });
}

test('tags come as a list or as one text', () => {
  assert.deepEqual(toCandidate({ ...BARE, tags: ' a, b ,,c' }).tags, ['a', 'b', 'c']);
  assert.deepEqual(toCandidate({ ...BARE, tags: ['a', 'b'] }).tags, ['a', 'b']);
});

test('numbers may be written as text, and yes and no as 1 and 0', () => {
  const written = { sizeBytes: '700', seeders: '3', bitrateKbps: '64', runtimeMinutes: '90.5' };
  const { sizeBytes, seeders, bitrateKbps, runtimeMinutes } = toCandidate({ ...BARE, ...written });
  assert.deepEqual([sizeBytes, seeders, bitrateKbps, runtimeMinutes], [700, 3, 64, 90.5]);
  const { vip, freeleech, abridged, ownHistory } = toCandidate({
    ...BARE,
    vip: 1,
    free: 0,
    abridged: 1,
    snatched: 1,
  });
  assert.deepEqual([vip, freeleech, abridged, ownHistory], [true, false, true, 'snatched']);
});

test('no minutes at all are no playing time that is known', () => {
  assert.equal(toCandidate({ ...BARE, runtimeMinutes: 0, bitrateKbps: 0 }).runtimeMinutes, null);
  assert.equal(toItem({ ...BARE, runtimeMinutes: 0 }).durationSeconds, null);
  assert.equal(toItem({ ...BARE, runtimeMinutes: 9.5 }).durationSeconds, 570);
});

const PLACES: readonly (readonly [GapRow['series'], string | null, number | null])[] = [
  [[{ name: 'Cradle', position: 2 }], 'Cradle', 2],
  [{ name: 'Cradle', position: '02' }, 'Cradle', 2],
  ['Cradle', 'Cradle', null],
  [[{ name: 'Cradle', position: '1-3' }], 'Cradle', null],
  [[{ name: 'Cradle', position: '2.5' }], 'Cradle', null],
  [[], null, null],
  ['', null, null],
  [null, null, null],
];

for (const [series, name, position] of PLACES) {
  test(`a gap in ${JSON.stringify(series)} is at ${name} ${position}`, () => {
    const gap = toGap({ ...BARE, series });
    assert.deepEqual([gap.series, gap.position, gap.key], [name, position, '5']);
    assert.equal(gap.work?.title, 'Soulsmith');
  });
}

test('a work whose day of release is not known is as old as its year', () => {
  assert.equal(toKnownWork({ ...BARE, publishedYear: 2016 }).releaseDate, '2016');
  assert.equal(
    toKnownWork({ ...BARE, publishedYear: 2016, releaseDate: '2016-09-26' }).releaseDate,
    '2016-09-26',
  );
});
