import type { Candidate } from '../../src/domain/candidate.ts';
import { findGaps } from '../../src/domain/gaps.ts';
import { deriveParts, reportDecision, type RunReport } from '../../src/domain/report.ts';
import { at, judgeOver, makeCandidate, makeSeries } from './make.ts';

/** A report of a small run in which everything adds up: one queued, one deferred, some refused. */
export function makeReport(parts: Partial<RunReport> = {}): RunReport {
  const items = [...makeSeries('Mistborn', ['1', '2', '4']), ...makeSeries('Elantris', ['1'])];
  const candidates: readonly Candidate[] = [
    makeCandidate({ sourceId: '1', seeders: 40 }),
    makeCandidate({ sourceId: '2' }),
    makeCandidate({
      sourceId: '3',
      series: at('Mistborn', '5'),
      title: 'Shadows | of <b>Self</b>',
      abridged: true,
    }),
    makeCandidate({ sourceId: '4', series: [], authors: ['Ann Other'], title: 'Elsewhere' }),
  ];
  const judged = judgeOver(items).judge(candidates);
  const decisions = candidates.flatMap(({ title, authors, sourceId }) => {
    const decision = judged.get(sourceId);
    return decision === undefined
      ? []
      : [reportDecision({ title, authors, sourceId, term: 'Brandon Sanderson', decision })];
  });
  const queued = decisions
    .filter((one) => one.verdict === 'accept')
    .map(({ title, authors, sourceId, gapKeys }) => ({
      title,
      authors,
      sourceId,
      gapKeys,
      infoHash: 'a'.repeat(40),
    }));
  const filled = new Map(queued.flatMap((one) => one.gapKeys.map((key) => [key, one])));
  return {
    runId: 'sync-1',
    kind: 'sync',
    searched: null,
    dryRun: false,
    status: 'completed',
    stop: null,
    libraries: ['Audiobooks'],
    startedAt: '2026-11-23T20:44:55.000Z',
    finishedAt: '2026-11-23T21:06:58.000Z',
    timeZone: 'Europe/Berlin',
    phases: [{ name: 'crawl', seconds: 1300 }],
    politeness: { requests: 70, waitedSeconds: 1200, slowedDown: 0, signIns: 1 },
    torrentsBefore: 10,
    torrentsAfter: 11,
    items: { total: 4, changed: 4 },
    notes: ['“Magazine” was left out.'],
    gaps: findGaps(items, { authorMinItems: 10 }).gaps.map((gap, nth) => {
      const by = filled.get(gap.key);
      const known = {
        id: String(nth + 1),
        gap,
        firstSeen: '2026-11-20T20:44:55.000Z',
        sources: [{ source: 'library', asOf: null }],
        released: false,
        nextTryAt: null,
        detail: '',
      };
      return by === undefined
        ? { ...known, outcome: 'not-found', sourceId: null, title: null }
        : { ...known, outcome: 'queued', sourceId: by.sourceId, title: by.title };
    }),
    upcoming: [],
    questions: [],
    excluded: 0,
    terms: [
      {
        text: 'Brandon Sanderson',
        label: 'Brandon Sanderson',
        status: 'done',
        pages: 1,
        candidates: decisions.length,
        seconds: 20,
        failure: null,
      },
    ],
    decisions,
    ...deriveParts(decisions),
    queued,
    wouldQueue: [],
    alreadyThere: [],
    failed: [],
    ...parts,
  };
}
