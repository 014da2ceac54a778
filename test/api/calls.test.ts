import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { saveFindings } from '../../src/db/gaps.ts';
import { standingOf, indexChoices } from '../../src/domain/choices.ts';
import { findLacking } from '../../src/domain/lacking.ts';
import { makeSeries } from '../domain/make.ts';
import { bookRun } from '../operations/servers.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { startBooks, type ReviewBooks } from '../support/review-books.ts';
import { LOGIN, startTorrentClient } from '../support/torrent-client.ts';
import { nowhere, serveApi, type Served } from './serving.ts';

let database: TestDatabase;
let api: Served;
let books: ReviewBooks;
before(async () => {
  database = await startDatabase();
  api = await serveApi(database.sql);
});
after(async () => {
  await api.stop();
  await database.stop();
});

const LIBRARY = [
  ...makeSeries('Mistborn', ['1', '2']),
  ...makeSeries('Foundation', ['1'], 'Isaac Asimov'),
];

/** Mistborn 3 and Foundation 2 are lacking. */
beforeEach(async () => {
  const { sql } = database;
  await sql`TRUNCATE runs, gaps, gap_choices, blocks, reviews RESTART IDENTITY CASCADE`;
  const id = await bookRun({ sql }, { workflowId: 'analysis' });
  const run = { id, kind: 'sync', library: null, searchAll: false } as const;
  const policy = {};
  const { gaps } = findLacking({ library: LIBRARY, known: [], policy, today: '2026-11-23' });
  await sql.begin((tx) =>
    saveFindings(
      tx,
      run,
      gaps.map((work) => standingOf(work, indexChoices([]))),
    ),
  );
  books = await startBooks(sql, 'asking');
});

async function data(line: string, body?: unknown) {
  const answer = await api.ask(line, body === undefined ? {} : { body });
  assert.deepEqual([answer.status, answer.body.success], [200, true], JSON.stringify(answer.body));
  return answer.body.data;
}

const named = (gaps: readonly { series: string; position: number; state: string }[]) =>
  gaps.map(({ series, position, state }) => `${series} ${position} ${state}`);

describe('gaps over HTTP', () => {
  it('are listed, and filtered by series, author and state', async () => {
    const gaps = await data('GET /api/gaps');
    assert.deepEqual(named(gaps), ['Foundation 2 open', 'Mistborn 3 open']);
    assert.match(gaps[1].because, /^The library holds 1-2 of “Mistborn”/);
    const of = async (query: string) => named(await data(`GET /api/gaps?${query}`));
    assert.deepEqual(await of('series=mistborn'), ['Mistborn 3 open']);
    assert.deepEqual(await of('author=Asimov,%20Isaac&state=open'), ['Foundation 2 open']);
    assert.deepEqual(await of('state=excluded'), []);
  });

  it('are excluded and included, by number, series or author', async () => {
    const [{ id }] = await data('GET /api/gaps?series=Mistborn');
    const exclude = (body: unknown) => data('POST /api/gaps/exclude', body);
    assert.deepEqual(named((await exclude({ series: 'mistborn' })).gaps), ['Mistborn 3 excluded']);
    const lifted = await data('POST /api/gaps/include', { ids: [id] });
    assert.deepEqual(named(lifted.gaps), ['Mistborn 3 open']);
    const { choice, gaps } = await exclude({ ids: [Number(id)] });
    assert.deepEqual([choice, named(gaps)], ['exclude', ['Mistborn 3 excluded']]);
    const author = await exclude({ author: 'Isaac Asimov' });
    assert.deepEqual(named(author.gaps), ['Foundation 2 excluded']);
  });
});

describe('gaps of a torrent that was removed', () => {
  it('are reopened, once qBittorrent has said that it is not there', async () => {
    const [gap] = await data('GET /api/gaps?series=Mistborn');
    const line = await books.choose({ sourceId: '700', gapKeys: [gap.key] });
    const held = (await data('GET /api/gaps?series=Mistborn'))[0];
    assert.equal(held.onItsWay, true);
    await database.sql`
      UPDATE acquisitions SET status = 'queued', info_hash_v1 = ${'a'.repeat(40)} WHERE id = ${line}`;
    const what = { body: { what: 'torrent:700' } };
    const lame = await serveApi(database.sql, { QB_URL: 'http://127.0.0.1:1' });
    const away = await lame.ask('POST /api/gaps/reopen', what);
    await lame.stop();
    assert.deepEqual([away.status, away.body.error.kind], [503, 'qbittorrent-away']);
    const client = await startTorrentClient();
    const { username, password } = LOGIN;
    const settings = { QB_URL: client.url.href, QB_USERNAME: username, QB_PASSWORD: password };
    const served = await serveApi(database.sql, settings);
    const { status, body } = await served.ask('POST /api/gaps/reopen', what);
    await served.stop();
    await client.stop();
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(
      [body.data.isNew, body.data.sourceId, body.data.gaps.map(({ id }: { id: string }) => id)],
      [true, '700', [gap.id]],
    );
    assert.equal((await data('GET /api/gaps?series=Mistborn'))[0].onItsWay, false);
  });
});

describe('a torrent over HTTP', () => {
  const titleOf = async (what: string) =>
    (await data(`GET /api/explain?what=${encodeURIComponent(what)}`)).explanation.subject;

  it('is explained by its number or its title, however that is written', async () => {
    await books.choose({ sourceId: '700', gapKeys: ['g'] });
    await books.choose({ sourceId: '7001', gapKeys: ['g'] });
    for (const what of ['700', 'torrent:700', 'Torrent 700', 'torrent   700!']) {
      assert.equal(await titleOf(what), '“Torrent 700” (torrent 700)', what);
    }
  });

  it('is named by its latest title; of several the latest seen comes first', async () => {
    await books.choose({ sourceId: '700', gapKeys: ['g'] });
    await books.choose({ sourceId: '701', gapKeys: ['g'] });
    const later = await startBooks(database.sql, 'later');
    await later.ask({ sourceId: '700', gapKeys: ['h'] });
    const { status, body } = await api.ask('GET /api/explain?what=torrent');
    assert.deepEqual([status, body.error.kind], [409, 'ambiguous']);
    assert.equal(
      body.error.remedy,
      'choose one: torrent:700 (“Torrent 700”); torrent:701 (“Torrent 701”)',
    );
    const { body: far } = await api.ask('GET /api/explain?what=Torent%20701');
    assert.match(far.error.remedy, /^did you mean “Torrent 701”/);
  });
});

describe('blocks over HTTP', () => {
  it('are added, listed and lifted, whatever stands in a name', async () => {
    const value = 'Full Cast / 50% Æthër';
    const blocked = await data('POST /api/blocks', { kind: 'word', value });
    assert.deepEqual(blocked, { kind: 'word', value, label: value, isNew: true, endedReviews: [] });
    assert.equal((await data('POST /api/blocks', { kind: 'word', value })).isNew, false);
    const [row] = await data('GET /api/blocks');
    assert.deepEqual([row.kind, row.value], ['word', value]);
    const lifted = await data(`DELETE /api/blocks/word/${encodeURIComponent(value)}`);
    const nothing = { dueGaps: [], endedReviews: [] };
    assert.deepEqual(lifted, { kind: 'word', value, isLifted: true, ...nothing });
    assert.deepEqual(await data('GET /api/blocks'), []);
  });

  it('take a torrent by its number as well', async () => {
    const { value, isNew } = await data('POST /api/blocks', { kind: 'torrent', value: 701 });
    assert.deepEqual([value, isNew], ['701', true]);
    assert.equal((await data('POST /api/blocks', { kind: 'torrent', value: '701' })).isNew, false);
  });

  it('are one however a name is written, and lifted as one', async () => {
    await data('POST /api/blocks', { kind: 'uploader', value: 'Some.Óne' });
    const again = await data('POST /api/blocks', { kind: 'uploader', value: 'some one' });
    assert.deepEqual([again.value, again.isNew], ['Some.Óne', false]);
    assert.equal((await data('GET /api/blocks')).length, 1);
    await data('DELETE /api/blocks/uploader/SOME%20ONE');
    assert.deepEqual(await data('GET /api/blocks'), []);
  });

  it('may be as long as they may be on the command line', async () => {
    const value = 'ж'.repeat(200);
    await data('POST /api/blocks', { kind: 'uploader', value });
    await data(`DELETE /api/blocks/uploader/${encodeURIComponent(value)}`);
    assert.deepEqual(await data('GET /api/blocks'), []);
  });
});

describe('a refusal over HTTP', () => {
  it('is taken back, also while Temporal is away; no other end is: 409', async () => {
    const id = await books.ask({ sourceId: '700', gapKeys: ['g'] });
    const blocked = await books.ask({ sourceId: '701', gapKeys: ['h'] });
    await database.sql`UPDATE reviews SET status = 'refused', decided_at = now() WHERE id = ${id}`;
    await data('POST /api/blocks', { kind: 'torrent', value: '701' });
    const reopened = await data('POST /api/review/700/reopen');
    assert.deepEqual([reopened.reviewId, reopened.status, reopened.isDone], [id, 'open', true]);
    const { status, body } = await api.ask(`POST /api/review/${blocked}/reopen`);
    assert.deepEqual([status, body.error.kind], [409, 'refused']);
    assert.match(
      body.error.message,
      /^reopen of review \d+ \(“Torrent 701”\) was not done: it stays blocked: you blocked/,
    );
    await data('DELETE /api/blocks/torrent/701');
    assert.equal((await data(`POST /api/review/${blocked}/reopen`)).status, 'open');
  });
});

describe('reviews over HTTP', () => {
  it('are listed while they wait, and when asked, those that were decided', async () => {
    const id = await books.ask({ sourceId: '700', gapKeys: ['g'] });
    await books.ask({ sourceId: '701', gapKeys: ['h'] });
    await database.sql`
      UPDATE reviews SET status = 'refused', finished_at = now(), decided_at = now()
      WHERE id = ${id}`;
    const sourcesOf = async (line: string) =>
      (await data(line)).map(({ sourceId }: { sourceId: string }) => sourceId);
    assert.deepEqual(await sourcesOf('GET /api/review'), ['701']);
    assert.deepEqual(await sourcesOf('GET /api/review?all=false'), ['701']);
    assert.deepEqual(await sourcesOf('GET /api/review?all'), ['700', '701']);
    assert.deepEqual(await sourcesOf('GET /api/review?all=true'), ['700', '701']);
  });

  it('that are decided take no other word: 409, but the same again is fine', async () => {
    const id = await books.ask({ sourceId: '700', gapKeys: ['g'] });
    await database.sql`
      UPDATE reviews SET status = 'refused', finished_at = now(), decided_at = now()
      WHERE id = ${id}`;
    const { status, body } = await api.ask(`POST /api/review/${id}/approve`);
    assert.equal(status, 409);
    assert.deepEqual(body.error, {
      kind: 'refused',
      message: `approve of review ${id} (“Torrent 700”) was not done: it ended already as refused`,
      remedy: 'see how it stands with mamcrawler review --all (by HTTP: GET /api/review?all=true)',
    });
    assert.equal((await data('POST /api/review/700/refuse')).status, 'refused');
  });

  it('can’t be decided while Temporal is away: 503', async () => {
    const id = await books.ask({ sourceId: '700', gapKeys: ['g'] });
    const { status, body } = await api.ask(`POST /api/review/${id}/approve`);
    assert.deepEqual([status, body.error.kind], [503, 'temporal-away']);
  });
});

describe('explanations over HTTP', () => {
  it('tell of a gap and of a torrent, in facts and in sentences', async () => {
    const [{ id }] = await data('GET /api/gaps?series=Mistborn');
    const gap = await data(`GET /api/explain?what=gap:${id}`);
    assert.deepEqual([gap.kind, gap.facts.id], ['gap', id]);
    assert.match(JSON.stringify(gap.explanation), /The library holds 1-2 of “Mistborn”/);
    await books.ask({ sourceId: '700', gapKeys: ['g'] });
    const torrent = await data('GET /api/explain?what=700&runs=1');
    assert.deepEqual([torrent.kind, torrent.facts.sourceId], ['torrent', '700']);
    assert.match(torrent.explanation.subject, /Torrent 700/);
  });
});

describe('a request that is wrong', () => {
  type Wrong = readonly [line: string, body: unknown, status: number, kind: string, words: RegExp];
  const json = { a: 1 };
  const wrong: readonly Wrong[] = [
    ['GET /api/gaps?sereis=x', undefined, 400, 'invalid', /“sereis”.*takes series, author, state/],
    ['GET /api/gaps?api_key=hunter2', undefined, 400, 'invalid', /“api_key”/],
    ['GET /api/gaps?state=lost', undefined, 400, 'invalid', /^state in the query is "lost", which/],
    ['GET /api/gaps?series=a&series=b', undefined, 400, 'invalid', /series .* is \["a","b"\]/],
    [
      'GET /api/gaps?series=',
      undefined,
      400,
      'invalid',
      /series in the query is "", which is empty/,
    ],
    ['GET /api/gaps?series=Mistbron', undefined, 404, 'unknown-gap', /did you mean Mistborn\?/],
    ['GET /api/review?all=maybe', undefined, 400, 'invalid', /neither true nor false/],
    ['GET /health?x=1', undefined, 400, 'invalid', /“x”.*it takes none/],
    ['GET /api/explain', undefined, 400, 'invalid', /^what in the query is missing/],
    ['GET /api/explain?what=1&runs=0', undefined, 400, 'invalid', /no whole number from 1 to 9999/],
    ['GET /api/explain?what=Mistbron', undefined, 404, 'unknown-gap', /nothing is known of/],
    ['POST /api/gaps/exclude', {}, 400, 'invalid', /it is not said what to exclude/],
    ['POST /api/gaps/exclude', undefined, 400, 'invalid', /it is not said what to exclude/],
    [
      'POST /api/gaps/exclude',
      { ids: ['1'], all: true },
      400,
      'invalid',
      /“all”.*takes ids, series/,
    ],
    [
      'POST /api/gaps/exclude',
      { ids: '1' },
      400,
      'invalid',
      /ids in the body is "1", which is no list/,
    ],
    [
      'POST /api/gaps/exclude',
      { ids: [{}] },
      400,
      'invalid',
      /ids\.0 in the body is \{\}, which is no/,
    ],
    ['POST /api/gaps/reopen', {}, 400, 'invalid', /^what in the body is missing/],
    ['POST /api/gaps/reopen', { what: 'Mistbron' }, 404, 'unknown-gap', /nothing is known of/],
    ['POST /api/gaps/reopen', { what: 'Mistborn 3' }, 409, 'refused', /no torrent .* holds/],
    ['POST /api/review/77/reopen', undefined, 404, 'unknown-review', /there is no review “77”/],
    ['POST /api/gaps/exclude', { ids: [99] }, 404, 'unknown-gap', /there is no gap “99”/],
    ['POST /api/gaps/exclude', [1], 400, 'invalid', /the body is no JSON object/],
    ['POST /api/gaps/exclude', '{"ids":', 400, 'invalid', /JSON/],
    ['POST /api/gaps/exclude', '{"__proto__":{}}', 400, 'invalid', /JSON|proto/],
    ['POST /api/gaps/exclude', { series: 'x'.repeat(70_000) }, 413, 'invalid', /too large/],
    ['POST /api/review/77/approve', undefined, 404, 'unknown-review', /there is no review “77”/],
    ['POST /api/review/77/approve', json, 400, 'invalid', /“a”.*it takes none/],
    ['POST /api/review/77/approve?dry=1', undefined, 400, 'invalid', /“dry”/],
    [
      'POST /api/review/77/bless',
      undefined,
      404,
      'no-route',
      /there is no POST .*\/bless.*api\.md/,
    ],
    ['POST /api/blocks', { kind: 'word' }, 400, 'invalid', /^value in the body is missing/],
    ['POST /api/blocks', { kind: 'shelf', value: 'x' }, 400, 'invalid', /torrent, uploader, word/],
    ['POST /api/blocks', { kind: 'torrent', value: 'x' }, 400, 'invalid', /is no torrent's id/],
    ['POST /api/blocks', { kind: 'torrent', value: 1.5 }, 400, 'invalid', /^value .* is 1\.5/],
    ['POST /api/blocks', { kind: 'torrent', value: -1 }, 400, 'invalid', /is no torrent's id/],
    ['POST /api/blocks', { kind: 'word', value: ' ' }, 400, 'invalid', /is " ", which is empty/],
    ['POST /api/blocks', { kind: 'word', value: 'A' }, 400, 'invalid', /in nearly every title/],
    ['POST /api/blocks', { kind: 'word', value: 'the' }, 400, 'invalid', /in nearly every title/],
    ['DELETE /api/blocks/word/x', undefined, 404, 'unknown-block', /is not blocked/],
    ['DELETE /api/blocks/word/%20', undefined, 400, 'invalid', /which is empty/],
    ['DELETE /api/blocks/word/%zz', undefined, 400, 'invalid', /%zz/],
    ['PUT /api/blocks', json, 404, 'no-route', /there is no PUT \/api\/blocks/],
    ['GET /', undefined, 404, 'no-route', /there is no GET \//],
  ];
  for (const [line, body, status, kind, words] of wrong) {
    it(`${line} ${JSON.stringify(body)?.slice(0, 40) ?? ''}: ${status} ${kind}`, async () => {
      const answer = await api.ask(line, body === undefined ? {} : { body });
      assert.equal(answer.status, status, JSON.stringify(answer.body));
      const { kind: found, message, remedy } = answer.body.error;
      assert.deepEqual([answer.body.success, found], [false, kind]);
      assert.match(`${message}; ${remedy}`, words);
      assert.ok(remedy.length > 5);
      if (remedy.includes('mamcrawler'))
        assert.match(remedy, /GET \/api\/(?:gaps|review|blocks|explain)\b/);
      assert.doesNotMatch(JSON.stringify(answer.body), /hunter2/);
    });
  }

  it('changes nothing', async () => {
    for (const [line, body] of wrong) await api.ask(line, body === undefined ? {} : { body });
    assert.deepEqual(named(await data('GET /api/gaps')), ['Foundation 2 open', 'Mistborn 3 open']);
    assert.deepEqual(await data('GET /api/blocks'), []);
  });

  it('that is a plain text or a form is not read: 415', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const sent = { headers: { 'content-type': type }, body: '{"series":"Mistborn"}' };
      const { status, body } = await api.ask('POST /api/gaps/exclude', sent);
      assert.deepEqual([status, body.error.kind], [415, 'invalid']);
    }
  });
});

describe('what the API stands on', () => {
  it('a database that is away is named: 503, without its password', async () => {
    const sql = nowhere();
    const lame = await serveApi(sql);
    for (const line of ['GET /health', 'GET /api/gaps', 'POST /api/review/1/refuse']) {
      const { status, body } = await lame.ask(line);
      assert.deepEqual([status, body.error.kind], [503, 'database-away'], line);
      assert.match(body.error.remedy, /npm start|DATABASE_URL/);
      assert.doesNotMatch(JSON.stringify(body), /hunter2/);
    }
    await lame.stop();
    await sql.end({ timeout: 1 });
  });

  it('a fault of ours says no more than its name, and the log has it', async () => {
    await database.sql`ALTER TABLE blocks ADD CONSTRAINT not_so CHECK (value <> 'Æthër')`;
    const sent = { body: { kind: 'word', value: 'Æthër' } };
    const { status, body } = await api.ask('POST /api/blocks', sent);
    await database.sql`ALTER TABLE blocks DROP CONSTRAINT not_so`;
    assert.equal(status, 500);
    assert.deepEqual(body.error, {
      kind: 'fault',
      message: 'an unexpected fault (PostgresError)',
      remedy: 'the log has the details',
    });
    assert.match(api.log.text, /"route":"POST \/api\/blocks".*an API call ended in a fault/);
  });
});
