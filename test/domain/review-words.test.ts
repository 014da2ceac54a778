import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkSums } from '../../src/domain/report-check.ts';
import { renderMarkdown } from '../../src/domain/report-markdown.ts';
import type { ReportedReview, RunReport } from '../../src/domain/report.ts';
import { gapLabels, openGapKeys, whySuperseded, type Filling } from '../../src/domain/review.ts';
import { makeKnownGap } from './make.ts';
import { makeReport } from './make-report.ts';

const by = (gapKey: string, how: Filling['by'], title: string | null = null): Filling => ({
  gapKey,
  by: how,
  title,
});

describe('a review with two gaps', () => {
  const cases: readonly (readonly [
    string,
    readonly Filling[],
    readonly string[],
    string | null,
  ])[] = [
    ['nothing fills', [], ['a', 'b'], null],
    ['one torrent fills in part', [by('a', 'torrent', 'One')], ['b'], null],
    [
      'one torrent fills',
      [by('a', 'torrent', 'One'), by('b', 'torrent', 'One')],
      [],
      'what it would fill is on its way by “One”',
    ],
    [
      'two torrents fill',
      [by('a', 'torrent', 'One'), by('b', 'torrent', 'Two')],
      [],
      'what it would fill is on its way by “One” and 1 more',
    ],
    [
      'a torrent and the library fill',
      [by('a', 'gone'), by('b', 'torrent', 'Two')],
      [],
      'what it would fill is on its way by “Two”',
    ],
    [
      'a person excluded',
      [by('a', 'gone'), by('b', 'excluded')],
      [],
      'what it would fill was excluded',
    ],
    [
      'the library holds',
      [by('a', 'gone'), by('b', 'gone')],
      [],
      'what it would fill is not lacking any more',
    ],
  ];
  for (const [what, fillings, open, why] of cases) {
    it(`that ${what} ${why === null ? 'waits' : 'is superseded'}`, () => {
      assert.deepEqual(openGapKeys(['a', 'b'], fillings), open);
      assert.equal(whySuperseded(['a', 'b'], fillings), why);
    });
  }
});

describe('a gap as a person knows it', () => {
  const gap = makeKnownGap({ title: 'Elantris' }, { series: null, position: null });
  const cases = [
    [{ ...gap, series: 'Mistborn', position: 3 }, 'Mistborn 3'],
    [{ ...gap, series: 'Mistborn' }, 'Mistborn'],
    [gap, 'Elantris'],
    [{ ...gap, work: null, authors: ['Ann Author'] }, 'more by Ann Author'],
    [{ ...gap, work: null, authors: [] }, 'more by an unknown author'],
  ] as const;
  for (const [given, label] of cases) {
    it(`is “${label}”`, () => assert.deepEqual(gapLabels([given]), [label]));
  }
});

it('gaps of one series are told as its volumes', () => {
  const gap = makeKnownGap();
  const gaps = [10, 9].map((position) => ({ ...gap, series: 'Mistborn', position }));
  assert.deepEqual(gapLabels(gaps), ['Mistborn 9, 10']);
});

/** A report whose one acceptance was proposed instead of queued. */
function proposing(parts: Partial<ReportedReview> = {}): RunReport {
  const report = makeReport();
  const [queued] = report.queued;
  assert.ok(queued !== undefined);
  const { infoHash: _, ...torrent } = queued;
  const review: ReportedReview = {
    ...torrent,
    ...{ reviewId: '12', why: 'proposed', status: 'open', isNew: true },
    ...parts,
  };
  const gaps = report.gaps.map((one) =>
    torrent.gapKeys.includes(one.gap.key) ? { ...one, outcome: 'to-review' as const } : one,
  );
  return { ...report, queued: [], gaps, reviews: [review] };
}

describe('the report of a run that proposes', () => {
  it('adds up, and says how to decide', () => {
    const report = proposing();
    assert.deepEqual(checkSums(report), []);
    const text = renderMarkdown(report);
    assert.match(text, /One candidate waits|1 candidate waits for your review\./);
    assert.match(text, /## For you to review\n\n1 review waits for your word/);
    assert.match(text, /^- Review 12: \*\*.+\*\* by .+, for \*Mistborn\* \d\. Chosen /m);
    assert.match(text, /`mamcrawler review approve 12`/);
  });

  it('shows what waits since an earlier run, and asks no sum of it', () => {
    const report = proposing();
    const own = report.reviews?.[0];
    assert.ok(own !== undefined);
    const old = { ...own, reviewId: '3', sourceId: '99', why: 'doubt', isNew: false } as const;
    const both = { ...report, reviews: [old, own] };
    assert.deepEqual(checkSums(both), []);
    assert.match(renderMarkdown(both), /^- Review 3: .+ It waits since an earlier run\.$/m);
  });

  const wrong: readonly (readonly [string, RunReport, RegExp])[] = [
    [
      'an acceptance without a review',
      { ...proposing(), reviews: [] },
      /1 candidates accepted, but 0/,
    ],
    [
      'a proposal that was also queued',
      { ...proposing(), queued: makeReport().queued },
      /more than one fate/,
    ],
    [
      'a doubt about what was accepted',
      proposing({ why: 'doubt' }),
      /on which the verdict is accept/,
    ],
    [
      'a gap that is called not found',
      { ...proposing(), gaps: proposing().gaps.map((one) => ({ ...one, outcome: 'not-found' })) },
      /waits for review 12, and its outcome is not-found/,
    ],
    ['a dry run', { ...proposing(), dryRun: true }, /a dry run opened review 12/],
  ];
  for (const [what, report, sentence] of wrong) {
    it(`does not add up with ${what}`, () => {
      assert.match(checkSums(report).join('\n'), sentence);
    });
  }
});
