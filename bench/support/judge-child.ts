import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { BASELINES, baselineDecisions, baselineGaps } from '../../src/evaluation/baselines.ts';
import { evaluateDecisions, evaluateGaps } from '../../src/evaluation/run.ts';
import { serveChild } from './child.ts';
import { JudgeInput, type JudgeAnswer } from './judge-jobs.ts';
import { candidateRows, catalogueRows, gapRows, libraryRows } from './judge-rows.ts';

/** The plain alternative that other programs use: titles by Jaro-Winkler, with the author. */
const [, PLAIN] = BASELINES;

await serveChild(JudgeInput, (input): Promise<JudgeAnswer> => {
  const judge = input.job === 'gaps' ? gapJudge(input) : decisionJudge(input);
  const from = performance.now();
  const found = judge();
  const tookMs = performance.now() - from;
  // Kilobytes on every system that Node runs on.
  const peakRss = process.resourceUsage().maxRSS * 1_024;
  return Promise.resolve({ found, tookMs, peakRss });
});

function gapJudge({ judge, wanted, offered }: JudgeInput): () => number {
  const library = libraryRows(wanted);
  const catalogue = catalogueRows(offered);
  if (judge === 'none') return () => library.length;
  if (judge === 'plain' && PLAIN !== undefined)
    return () => baselineGaps(PLAIN, library, catalogue).gaps.length;
  return () => evaluateGaps(library, catalogue, { today: '2026-11-26' }).gaps.length;
}

function decisionJudge({ judge, wanted, offered }: JudgeInput): () => number {
  const gaps = gapRows(wanted);
  const candidates = candidateRows(offered);
  if (judge === 'none') return () => candidates.length;
  const decide = () =>
    judge === 'plain' && PLAIN !== undefined
      ? baselineDecisions(PLAIN, gaps, candidates)
      : evaluateDecisions(gaps, candidates, DEFAULT_POLICY);
  return () => decide().decisions.filter(({ chosen }) => chosen !== null).length;
}
