import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as sites from '../../src/db/sites.ts';
import { ABANDONED_MS } from '../../src/db/site-requests.ts';
import { createPacer } from '../../src/integrations/tracker/pacer.ts';
import type { PacingStore } from '../../src/integrations/tracker/pacing-store.ts';
import { pacingStore } from '../../src/workers/pacing-store.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;
before(async () => {
  database = await startDatabase();
});
after(() => database.stop());

async function site(host: string) {
  await sites.ensureSite(database.sql, host);
  return host;
}

function storeOf(host: string, token: () => number | null = () => null): PacingStore {
  return pacingStore(database.sql, { host, token, backOffBaseMs: 60_000 });
}

const beginAs = (store: PacingStore, id: string) =>
  store.begin({ id, gapMs: 0, termGapMs: 0, leadMs: 0 });

/** Lets the mark of a request under way be older. */
async function age(host: string, ms: number): Promise<void> {
  await database.sql`
    UPDATE sites SET in_flight_since = in_flight_since - ${ms} * interval '1 ms'
    WHERE host = ${host}`;
}

const PACE = { remote: 'tracker', random: () => 0.5, signal: () => undefined } as const;

function pacerOf(host: string, spacing: { minMs: number; maxMs: number; termMs: number }) {
  return createPacer(storeOf(host), { ...PACE, ...spacing });
}

/** Runs requests and tells when each started and ended. */
function recorder() {
  const spans: { from: number; to: number }[] = [];
  return {
    spans,
    request: async () => {
      const from = performance.now();
      await new Promise((resolve) => setImmediate(resolve));
      spans.push({ from, to: performance.now() });
    },
    gaps: () => spans.slice(1).map((span, index) => span.from - (spans[index]?.to ?? 0)),
  };
}

describe('the pacer', () => {
  it('spaces requests from the end of one to the start of the next, two pacers alike', async () => {
    const host = await site('two-pacers');
    const spacing = { minMs: 60, maxMs: 60, termMs: 0 };
    const [one, two] = [pacerOf(host, spacing), pacerOf(host, spacing)];
    const seen = recorder();
    await one.run('page', seen.request);
    await two.run('page', seen.request);
    await one.run('page', seen.request);
    assert.equal(seen.gaps().length, 2);
    for (const gap of seen.gaps()) assert.ok(gap >= 60, `gap of ${gap} ms`);
  });

  it('keeps requests of one process in line, whoever asks', async () => {
    const host = await site('in-line');
    const pacer = pacerOf(host, { minMs: 30, maxMs: 30, termMs: 0 });
    const seen = recorder();
    await Promise.all([1, 2, 3].map(() => pacer.run('page', seen.request)));
    for (const gap of seen.gaps()) assert.ok(gap >= 30, `gap of ${gap} ms`);
  });

  it('counts the interval between terms from the last page of the term before', async () => {
    const host = await site('terms');
    const pacer = pacerOf(host, { minMs: 10, maxMs: 10, termMs: 1_200 });
    const seen = recorder();
    await pacer.run('term', seen.request);
    await pacer.run('download', seen.request);
    await pacer.run('term', seen.request);
    const [first, , third] = seen.spans;
    const betweenTerms = (third?.from ?? 0) - (first?.to ?? 0);
    assert.ok(betweenTerms >= 1_200, `${betweenTerms} ms between terms`);
    assert.ok((seen.gaps()[0] ?? 0) < 1_000, 'a download does not wait for the interval of terms');
  });

  it('counts the pause from the end of the answer that a request names, not from its return', async () => {
    const host = await site('answered');
    const pacer = pacerOf(host, { minMs: 1_200, maxMs: 1_200, termMs: 0 });
    let answeredAt = 0;
    await pacer.run('page', async (answered) => {
      answeredAt = performance.now();
      answered(answeredAt);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    });
    const startedAt = await pacer.run('page', () => Promise.resolve(performance.now()));
    const pause = startedAt - answeredAt;
    assert.ok(pause >= 1_200 && pause < 2_100, `${pause} ms since the answer`);
  });

  it('does not believe the end of an answer that a request names when it fails', async () => {
    const host = await site('answered-and-failed');
    const pacer = pacerOf(host, { minMs: 100, maxMs: 100, termMs: 0 });
    const failing = pacer.run('page', (answered) => {
      answered(performance.now() - 60_000);
      return Promise.reject(new Error('cut'));
    });
    await assert.rejects(failing, /cut/);
    const from = performance.now();
    await pacer.run('page', () => Promise.resolve());
    assert.ok(performance.now() - from >= 90);
  });

  it('waits the whole pause again after a process died in mid-request', async () => {
    const host = await site('died');
    assert.equal((await beginAs(storeOf(host), 'dead')).go, true);
    // The process is gone: nobody says that the answer ended.
    await age(host, ABANDONED_MS);
    const from = performance.now();
    const pacer = pacerOf(host, { minMs: 120, maxMs: 120, termMs: 0 });
    await pacer.run('page', () => Promise.resolve());
    assert.ok(performance.now() - from >= 120);
  });

  it('refuses to make a request during a back-off, and says for how long', async () => {
    const host = await site('backed-off');
    const pacer = pacerOf(host, { minMs: 0, maxMs: 0, termMs: 0 });
    await pacer.backOff(60_000, '429');
    await assert.rejects(
      pacer.run('page', () => assert.fail('no request may be made')),
      (error: Error & { kind?: string; retryAfterMs?: number }) =>
        error.kind === 'rate-limited' && (error.retryAfterMs ?? 0) > 55_000,
    );
  });

  it('refuses all work while halted, until the owner lifts it', async () => {
    const host = await site('halted');
    const pacer = pacerOf(host, { minMs: 0, maxMs: 0, termMs: 0 });
    await pacer.halt('login-locked', 'login locked');
    await assert.rejects(
      pacer.run('page', () => Promise.resolve(1)),
      { kind: 'login-locked' },
    );
    await sites.liftHalt(database.sql, host);
    assert.equal(await pacer.run('page', () => Promise.resolve(1)), 1);
  });

  it('goes on with the next request when one fails', async () => {
    const host = await site('fails');
    const pacer = pacerOf(host, { minMs: 0, maxMs: 0, termMs: 0 });
    const failing = pacer.run('page', () => Promise.reject(new Error('cut')));
    const next = pacer.run('page', () => Promise.resolve('fine'));
    await assert.rejects(failing, /cut/);
    assert.equal(await next, 'fine');
    assert.equal(pacer.cost().requests, 2);
  });

  it('ends a wait when its signal aborts', async () => {
    const host = await site('aborted');
    const stopping = new AbortController();
    const pacer = createPacer(storeOf(host), {
      ...PACE,
      minMs: 60_000,
      maxMs: 60_000,
      termMs: 0,
      signal: () => stopping.signal,
    });
    await pacer.run('page', () => Promise.resolve(1));
    const waiting = pacer.run('page', () => assert.fail('no request may be made'));
    stopping.abort();
    await assert.rejects(waiting, { name: 'AbortError' });
  });
});

describe("the site's lease", () => {
  it('belongs to one holder, and a new holder turns the old one away', async () => {
    const host = await site('leased');
    const { sql } = database;
    const first = await sites.takeLease(sql, host, { holder: 'a', ttlMs: 150 });
    assert.equal(await sites.takeLease(sql, host, { holder: 'b', ttlMs: 150 }), null);
    assert.equal(await sites.takeLease(sql, host, { holder: 'a', ttlMs: 150 }), first, 'renewed');
    const second = await until(
      'the lease runs out',
      async () => (await sites.takeLease(sql, host, { holder: 'b', ttlMs: 60_000 })) ?? undefined,
    );
    assert.equal(second, Number(first) + 1);
    const begin = (token: number | null) =>
      beginAs(
        storeOf(host, () => token),
        'any',
      );
    assert.deepEqual(await begin(first), { go: false, why: 'lease-lost' });
    assert.equal((await begin(second)).go, true);
  });

  it('can be had at once after it was given back', async () => {
    const host = await site('given-back');
    const { sql } = database;
    await sites.takeLease(sql, host, { holder: 'a', ttlMs: 60_000 });
    await sites.releaseLease(sql, host, 'a');
    assert.ok(await sites.takeLease(sql, host, { holder: 'b', ttlMs: 60_000 }));
  });
});
