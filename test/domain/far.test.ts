import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideGaps } from '../../src/domain/decide-gaps.ts';
import { at, makeCandidate, makeKnownGap } from './make.ts';

const volumes = Array.from({ length: 200 }, (_, n) =>
  makeCandidate({
    sourceId: `${n + 1}`,
    title: `Night ${String.fromCodePoint(0x4e00 + n)}`,
    series: at('Mistborn', `${n + 1}`),
  }),
);

test('of a long series the gap’s own volume is chosen, and only the nearest others are named', () => {
  const gap = makeKnownGap({ title: 'Another Name', series: at('Mistborn', '120') });
  const right = makeCandidate({ sourceId: 'r', title: 'Another Name', series: [] });
  const [decision] = decideGaps({ gaps: [gap], candidates: [...volumes, right] });
  assert.equal(decision?.chosen, 'r');
  const named = (decision?.candidates ?? []).map(({ sourceId }) => Number(sourceId));
  assert.ok(named.length < 40, `${named.length} are named`);
  assert.ok(named.includes(119) && named.includes(121) && !named.includes(1));
});

test('a title under a wrong number is never left out, however far the number is', () => {
  const gap = makeKnownGap({ title: 'Another Name', series: at('Mistborn', '120') });
  const misnumbered = makeCandidate({
    sourceId: 'm',
    title: 'Another Name',
    series: at('Mistborn', '1'),
  });
  const [decision] = decideGaps({ gaps: [gap], candidates: [...volumes, misnumbered] });
  assert.equal(decision?.candidates.find(({ sourceId }) => sourceId === 'm')?.verdict, 'ask');
});
