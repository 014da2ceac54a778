import type { Listed } from './catalogue.ts';
import { drawFor, type Draw } from './draw.ts';
import type { Series } from './facts.ts';

type Row = Listed['row'];

/** A made-up ISBN whose last digit fits. */
export function isbn(name: string): string {
  const digits = `979${String(drawFor(name).between(0, 999_999_999)).padStart(9, '0')}`;
  const sum = [...digits].reduce(
    (all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3),
    0,
  );
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** The rows that stand beside a series in every shop, and that nobody lacks. */
export function besides({
  series,
  draw,
}: {
  readonly series: Series;
  readonly draw: Draw;
}): readonly Listed[] {
  const [first] = series.works;
  if (first === undefined) return [];
  const { title } = first;
  const other = (row: Partial<Row> & Pick<Row, 'title' | 'authors'>): Listed => ({
    row: { narrators: ['Some Reader'], series: [], language: 'english', ...row },
    work: null,
    what: 'beside',
  });
  const all = [
    other({ title: `Summary of ${title} by ${series.authors[0] ?? ''}`, authors: ['QuickRead'] }),
    other({ title: `Study Guide: ${title}`, authors: ['SuperSummary'], runtimeMinutes: 95 }),
    other({
      title: `${title}: A Companion`,
      authors: ['Some Scholar'],
      series: [{ name: 'Companions', position: '4' }],
    }),
    // A namesake of the series, and one of the title.
    other({
      title: 'The Dancing Cook',
      authors: ['Name Sake'],
      series: [{ name: series.name, position: '1' }],
    }),
    other({
      title: 'The Weeping Cook',
      authors: ['Name Sake'],
      series: [{ name: series.name, position: '2' }],
    }),
    other({ title, authors: ['Another Writer'], runtimeMinutes: 333 }),
  ];
  return draw.shuffle(all).slice(0, 3);
}
