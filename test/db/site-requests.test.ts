import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ABANDONED_MS } from '../../src/db/site-requests.ts';
import * as sites from '../../src/db/sites.ts';
import { RemoteError } from '../../src/integrations/errors.ts';
import { createPacer } from '../../src/integrations/tracker/pacer.ts';
import type { PacingStore } from '../../src/integrations/tracker/pacing-store.ts';
import type { HaltKind, SiteTrouble } from '../../src/integrations/tracker/site.ts';
import { pacingStore } from '../../src/workers/pacing-store.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
before(async () => {
  database = await startDatabase();
});
after(() => database.stop());

async function storeOf(host: string): Promise<PacingStore> {
  await sites.ensureSite(database.sql, host);
  return pacingStore(database.sql, { host, token: () => null, backOffBaseMs: 60_000 });
}

const ask = (id: string) => ({ id, gapMs: 0, termGapMs: 0, leadMs: 0 });
const end = (id: string) => ({ id, ofTerm: false, agoMs: 0, isGood: true });

const FREE = { remote: 'tracker', minMs: 0, maxMs: 0, termMs: 0 } as const;
const pacerOn = (store: PacingStore, minMs = 0) =>
  createPacer(store, {
    ...{ ...FREE, minMs, maxMs: minMs },
    random: () => 0,
    signal: () => undefined,
  });

async function age(host: string, ms: number): Promise<void> {
  await database.sql`
    UPDATE sites SET in_flight_since = in_flight_since - ${ms} * interval '1 ms'
    WHERE host = ${host}`;
}

describe('the mark of a request under way', () => {
  it('is waited for while whoever set it may be alive, and given up after that', async () => {
    const store = await storeOf('marked');
    assert.equal((await store.begin(ask('slow'))).go, true);
    const young = await store.begin(ask('next'));
    assert.ok(!young.go && young.why === 'early' && young.waitMs > 0);
    await age('marked', ABANDONED_MS - 200);
    const almost = await store.begin(ask('next'));
    assert.ok(!almost.go && almost.why === 'early' && almost.waitMs <= 200);
    await age('marked', 200);
    // Given up: what is left is the pause from now, which is none here.
    assert.deepEqual(await store.begin(ask('next')), { go: false, why: 'early', waitMs: 0 });
    assert.equal((await store.begin(ask('next'))).go, true);
  });

  it('is taken away by its own request alone', async () => {
    const store = await storeOf('fenced');
    await store.begin(ask('old'));
    await age('fenced', ABANDONED_MS);
    await store.begin(ask('new'));
    assert.equal((await store.begin(ask('new'))).go, true);
    // The old process wakes up and says that its request ended.
    await store.end(end('old'));
    assert.equal((await store.begin(ask('third'))).go, false, 'the new request is under way');
    await store.end(end('new'));
    assert.equal((await store.begin(ask('third'))).go, true);
  });

  it('that is gone already: the late end of its answer still counts for the pause', async () => {
    const store = await storeOf('late');
    await store.end(end('forgotten'));
    const answer = await store.begin({ ...ask('next'), gapMs: 60_000 });
    assert.ok(!answer.go && answer.why === 'early' && answer.waitMs > 55_000);
  });
});

describe('a site that fails in a row', () => {
  const UNAVAILABLE: SiteTrouble = { kind: 'unavailable', askedMs: 0 };
  const CUT: SiteTrouble = { kind: 'unreachable', askedMs: 0 };
  const LATE: SiteTrouble = { kind: 'timeout', askedMs: 0 };
  const ASKED: SiteTrouble = { kind: 'unavailable', askedMs: 300_000 };
  const rows: readonly (readonly [string, readonly SiteTrouble[], readonly number[]])[] = [
    ['says it is down', Array.from({ length: 7 }, () => UNAVAILABLE), [1, 2, 4, 8, 16, 30, 30]],
    ['is cut off', [CUT, CUT, CUT], [0, 1, 2]],
    ['is too slow', [LATE, LATE, LATE], [0, 1, 2]],
    ['asks for longer', [ASKED, UNAVAILABLE], [5, 2]],
  ];
  for (const [what, troubles, minutes] of rows) {
    it(`and ${what} is left alone for ${minutes.join(', ')} minutes`, async () => {
      const host = `fails: ${what}`;
      const store = await storeOf(host);
      for (const [index, trouble] of troubles.entries()) {
        await store.failed(trouble);
        const blockedMs = await blockedFor(host);
        const expected = (minutes[index] ?? 0) * 60_000;
        assert.ok(Math.abs(blockedMs - expected) < 5_000, `${index}: ${blockedMs} ms`);
        await database.sql`UPDATE sites SET blocked_until = NULL WHERE host = ${host}`;
      }
    });
  }

  it('starts anew after a good answer, but not after a bad one', async () => {
    const store = await storeOf('recovers');
    const pacer = pacerOn(store);
    await pacer.failed(CUT);
    await assert.rejects(
      pacer.run('page', () => Promise.reject(new Error('cut'))),
      /cut/,
    );
    await pacer.failed(CUT);
    assert.ok((await blockedFor('recovers')) > 55_000);
    await database.sql`UPDATE sites SET blocked_until = NULL WHERE host = 'recovers'`;
    await pacer.run('page', () => Promise.resolve());
    await pacer.failed(CUT);
    assert.equal(await blockedFor('recovers'), 0);
  });

  async function blockedFor(host: string): Promise<number> {
    const site = (await sites.listSites(database.sql)).find((each) => each.host === host);
    const until = site?.blockedUntil;
    return until == null ? 0 : until.getTime() - Date.now();
  }
});

describe('a halt', () => {
  for (const kind of ['captcha', 'login-locked'] as const) {
    it(`is named ${kind} by its kind, whatever its reason says`, async () => {
      const pacer = pacerOn(await storeOf(`halt ${kind}`));
      await pacer.halt(kind, 'no captcha: a locked login');
      await assert.rejects(
        pacer.run('page', () => Promise.resolve()),
        { kind },
      );
    });
  }
});

describe('what the site said while the database is away', () => {
  /** A store that can be away: all it is asked is then refused. */
  async function shakyStore(host: string) {
    const store = await storeOf(host);
    const shaky = { isAway: false, tries: 0 };
    const whenThere =
      <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        shaky.tries += 1;
        if (shaky.isAway) throw new Error('the database is away');
        return call(...args);
      };
    const wrapped: PacingStore = {
      begin: whenThere((question: Parameters<PacingStore['begin']>[0]) => store.begin(question)),
      end: whenThere((ended: Parameters<PacingStore['end']>[0]) => store.end(ended)),
      backOff: whenThere((ms: number, reason: string) => store.backOff(ms, reason)),
      failed: whenThere((trouble: SiteTrouble) => store.failed(trouble)),
      halt: whenThere((kind: HaltKind, reason: string) => store.halt(kind, reason)),
    };
    return { shaky, pacer: pacerOn(wrapped) };
  }

  const asked = new RemoteError('fewer requests', {
    remote: 'tracker',
    kind: 'rate-limited',
    remedy: 'wait',
  });

  it('is what the caller hears, and is on record before the next request', async () => {
    const { shaky, pacer } = await shakyStore('away');
    const refused = pacer.run('page', async () => {
      shaky.isAway = true;
      await pacer.backOff(60_000, '429');
      throw asked;
    });
    await assert.rejects(refused, asked);
    await assert.rejects(
      pacer.run('page', () => assert.fail('nothing was written down')),
      /away/,
    );
    shaky.isAway = false;
    await assert.rejects(
      pacer.run('page', () => assert.fail('the site asked to be left alone')),
      (error: RemoteError) => error.kind === 'rate-limited' && (error.retryAfterMs ?? 0) > 50_000,
    );
    // The request's own end was written too: its mark does not hold up the next.
    await sites.liftHalt(database.sql, 'away');
    assert.equal(await pacer.run('page', () => Promise.resolve('fine')), 'fine');
  });

  it('does not cost an answer that was good', async () => {
    const { shaky, pacer } = await shakyStore('good');
    const answer = await pacer.run('page', () => {
      shaky.isAway = true;
      return Promise.resolve('an answer');
    });
    assert.equal(answer, 'an answer');
  });

  it('halts too', async () => {
    const { shaky, pacer } = await shakyStore('away-halted');
    shaky.isAway = true;
    await pacer.halt('captcha', 'a human is asked for');
    shaky.isAway = false;
    await assert.rejects(
      pacer.run('page', () => assert.fail('halted')),
      { kind: 'captcha' },
    );
  });
});

describe("a database's clock that is set forward", () => {
  it('does not shorten the pause', async () => {
    const pacer = pacerOn(await storeOf('clock'), 300);
    await pacer.run('term', () => Promise.resolve());
    const from = performance.now();
    await database.sql`
      UPDATE sites SET last_answer_end = last_answer_end - interval '1 hour',
        last_term_end = last_term_end - interval '1 hour' WHERE host = 'clock'`;
    await pacer.run('page', () => Promise.resolve());
    assert.ok(performance.now() - from >= 250, `${performance.now() - from} ms`);
  });
});
