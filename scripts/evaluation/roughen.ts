import type { GapRow } from '../../src/evaluation/formats.ts';
import type { Draw } from './draw.ts';
import type { Offer, OfferRow, Scene } from './offers.ts';

/** Small disorders, several at once, that change nothing of what a row is about. */
type Disorder = (row: OfferRow, draw: Draw) => Partial<OfferRow>;

const DISORDERS: readonly Disorder[] = [
  ({ title }, draw) => ({
    title: draw.pick([`${title} [M4B]`, `${title} (2018)`, `${title} - Audiobook`, ` ${title}  `]),
  }),
  ({ title }, draw) => ({ title: draw.pick([title.toUpperCase(), title.toLowerCase()]) }),
  ({ title }) => ({ title: title.replaceAll("'", '’').normalize('NFD') }),
  ({ title }) => ({ title: title.replaceAll(' & ', ' and ') }),
  ({ authors }, draw) => ({
    authors: authors.map((one) => draw.pick([one.toUpperCase(), one.normalize('NFD'), ` ${one} `])),
  }),
  // Never alone: a narrator in the author's place is a case of its own.
  ({ authors, narrators }) => ({
    authors: authors.length === 0 ? [] : [...authors, ...(narrators ?? []).slice(0, 1)],
  }),
  ({ narrators }) => ({ narrators: (narrators ?? []).map((one) => one.replaceAll('. ', '.')) }),
  ({ narrators, description }) => ({
    narrators: [],
    description: `${description ?? ''} Read by ${(narrators ?? []).join(' and ')}.`.trim(),
  }),
  ({ series }, draw) => ({
    series: (series ?? []).map(({ name, position }) => ({
      name: draw.pick([`${name.replace(/^The /u, '')} Series`, name.toUpperCase(), ` ${name}`]),
      position: position == null ? null : draw.pick([` ${position}`, marked(position), position]),
    })),
  }),
  ({ language }, draw) => ({
    language: language === 'English' ? draw.pick(['ENG', 'en', 'English ', 'en-US']) : language,
  }),
  ({ formats }) => ({ formats: (formats ?? []).map((one) => one.toUpperCase()) }),
  ({ description }, draw) => ({
    description: `${description ?? ''} ${draw.pick([
      'Please seed after downloading.',
      'Chapterised, with cover.',
      'Retagged; from my own library.',
      'Requested by a friend.',
    ])}`.trim(),
  }),
  () => ({ tags: 'audiobook, fiction, m4b' }),
  () => ({ runtimeMinutes: null, bitrateKbps: null }),
];

/** `#4`, where nothing stands before the number yet. */
function marked(position: string | number): string {
  const text = String(position);
  return /^\d/u.test(text) ? `#${text}` : text;
}

/** A scene of which the right offers, and the gap, come in some disorder. */
export function roughenScene(scene: Scene, draw: Draw): Scene {
  const isTold = scene.bucket.startsWith('regional title');
  const offers = scene.offers.map((offer) => roughenOffer(offer, draw, isTold));
  return { ...scene, offers, gap: { ...scene.gap, ...roughGap(scene, draw) } };
}

/** With `keepsLength` nothing but the playing time tells that it is the right one. */
function roughenOffer(offer: Offer, draw: Draw, keepsLength: boolean): Offer {
  if (offer.truth !== 'right') return offer;
  // What tells this recording from another stays.
  const kept = { runtimeMinutes: offer.row.runtimeMinutes, narrators: offer.row.narrators };
  let { row } = offer;
  for (const disorder of draw.shuffle(DISORDERS).slice(0, draw.between(1, 4))) {
    row = { ...row, ...disorder(row, draw) };
  }
  const isUnsaid = (row.narrators ?? []).length === 0 && row.runtimeMinutes == null;
  return { ...offer, row: isUnsaid || keepsLength ? { ...row, ...kept } : row };
}

function roughGap({ gap, work, series }: Scene, draw: Draw): Partial<GapRow> {
  const [place] = work.places;
  const book = `${series.name}, Book ${place?.position ?? ''}`;
  const places = Array.isArray(gap.series) ? gap.series : [];
  return {
    title: draw.pick([gap.title, gap.title, `${work.title}: ${book}`, `${work.title} (${book})`]),
    authors: draw.chance(0.15) ? [...gap.authors, 'Somebody Else - introduction'] : gap.authors,
    ...(places.length === 0 ? {} : { series: draw.chance(0.8) ? places : places.slice(0, 1) }),
    ...(draw.chance(0.5) ? { language: 'english' } : {}),
  };
}
