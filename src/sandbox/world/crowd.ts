import type { Stage } from './stage.ts';
import { OTHER_LANGUAGES } from './vocabulary.ts';

/** Names that stand in an author's place. */
const JUNK = [
  'Unknown Artist',
  'Various',
  'Various Authors',
  'Unknown',
  'Anonymous',
  'unknown artist',
];

/** Items by nobody: collections, rips without tags, and series that must make no gap. */
export function placeJunk(stage: Stage): void {
  const { naming, shelf } = stage;
  for (let round = 0; round < 3; round += 1) {
    for (const author of JUNK)
      shelf.put({ title: naming.title(), authors: [author], language: null });
  }
  for (const author of ['Unknown Artist', 'Various']) {
    const name = naming.series('plain');
    for (const position of ['1', '2', '5']) {
      shelf.put({ title: naming.title(), authors: [author], series: [{ name, position }] });
    }
  }
  shelf.put({ title: naming.title(), authors: [] });
}

/** Series without any whole volume: nothing can be said of what is lacking. */
export function placeUnnumbered(stage: Stage): void {
  const { naming, shelf } = stage;
  for (const positions of [
    [null, null, null],
    ['Prequel', null],
    ['0.5', '2.5', null],
  ]) {
    const authors = [naming.author('plain')];
    const name = naming.series('plain');
    for (const position of positions) {
      shelf.put({ title: naming.title(), authors, series: [{ name, position }] });
    }
  }
}

/** Fills the library up with authors of one to three works and no series. */
export function placeCrowd(stage: Stage, until: number): void {
  const { draw, naming, shelf } = stage;
  while (shelf.items.length < until) {
    const author = naming.author(draw.chance(0.15) ? 'initials' : 'plain');
    const works = Math.min(draw.between(1, 3), until - shelf.items.length);
    for (let count = 0; count < works; count += 1) {
      const language = draw.chance(0.06) ? { language: draw.pick(OTHER_LANGUAGES) } : {};
      shelf.put({ title: naming.title(), authors: [author], ...language });
    }
  }
}

/** The very same works once more, as a second import leaves them. */
export function placeCopies(stage: Stage, count: number): void {
  const alone = stage.shelf.items.filter(
    ({ series, authors }) => series.length === 0 && authors.length > 0,
  );
  for (const { title, authors } of alone.slice(0, count)) stage.shelf.put({ title, authors });
}

/** Torrents of authors and series that nobody here owns. */
export function listCrowd(stage: Stage, count: number): void {
  const { draw, listings, naming } = stage;
  let left = count;
  while (left > 0) {
    const authors = [naming.author('plain')];
    const isSeries = draw.chance(0.5);
    const name = isSeries ? naming.series('plain') : '';
    const works = Math.min(draw.between(1, 6), left);
    for (let volume = 1; volume <= works; volume += 1) {
      const series = isSeries ? [{ name, position: String(volume) }] : [];
      listings.list({ title: naming.title(), authors, series });
    }
    left -= works;
  }
}
