import { say, type Bench } from './support/bench.ts';
import { runJudgeJob, type JudgeAnswer, type JudgeInput } from './support/judge-jobs.ts';
import { megabytes, printTable, seconds } from './support/table.ts';

const SIZES = [10_000, 50_000, 100_000] as const;
/** Of the sizes, those that the plain alternative gets: it compares every pair. */
const PLAIN_UP_TO = 10_000;
const GAPS = 2_000;
/** Known works, one for so many items. */
const ITEMS_PER_WORK = 5;

/** What judging itself costs, without server, database or files. */
export const judge: Bench = {
  purpose: 'finding gaps in a library and judging candidates: time, memory, growth (--items N)',
  async run({ items }) {
    const sizes = items === undefined ? SIZES : [items];
    await measure('gaps', sizes);
    await measure('decide', sizes);
  },
};

type Job = JudgeInput['job'];

interface Measured {
  readonly size: number;
  readonly idle: JudgeAnswer;
  readonly ours: JudgeAnswer;
  readonly plain: JudgeAnswer | null;
}

async function measure(job: Job, sizes: readonly number[]): Promise<void> {
  const measured: Measured[] = [];
  for (const size of sizes) {
    say(`${job}: ${size}`);
    const asked = { job, ...amounts(job, size) };
    const idle = await runJudgeJob({ ...asked, judge: 'none' });
    const ours = await runJudgeJob({ ...asked, judge: 'ours' });
    const isSmall = size <= PLAIN_UP_TO;
    const plain = isSmall ? await runJudgeJob({ ...asked, judge: 'plain' }) : null;
    measured.push({ size, idle, ours, plain });
  }
  print(job, measured);
}

function amounts(job: Job, size: number): Pick<JudgeInput, 'wanted' | 'offered'> {
  if (job === 'gaps') return { wanted: size, offered: size / ITEMS_PER_WORK };
  return { wanted: GAPS, offered: size };
}

function print(job: Job, measured: readonly Measured[]): void {
  const perThousand = ({ ours, size }: Measured) =>
    `${((ours.tookMs / size) * 1_000).toFixed(1)} ms`;
  const more = ({ ours, idle }: Measured) => megabytes(ours.peakRss - idle.peakRss);
  const lines: [string, (one: Measured) => string | number][] = [
    [job === 'gaps' ? 'gaps found' : 'gaps filled', ({ ours }) => ours.found],
    ['ours', ({ ours }) => seconds(ours.tookMs)],
    ['ours, a thousand', perThousand],
    ['memory beyond the rows themselves', more],
    ['Jaro-Winkler, every pair', ({ plain }) => (plain === null ? '–' : seconds(plain.tookMs))],
  ];
  printTable({
    title:
      job === 'gaps'
        ? 'judge: finding gaps, one known work for five items'
        : `judge: candidates against ${GAPS} gaps`,
    columns: [
      '',
      ...measured.map(({ size }) => `${size} ${job === 'gaps' ? 'items' : 'candidates'}`),
    ],
    rows: lines.map(([name, tell]) => [name, ...measured.map(tell)]),
    notes: ['Linear: the line “a thousand” stays level.'],
  });
}
