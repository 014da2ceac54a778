import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findLacking } from '../../../src/domain/lacking.ts';
import { findMissing } from '../../../src/domain/missing/find.ts';
import type { KnownWork } from '../../../src/domain/missing/known-work.ts';
import { openCourt } from '../../../src/domain/judge.ts';
import { createWorld, type CatalogueWork, type World } from '../../../src/sandbox/world/index.ts';

/** The catalogue as those who ask for all of it would know it. */
function known({ catalogue }: World): readonly KnownWork[] {
  return catalogue.flatMap((work) => work.knownTo.map((source) => knownTo(work, source)));
}

function knownTo(work: CatalogueWork, source: CatalogueWork['knownTo'][number]): KnownWork {
  const { publishedDate, knownTo: _knownTo, ...rest } = work;
  const id = `${source}:${work.asin}:${work.title}`;
  const both = { ...rest, id, source, asOf: null };
  if (source === 'audible') return { ...both, releaseDate: publishedDate?.slice(0, 4) ?? null };
  const none = { narrators: [], series: [], runtimeMinutes: null, asin: null };
  return { ...both, ...none, language: 'en', releaseDate: publishedDate };
}

for (const seed of [1, 2, 42, 2026]) {
  const world = createWorld({ seed });
  const { expected, expectedWithCatalogue: wanted } = world;

  test(`a catalogue takes two gaps away in world ${seed}, and no search`, () => {
    const left = new Set(wanted.gaps.map(({ key }) => key));
    const gone = expected.gaps.filter(({ key }) => !left.has(key));
    assert.deepEqual([wanted.gaps.length, gone.length, wanted.terms], [155, 2, 66]);
    assert.ok(
      gone.every(({ sourceId }) => sourceId === null),
      'none that is filled',
    );
    assert.deepEqual([wanted.queued, wanted.deferred], [expected.queued, expected.deferred]);
    assert.equal(world.catalogue.length, 42);
    const asked = wanted.gaps.filter(({ outcome }) => outcome === 'to-review');
    assert.equal(asked.length, 1, 'one is for a person to say');
  });

  test(`what the catalogue of world ${seed} knows makes what its maker declared`, () => {
    const found = findMissing({
      library: world.items,
      known: known(world),
      policy: {},
      today: '2026-11-26',
    });
    const upcoming = found.upcoming.map(({ gap, releaseDate }) => ({
      title: gap.work?.title,
      releaseDate,
    }));
    assert.deepEqual(upcoming, wanted.upcoming);
    const { questions } = findLacking({
      library: world.items,
      known: known(world),
      policy: {},
      today: '2026-11-26',
    });
    assert.deepEqual(
      questions.map(({ gap }) => gap.work?.title),
      wanted.questions,
    );
    const keys = new Set(wanted.gaps.map(({ key }) => key));
    const told = found.gaps.map(({ gap }) => gap.key);
    assert.equal(told.length, 7);
    assert.deepEqual(
      told.filter((key) => !keys.has(key)),
      [],
    );
  });

  test(`the judge takes what fills a known gap of world ${seed}, knowing the work`, () => {
    const { gaps } = findMissing({
      library: world.items,
      known: known(world),
      policy: {},
      today: '2026-11-26',
    });
    const none = {
      sourceIds: new Set<string>(),
      workKeys: new Set<string>(),
      gapKeys: new Set<string>(),
    };
    const judge = openCourt({
      gaps: gaps.map(({ gap }) => gap),
      items: world.items,
    }).withCircumstances({
      ledger: none,
      account: { userClass: 'VIP' },
      policy: { minSeeders: 1 },
    });
    const accepted = [...judge.judge(world.torrents)]
      .filter(([, { verdict }]) => verdict === 'accept')
      .map(([sourceId]) => sourceId);
    const keys = new Set(gaps.map(({ gap }) => gap.key));
    const wantedIds = wanted.gaps
      .filter(({ key, sourceId }) => keys.has(key) && sourceId !== null)
      .map(({ sourceId }) => sourceId);
    assert.equal(wantedIds.length, 2);
    assert.deepEqual(accepted.sort(), wantedIds.sort());
  });

  test(`what fills a known gap of world ${seed} has the title and the reader that are known`, () => {
    const titles = new Map(world.catalogue.map((work) => [work.title, work]));
    const fitting = new Set(expected.gaps.map(({ sourceId }) => sourceId));
    const listed = world.torrents.filter(
      ({ sourceId, title }) => fitting.has(sourceId) && titles.has(title),
    );
    assert.equal(listed.length, 2);
    for (const { title, narrators } of listed) {
      assert.deepEqual(narrators, titles.get(title)?.narrators);
    }
  });
}
