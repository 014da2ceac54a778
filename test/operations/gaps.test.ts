import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { loadConfig } from '../../src/config.ts';
import { gapsText } from '../../src/cli/gap-texts.ts';
import { saveFindings } from '../../src/db/gaps.ts';
import { findLacking } from '../../src/domain/lacking.ts';
import type { LackingWork } from '../../src/domain/lacking.ts';
import { indexChoices, standingOf } from '../../src/domain/choices.ts';
import { choicesAbout } from '../../src/db/explain.ts';
import { listChoices } from '../../src/db/standing-gaps.ts';
import { chooseGaps, listGaps, type GapChoice } from '../../src/operations/index.ts';
import { makeKnown, makeKnownGap, makeSeries } from '../domain/make.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { startBooks } from '../support/review-books.ts';
import { bookRun } from './servers.ts';

const { config } = loadConfig({}, { envFile: null });

let database: TestDatabase;
before(async () => {
  database = await startDatabase();
});
after(() => database.stop());

const deps = () => ({ sql: database.sql, config });

/** Mistborn and Elantris by one author, a third series by another; of Mistborn a work is known. */
const LIBRARY = [
  ...makeSeries('Mistborn', ['1', '2']),
  ...makeSeries('Élantris', ['1', '3']),
  ...makeSeries('Foundation', ['1'], 'Isaac Asimov'),
];

const LACKING: readonly LackingWork[] = findLacking({
  library: LIBRARY,
  known: [],
  policy: {},
  today: '2026-11-23',
}).gaps;

const doubtful = makeKnown({
  id: 'q',
  title: 'Fog',
  series: [{ name: 'Mistborn', position: null }],
});

let begun = 0;

/** An analysis, with what a person has said by then. */
async function analyse(works: readonly LackingWork[] = LACKING): Promise<void> {
  const { sql } = database;
  const id = await bookRun({ sql }, { workflowId: `run-${(begun += 1)}` });
  const run = { id, kind: 'sync', library: null, searchAll: false } as const;
  await sql.begin(async (tx) => {
    const choices = indexChoices(await listChoices(tx));
    await saveFindings(
      tx,
      run,
      works.map((work) => standingOf(work, choices)),
    );
  });
}

beforeEach(async () => {
  await database.sql`TRUNCATE runs, gaps, gap_choices RESTART IDENTITY CASCADE`;
  await analyse();
});

/** `Mistborn 3 open`, in the list's order. */
async function shown(filter: Parameters<typeof listGaps>[1] = {}): Promise<readonly string[]> {
  const gaps = await listGaps(deps(), filter);
  return gaps.map(({ series, position, state }) => `${series} ${position} ${state}`);
}

async function say(choice: GapChoice['choice'], what: Omit<GapChoice, 'choice'>) {
  const { gaps } = await chooseGaps(deps(), { choice, ...what });
  return gaps.map(({ series, position, state }) => `${series} ${position} ${state}`);
}

async function idOf(series: string): Promise<string> {
  return (await listGaps(deps(), { series }))[0]?.id ?? '';
}

const ALL = ['Élantris 2 open', 'Élantris 4 open', 'Foundation 2 open', 'Mistborn 3 open'] as const;

describe('the list of gaps', () => {
  it('is whole without a filter, but for those that are gone', async () => {
    assert.deepEqual(await shown(), ALL);
    await analyse(LACKING.slice(1));
    assert.equal((await shown()).length, 3);
    assert.equal((await shown({ state: 'gone' })).length, 1);
  });

  it('meets names however they are written', async () => {
    assert.deepEqual(await shown({ series: 'the ELANTRIS saga' }), ALL.slice(0, 2));
    assert.deepEqual(await shown({ author: 'Asimov, Isaac' }), ['Foundation 2 open']);
    assert.deepEqual(await shown({ author: 'brandon sanderson', series: 'Mistborn' }), [
      'Mistborn 3 open',
    ]);
  });

  it('of a name that no gap has names the nearest', async () => {
    await assert.rejects(listGaps(deps(), { series: 'Mistbron' }), {
      kind: 'unknown-gap',
      message: 'no gap is of a series “Mistbron”',
      remedy: /^did you mean Mistborn\?/,
    });
    await assert.rejects(listGaps(deps(), { author: 'Isak Asimov' }), {
      kind: 'unknown-gap',
      remedy: /^did you mean Isaac Asimov\?/,
    });
  });

  it('tells a person what, why, since when, and when next', async () => {
    await database.sql`
      UPDATE gaps SET first_seen = '2026-11-02T10:00:00Z', tries = 2, last_outcome = 'refused',
        next_try_at = '2026-12-01T10:00:00Z' WHERE key LIKE 'series:mistborn%'`;
    const now = new Date('2026-11-30T10:00:00Z');
    const [head, first, why] = gapsText(await listGaps(deps(), { series: 'Mistborn' }), {
      timeZone: 'UTC',
      now,
    }).split('\n');
    assert.match(head ?? '', /^ID +STATE +WHAT +SINCE +TRIES +LAST +NEXT$/);
    assert.match(
      first ?? '',
      /^\d+ +open +Mistborn 3, by Brandon Sanderson +2026-11-02 +2 +nothing that fits +2026-12-01 10:00$/,
    );
    assert.equal(why, '    The library holds 1-2 of “Mistborn”; 3 would be the next.');
    const later = gapsText(await listGaps(deps()), {
      timeZone: 'UTC',
      now: new Date('2026-12-02T10:00:00Z'),
    });
    assert.match(later, /nothing that fits +at the next run/);
    const [gap] = await database.sql<{ key: string }[]>`
      UPDATE gaps SET last_outcome = 'queued', next_try_at = NULL WHERE key LIKE 'series:mistborn%'
      RETURNING key`;
    const books = await startBooks(database.sql, 'queueing');
    const line = await books.choose({ sourceId: '700', gapKeys: [gap?.key ?? ''] });
    const queued = gapsText(await listGaps(deps(), { series: 'Mistborn' }), {
      timeZone: 'UTC',
      now,
    });
    assert.match(queued, /queued +on its way/);
    await database.sql`UPDATE acquisitions SET status = 'removed' WHERE id = ${line}`;
    const removed = gapsText(await listGaps(deps(), { series: 'Mistborn' }), {
      timeZone: 'UTC',
      now,
    });
    assert.match(removed, /queued +at the next run/);
    for (const [filter, said] of [
      [{}, 'No gap is known. Gaps are found by a run: mamcrawler sync'],
      [{ state: 'excluded' }, 'No gap is excluded.'],
      [{ state: 'question', series: 'Mistborn' }, 'No gap of “Mistborn” is a question.'],
      [{ author: 'A' }, 'No gap by A is known now; those that are gone: --state gone'],
    ] as const) {
      assert.equal(gapsText([], { timeZone: 'UTC', now, filter }), said);
    }
    assert.match(queued, /\n\n1 gap: 1 open\.$/);
    const all = await listGaps(deps());
    const [one] = all;
    assert.ok(one !== undefined);
    const mixed = [...all, { ...one, state: 'question' as const }];
    assert.match(gapsText(mixed, { timeZone: 'UTC', now }), /\n\n5 gaps: 4 open, 1 question\.$/);
  });
});

describe('a word about gaps', () => {
  it('excludes one by its number, at once and at each later analysis', async () => {
    const ids = [await idOf('Mistborn')];
    assert.deepEqual(await say('exclude', { ids }), ['Mistborn 3 excluded']);
    await analyse();
    assert.deepEqual(await shown({ state: 'excluded' }), ['Mistborn 3 excluded']);
    assert.deepEqual(await say('include', { ids }), ['Mistborn 3 open']);
    await analyse();
    assert.deepEqual(await shown(), ALL);
  });

  it('takes a gap by its number, key or title, and one that is named twice as one', async () => {
    const [{ id, key } = { id: '', key: '' }] = await listGaps(deps(), { series: 'Mistborn' });
    for (const name of [`gap:${id}`, key, 'mistborn, book 3', 'Mistborn 3']) {
      assert.deepEqual(await say('exclude', { ids: [name, id] }), ['Mistborn 3 excluded'], name);
      assert.deepEqual(await say('include', { ids: [name] }), ['Mistborn 3 open'], name);
    }
  });

  it('of a title that several gaps have names them, and changes nothing', async () => {
    await assert.rejects(say('exclude', { ids: ['Elantris'] }), {
      kind: 'ambiguous',
      remedy: /^choose one: gap:\d+ \(Élantris 2, .+\); gap:\d+ \(Élantris 4, /,
    });
    await assert.rejects(say('exclude', { ids: ['Mistbron 3'] }), {
      message: 'there is no gap “Mistbron 3”',
      remedy: /^did you mean Mistborn 3\?/,
    });
    assert.deepEqual(await shown(), ALL);
  });

  it('of a figure never means the volume of some series', async () => {
    await database.sql`UPDATE gaps SET gap = jsonb_set(gap, '{position}', '77') WHERE id = 1`;
    await assert.rejects(say('exclude', { ids: ['77'] }), { kind: 'unknown-gap' });
    assert.equal((await shown({ state: 'excluded' })).length, 0);
  });

  it('stays with a work whose key changes as more is known of it', async () => {
    const work = (key: string, position: number | null): LackingWork => {
      const series = position === null ? [] : [{ name: 'Gatefall', position: String(position) }];
      const gap = makeKnownGap({ title: 'Quiet Door', series }, { key, position });
      return { gap, state: 'open', sources: [], releaseDate: null };
    };
    await analyse([work('work:brandon sanderson:quiet door', null)]);
    const [{ id } = { id: '' }] = await listGaps(deps());
    await say('exclude', { ids: [id] });
    await analyse([work('series:gatefall:brandon sanderson:4', 4)]);
    assert.deepEqual(await shown(), ['Gatefall 4 excluded']);
    await analyse([work('series:gatefall:brandon sanderson:5', 5)]);
    assert.deepEqual(await shown(), ['Gatefall 5 excluded']);
    const said = await choicesAbout(database.sql, {
      gap: 'series:gatefall:brandon sanderson:5',
      work: ['title:quiet door:brandon sanderson'],
      series: [],
      authors: [],
    });
    assert.deepEqual(
      said.map(({ scope, label, choice }) => [scope, label, choice]),
      [['gap', 'Quiet Door', 'exclude']],
    );
  });

  it('excludes a series whole, and one of its gaps is let in again', async () => {
    assert.deepEqual(await say('exclude', { series: 'elantris' }), [
      'Élantris 2 excluded',
      'Élantris 4 excluded',
    ]);
    await say('include', { ids: [await idOf('Elantris')] });
    await analyse();
    assert.deepEqual(await shown({ series: 'Elantris' }), [
      'Élantris 2 open',
      'Élantris 4 excluded',
    ]);
  });

  it('excludes an author, also what is found of theirs later', async () => {
    await analyse(LACKING.filter(({ gap }) => gap.series !== 'Mistborn'));
    const said = await say('exclude', { author: 'Sanderson, Brandon' });
    assert.equal(said.length, 2);
    await analyse();
    assert.deepEqual(await shown({ state: 'excluded' }), [
      'Élantris 2 excluded',
      'Élantris 4 excluded',
      'Mistborn 3 excluded',
    ]);
  });

  it('makes a question a wanted gap, which is due at once', async () => {
    const asked = findLacking({
      library: LIBRARY,
      known: [doubtful],
      policy: {},
      today: '2026-11-23',
    });
    const found = asked.questions;
    await analyse(found);
    assert.deepEqual(await shown({ series: 'Mistborn' }), ['Mistborn null question']);
    await database.sql`UPDATE gaps SET next_try_at = '2099-01-01'`;
    await say('include', { ids: [await idOf('Mistborn')] });
    assert.equal((await listGaps(deps(), { series: 'Mistborn' }))[0]?.nextTryAt, null);
    await analyse(found);
    assert.deepEqual(await shown({ series: 'Mistborn' }), ['Mistborn null open']);
  });

  it('is taken back though nothing of it is lacking any more', async () => {
    await say('exclude', { series: 'Foundation' });
    await database.sql`DELETE FROM run_gaps`;
    await database.sql`DELETE FROM gaps WHERE key LIKE 'series:foundation%'`;
    assert.deepEqual(await say('include', { series: 'the foundation' }), []);
    await analyse();
    assert.deepEqual(await shown(), ALL);
  });

  const wrong: readonly (readonly [string, Omit<GapChoice, 'choice'>, string, RegExp])[] = [
    ['of nothing', {}, 'invalid', /^name one of these: .+ a series, an author/],
    [
      'of two kinds of thing',
      { ids: ['1'], series: 'Mistborn' },
      'invalid',
      /^name only one of these: /,
    ],
    ['of a series and its author', { series: 'Mistborn', author: 'X' }, 'invalid', /only one of/],
    ['of an unknown number', { ids: ['1', '33'] }, 'unknown-gap', /^did you mean 3\?/],
    ['of an unknown series', { series: 'Fondation' }, 'unknown-gap', /^did you mean Foundation\?/],
    ['of what is no name', { series: '!!!' }, 'unknown-gap', /mamcrawler gaps/],
  ];
  for (const [what, said, kind, remedy] of wrong) {
    it(`${what} is refused, and changes nothing`, async () => {
      await assert.rejects(chooseGaps(deps(), { choice: 'exclude', ...said }), { kind, remedy });
      assert.deepEqual(await shown(), ALL);
      assert.equal((await listChoices(database.sql)).length, 0);
    });
  }
});
