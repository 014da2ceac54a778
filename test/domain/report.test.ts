import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { REASON_NAMES } from '../../src/domain/decision.ts';
import { GAP_OUTCOMES, type GapOutcome } from '../../src/domain/gap.ts';
import { checkSums } from '../../src/domain/report-check.ts';
import { renderMarkdown } from '../../src/domain/report-markdown.ts';
import type { ReportedReview, RunReport } from '../../src/domain/report.ts';
import { escape } from '../../src/domain/reporting/markdown.ts';
import {
  outcomeSentence,
  outcomeTitle,
  reasonSentence,
  reasonTitle,
} from '../../src/domain/sentences.ts';
import { makeKnownGap } from './make.ts';
import { makeReport } from './make-report.ts';

const right = makeReport();
const [gap] = right.gaps;
const [decision] = right.decisions;
const [torrent] = right.queued;
const [term] = right.terms;
assert.ok(
  gap !== undefined && decision !== undefined && torrent !== undefined && term !== undefined,
);

/** What is wrong, the parts that make it so, and what must be said of it. */
const FAULTS: readonly (readonly [string, Partial<RunReport>, RegExp])[] = [
  ['a gap with two outcomes', { gaps: [...right.gaps, gap] }, /more than one outcome/],
  ['a gap without an outcome', { gaps: [] }, /has no outcome/],
  [
    'a gap that says queued without a torrent',
    { queued: [] },
    /outcome and the queued torrents disagree/,
  ],
  [
    'a gap that hides its torrent',
    { gaps: right.gaps.map((one) => ({ ...one, outcome: 'not-found' as const })) },
    /outcome and the queued torrents disagree/,
  ],
  [
    'a gap that names another torrent',
    { gaps: right.gaps.map((one) => ({ ...one, sourceId: '99' })) },
    /names torrent 99/,
  ],
  [
    'a candidate with two decisions',
    { decisions: [...right.decisions, decision] },
    /more than one decision/,
  ],
  [
    'a candidate without a decision',
    { decisions: right.decisions.slice(1) },
    /disagree|counted|not accepted/,
  ],
  [
    'a refusal without a reason',
    { decisions: right.decisions.map((one) => ({ ...one, reasons: [] as const })) },
    /without a reason/,
  ],
  [
    'an acceptance for no gap',
    { decisions: right.decisions.map((one) => ({ ...one, gapKeys: [] })) },
    /accepted for no gap/,
  ],
  [
    'a wrong count',
    { candidates: { ...right.candidates, refused: 7 } },
    /refused: 7 told, 3 counted/,
  ],
  [
    'a wrong count of a reason',
    { refusedByReason: { ...right.refusedByReason, abridged: 9 } },
    /abridged: 9 told, 1 counted/,
  ],
  [
    'a reason that nothing has',
    { refusedByReason: { ...right.refusedByReason, 'vip-only': 1 } },
    /vip-only: 1 told, 0 counted/,
  ],
  ['a near miss left out', { nearMisses: [] }, /near misses/],
  ['a deferral made up', { deferred: [decision] }, /the deferred/],
  [
    'an accepted one that vanished',
    {
      queued: [],
      gaps: right.gaps.map((one) => ({ ...one, outcome: 'not-found' as const, sourceId: null })),
    },
    /1 candidates accepted, but 0 torrents/,
  ],
  [
    'a torrent with two fates',
    { failed: [{ ...torrent, what: 'x', remedy: 'y' }] },
    /more than one fate/,
  ],
  [
    'a torrent that nobody accepted',
    { queued: [{ ...torrent, sourceId: '2' }] },
    /torrent 2 was not accepted/,
  ],
  ['a dry run that queued', { dryRun: true }, /a dry run queued/],
  [
    'a real run that would have',
    { wouldQueue: [{ ...torrent, sourceId: '9' }] },
    /only would have/,
  ],
  ['a term with a wrong count', { terms: [{ ...term, candidates: 3 }] }, /3 candidates, 4 judged/],
  ['a term twice', { terms: [term, term] }, /more than once/],
  ['a term left out', { terms: [] }, /which is no term/],
  [
    'a term that failed silently',
    { terms: [{ ...term, status: 'failed' }] },
    /status and its failure disagree/,
  ],
  [
    'a term not reached, with results',
    { terms: [{ ...term, status: 'not-reached', failure: 'cancelled' }] },
    /was not reached, and has candidates/,
  ],
  [
    'a gap that is upcoming as well',
    { upcoming: [{ ...gap, releaseDate: '2027-03-02' }] },
    /stands in more than one list/,
  ],
  [
    'an upcoming one without a date',
    { upcoming: [{ ...gap, gap: { ...gap.gap, key: 'other' }, releaseDate: null }] },
    /upcoming without a date/,
  ],
  [
    'one that rests, and was filled',
    { gaps: right.gaps.map((one) => ({ ...one, outcome: 'resting' as const })) },
    /rests, and names torrent/,
  ],
  ['a stop without a word', { status: 'stopped' }, /does not say why/],
  ['an end with a stop', { stop: { name: 'x', what: 'y', remedy: 'z' } }, /completed, and stopped/],
  ['an end before the beginning', { finishedAt: '2026-11-22T00:00:00Z' }, /ended before it began/],
  ['a negative count of results', { terms: [{ ...term, read: -1 }] }, /results read of .+: -1/],
  [
    'a negative number',
    { politeness: { ...right.politeness, waitedSeconds: -1 } },
    /waitedSeconds: -1/,
  ],
];

describe('the sums', () => {
  test('of a right report agree', () => assert.deepEqual(checkSums(right), []));

  for (const [what, parts, said] of FAULTS) {
    test(`catch ${what}`, () => assert.match(checkSums({ ...right, ...parts }).join('\n'), said));
  }
});

describe('the Markdown', () => {
  test('says first what came of it, then why, then the rest', () => {
    const text = renderMarkdown(right);
    const [head, , first] = text.split('\n');
    assert.match(head ?? '', /^# Full sync of Monday,? 23 November 2026, 21:44$/);
    assert.equal(first, '**1 audiobook was queued, for 1 of 3 gaps.**');
    assert.match(
      text,
      /## Queued\n\n- \*\*The Hero of Ages\*\* by Brandon Sanderson, for \*Mistborn\* 3\. Chosen over/,
    );
    assert.match(text, /## Near misses[^]+It is abridged\./);
    assert.match(text, /\| a better one was chosen \| 1 \|/);
    assert.match(text, /- \*\*Mistborn\*\* by Brandon Sanderson: 3 queued; 5 not listed/);
    assert.match(text, /from 21:44 to 22:06 \(Europe\/Berlin\)/);
  });

  test('leaves out a near miss whose gap another torrent fills', () => {
    const [, misses = ''] = renderMarkdown(right).split('## Near misses');
    assert.ok(right.nearMisses.some((one) => one.sourceId === '2'));
    assert.doesNotMatch(misses.split('\n## ')[0] ?? '', /A better one/);
  });

  test('names what waits, or nearly fitted, by its number, to be explained or blocked by', () => {
    const [, misses = ''] = renderMarkdown(right).split('## Near misses');
    assert.match(misses, /\*\* by Brandon Sanderson \(torrent 3, for \*Mistborn\* 5\): It is/);
    assert.match(misses, /`mamcrawler explain torrent:NUMBER`/);
    const waiting = { ...decision, gapKeys: [] };
    const text = renderMarkdown({ ...right, deferred: [waiting] });
    assert.ok(text.includes(`(torrent ${decision.sourceId}):`), text);
  });

  const claim = {
    ...gap,
    gap: makeKnownGap({ title: 'The *Lost* Metal' }, { key: 'x', series: 'Mistborn', position: 7 }),
    sources: [{ source: 'audible', asOf: '2026-11-19T10:00:00Z' }],
  };

  test('says of each gap since when it is one, who says so, and its title where it is known', () => {
    const resting = { ...claim, outcome: 'resting' as const, sourceId: null, title: null };
    const text = renderMarkdown({ ...right, gaps: [...right.gaps, resting] });
    assert.match(text, /1 gap rests, searched in vain lately\./);
    const [, line] = /- \*\*Mistborn\*\* by Brandon Sanderson: (.+)/.exec(text) ?? [];
    assert.equal(
      line,
      '3 queued; 5 not listed; 7 “The \\*Lost\\* Metal” searched in vain lately. ' +
        '*Lacking: 3, 5 since 20 Nov 2026, by your library; ' +
        '7 since 20 Nov 2026, by Audible (asked 19 Nov 2026).*',
    );
    assert.match(text, /- \*\*Elantris\*\* [^\n]+ \*Lacking since 20 Nov 2026, by your library/);
  });

  test('keeps apart what is not out yet, what is asked, and what was excluded', () => {
    const text = renderMarkdown({
      ...right,
      upcoming: [{ ...claim, releaseDate: '2027-03-02' }],
      questions: [{ ...claim, id: '12', releaseDate: null }],
      excluded: 3,
    });
    assert.match(text, /\| Beside them \| 1 not out yet, 1 question for you, 3 excluded by you \|/);
    const name = String.raw`**The \*Lost\* Metal** by Brandon Sanderson (*Mistborn* 7)`;
    assert.ok(text.includes(`- ${name}: due 2027-03-02, says Audible (asked 19 Nov 2026)`), text);
    assert.ok(text.includes(`- Number 12, ${name}: It is lacking.`), text);
    assert.match(text, /`mamcrawler gaps include NUMBER`/);
  });

  test('names what was released since, and what came of it', () => {
    const out = { ...claim, outcome: 'not-found' as const, sourceId: null, title: null };
    const text = renderMarkdown({ ...right, gaps: [...right.gaps, { ...out, released: true }] });
    assert.match(text, /## Released since the last run\n\n- \*\*The .+: not listed\n/);
    assert.doesNotMatch(renderMarkdown(right), /Released since/);
  });

  test('of a run that stopped says what to do', () => {
    const stop = {
      name: 'tracker/login-locked',
      what: 'the login is locked',
      remedy: 'Sign in by hand.',
    };
    const text = renderMarkdown({ ...right, status: 'stopped', stop });
    assert.match(
      text,
      /> \*\*The run stopped early:\*\* the login is locked\n>\n> \*\*What to do:\*\* Sign in by hand\./,
    );
  });

  test('of a run that was cancelled says so once', () => {
    const stop = { name: 'cancelled', what: 'the run was cancelled', remedy: 'Start a new run.' };
    const text = renderMarkdown({ ...right, status: 'cancelled', stop });
    assert.match(text, /^> \*\*The run was cancelled\.\*\*\n>\n> \*\*What to do:\*\* Start a new/m);
    assert.equal(text.match(/was cancelled/g)?.length, 1);
  });

  test('speaks of one gap and of several as one does', () => {
    const [gap] = right.gaps;
    assert.ok(gap !== undefined);
    const of = (outcomes: readonly GapOutcome[]) =>
      renderMarkdown({ ...right, gaps: outcomes.map((outcome) => ({ ...gap, outcome })) });
    assert.match(of(['deferred', 'to-review']), /2: 1 waits for the next run, 1 waits for your/);
    const many = of([
      'deferred',
      'deferred',
      'to-review',
      'to-review',
      'already-queued',
      'already-queued',
    ]);
    for (const words of ['on their way', 'wait for the next run', 'wait for your review']) {
      assert.match(many, new RegExp(`\\b2 ${words}`));
    }
    assert.equal(
      reasonSentence({ name: 'too-few-seeders', got: '0', want: '1' }),
      'It has 0 seeders; at least 1 is wanted.',
    );
  });

  test('of a dry run counts and lists once what waits in a review', () => {
    const [refused] = right.decisions.filter(({ verdict }) => verdict === 'refuse');
    assert.ok(refused !== undefined);
    const { sourceId, title, authors } = refused;
    const asked = { ...refused, verdict: 'ask' as const };
    const other = { ...asked, sourceId: '77', title: 'Another' };
    const about = { title, authors, sourceId, gapKeys: [] };
    const review: ReportedReview = {
      reviewId: '5',
      ...about,
      why: 'doubt',
      status: 'open',
      isNew: false,
    };
    const dry = { ...right, dryRun: true, reviews: [review] };
    const one = renderMarkdown({ ...dry, toReview: [asked] });
    assert.match(one, /1 candidate waits for your review/);
    const section = (text: string) => text.split('## ').find((part) => part.startsWith('For you'));
    assert.equal(section(one)?.match(/^- /gm)?.length, 1);
    const two = renderMarkdown({ ...dry, toReview: [asked, other] });
    assert.match(two, /2 candidates wait for your review/);
    assert.equal(section(two)?.match(/^- /gm)?.length, 2);
  });

  test('of a dry run promises nothing', () => {
    const text = renderMarkdown({ ...right, dryRun: true, queued: [], wouldQueue: right.queued });
    assert.match(
      text,
      /\*\*Dry run: 1 audiobook would be queued, for 1 of 3 gaps\.\*\* Nothing was changed\./,
    );
  });

  test('never calls a library whole that was not read', () => {
    const text = renderMarkdown({ ...right, libraries: [], gaps: [], status: 'cancelled' });
    assert.match(text, /\*\*The library was not read\.\*\*/);
    assert.doesNotMatch(text, /no gap that we know/);
  });

  test('says how much of a search was read that its page limit cut', () => {
    const text = renderMarkdown({
      ...right,
      terms: [{ ...term, cut: true, listed: 470, read: 50 }],
    });
    assert.match(
      text,
      /## Searches cut short\n\nMAM\\_MAX[^\n]+\n\n- “Brandon Sanderson”: 50 of 470 results read\n/,
    );
    const whole = renderMarkdown({
      ...right,
      terms: [{ ...term, cut: false, listed: 4, read: 4 }],
    });
    assert.doesNotMatch(whole, /cut short/);
  });

  test('shows titles literally', () => {
    assert.match(renderMarkdown(right), /\*\*Shadows \\\| of &lt;b&gt;Self&lt;\/b&gt;\*\*/);
    assert.equal(
      escape('# a *b* [c](http://x.y) \u202Eevil\n| <script>'),
      '\\# a \\*b\\* \\[c\\](http\\://x.y) evil \\| &lt;script&gt;',
    );
    assert.equal(escape('1. www.site.com'), '1\\. www\\.site.com');
  });

  test('never throws, and lets no text out of its line', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('|', '<b>', '**', '\n# x', '- x', '`', '\ud800'),
    );
    fc.assert(
      fc.property(text, fc.nat(), fc.boolean(), (value, n, flag) => {
        const reported = {
          ...right,
          searched: value,
          kind: flag ? ('sync' as const) : ('search' as const),
          timeZone: value,
          startedAt: value,
          stop: { name: value, what: value, remedy: value },
          status: 'stopped' as const,
          libraries: [value],
          notes: [value],
          torrentsBefore: null,
          decisions: right.decisions.map((one) => ({ ...one, title: value, because: value })),
          nearMisses: right.decisions
            .filter((one) => one.verdict === 'refuse')
            .map((one) => ({ ...one, title: value, authors: [value], gapKeys: [value] })),
          queued: [{ ...torrent, title: value, authors: [value, value], gapKeys: [value] }],
          failed: [{ ...torrent, what: value, remedy: value }],
          phases: [{ name: value, seconds: n }],
          upcoming: [{ ...claim, id: value, sources: [], releaseDate: value }],
          questions: [
            { ...claim, id: value, gap: { ...claim.gap, because: value }, releaseDate: null },
          ],
          gaps: right.gaps.map((one) => ({
            ...one,
            firstSeen: value,
            sources: [{ source: value, asOf: value }],
            gap: { ...one.gap, series: value, authors: flag ? [] : [value] },
          })),
        };
        const markdown = renderMarkdown(reported);
        assert.doesNotMatch(markdown, /<(?!!)[a-z/]/i);
        const lines = markdown.split('\n');
        assert.ok(lines.filter((line) => line.startsWith('# ')).length === 1);
        assert.ok(Array.isArray(checkSums(reported)));
      }),
      { numRuns: 300 },
    );
  });
});

describe('each of the closed lists has its words', () => {
  for (const name of REASON_NAMES) {
    test(name, () => {
      assert.match(reasonSentence({ name, got: 'GOT', want: 'WANT' }), /^[A-Z].+\.$/);
      assert.ok(reasonTitle(name).length > 0);
    });
  }
  for (const outcome of GAP_OUTCOMES) {
    test(outcome, () => {
      assert.match(outcomeSentence(outcome), /^[A-Z].+\.$/);
      assert.ok(outcomeTitle(outcome).length > 0);
    });
  }
});
