import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { endText } from '../../src/cli/end-text.ts';
import { liveView, plainView } from '../../src/cli/follow-view.ts';
import { progressBlock } from '../../src/cli/progress-block.ts';
import type { RunProgress } from '../../src/operations/index.ts';
import { writtenTerminal } from './terminal.ts';

const PROGRESS: RunProgress = {
  runId: 'full-sync-20261123-204455',
  status: 'running',
  phase: 'crawl',
  paused: false,
  dryRun: false,
  termsDone: 33,
  termsTotal: 66,
  termsFailed: 0,
  term: 'Ada Quill',
  found: 254,
  refused: 237,
  asked: 0,
  deferred: 7,
  queued: 10,
  wouldQueue: 0,
  alreadyThere: 0,
  failed: 0,
  nextRequestMs: 12_300,
  remainingMs: 754_000,
};

const plain = { columns: 80, paint: (_: unknown, text: string) => text };

describe('the live block', () => {
  it('shows phase, terms, outcome, the term at work, the next request and an estimate', () => {
    assert.deepEqual(progressBlock(PROGRESS, plain), [
      'Searching the tracker  ████████████░░░░░░░░░░░░ 33 of 66 terms (50 %)',
      '254 found, 10 queued, 7 deferred, 237 refused',
      'at work: Ada Quill',
      'next request in 13 s; about 12 min 34 s left',
    ]);
  });

  const cases: readonly (readonly [string, Partial<RunProgress>, RegExp])[] = [
    ['a pause takes the place of the phase', { paused: true, nextRequestMs: null }, /^Paused/],
    ['a request that is due is made now', { nextRequestMs: 0 }, /asking the tracker now/],
    ['a dry run says what it would queue', { dryRun: true, wouldQueue: 4 }, /4 would be queued/],
    ['failed torrents are named when there are any', { failed: 2 }, /2 failed/],
    ['a bar is never full before the end', { termsDone: 65 }, /░ 65 of 66 terms \(98 %\)/],
    ['no bar without terms', { termsTotal: 0, termsDone: 0 }, /^Searching the tracker\n/],
  ];
  for (const [name, change, expected] of cases) {
    it(name, () => {
      assert.match(progressBlock({ ...PROGRESS, ...change }, plain).join('\n'), expected);
    });
  }

  it('is cut to the terminal, so that no line wraps', () => {
    const block = progressBlock({ ...PROGRESS, term: 'x'.repeat(300) }, { ...plain, columns: 40 });
    for (const line of block) assert.ok([...line].length < 40, line);
  });

  it('takes what would move the cursor out of a stranger’s words', () => {
    const block = progressBlock({ ...PROGRESS, term: 'a\u001b[2Jb\nc\u0007d' }, plain);
    assert.equal(block[2], 'at work: ab c d');
  });
});

describe('following on a terminal', () => {
  const event = {
    kind: 'event',
    event: { kind: 'resumed', id: 1, at: new Date('2026-11-23T20:44:55Z') },
  } as const;

  it('re-draws the block in place, below the events, and takes it away at the end', () => {
    const terminal = writtenTerminal({ isTTY: true, env: { NO_COLOR: '1' } });
    const view = liveView(terminal, 'UTC');
    view.show({ kind: 'progress', progress: PROGRESS });
    terminal.written.out = '';
    view.show(event);
    const lines = terminal.written.out.split('\n');
    assert.equal(lines[0], '\u001b[4A\r\u001b[J20:44:55  Resumed.');
    assert.equal(lines.length, 6);
    terminal.written.out = '';
    view.close();
    assert.equal(terminal.written.out, '\u001b[4A\r\u001b[J');
  });

  it('has colours there, and none with NO_COLOR', () => {
    for (const [env, hasColours] of [
      [{}, true],
      [{ NO_COLOR: '1' }, false],
    ] as const) {
      const terminal = writtenTerminal({ isTTY: true, env });
      liveView(terminal, 'UTC').show(event);
      assert.equal(terminal.written.out.includes('\u001b[2m'), hasColours);
    }
  });

  it('piped, it is one plain line an event, on the owner’s clock, and no block', () => {
    const terminal = writtenTerminal();
    const view = plainView(terminal, 'Europe/Berlin');
    view.show({ kind: 'progress', progress: PROGRESS });
    view.show(event);
    view.show({ kind: 'notice', notice: 'database-back' });
    view.close();
    assert.equal(
      terminal.written.out,
      '21:44:55  Resumed.\n21:44:55  The database answers again.\n',
    );
  });
});

describe('the last lines of a run', () => {
  it('say why it stopped and what to do, what came of it, and where the report lies', () => {
    const stop = { name: 'tracker/captcha', what: 'a captcha was asked', remedy: 'solve it' };
    const end = { runId: 'r1', status: 'stopped', stop, reportPath: '/reports/a.md' } as const;
    assert.equal(
      endText(end, PROGRESS),
      [
        '',
        'Stopped early: r1',
        'Why:        A captcha was asked.',
        'What to do: Solve it.',
        'Searched:   33 of 66 terms',
        'Outcome:    254 found, 10 queued, 7 deferred, 237 refused',
        'Report:     /reports/a.md',
        '            (or: mamcrawler report r1)',
        '',
      ].join('\n'),
    );
  });
});
