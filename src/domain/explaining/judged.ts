import { isAboutItsGap, type Decision, type Reason } from '../decision.ts';
import { remedyOf } from '../remedies.ts';
import { reasonSentence } from '../sentences.ts';
import type { Clock, JudgedFact } from './facts.ts';
import { count } from './words.ts';

/** Longer lists are for `--json`. */
const MOST = 10;

const VERDICTS: Readonly<Record<Decision['verdict'], string>> = {
  accept: 'Accepted',
  defer: 'Put off to a later run',
  ask: 'In doubt: it waits for your word',
  refuse: 'Refused',
};

/** A decision in its own words: the verdict, every reason, and what would change each. */
export function decisionLines(decision: Decision, where: string): readonly string[] {
  const lines = [`${VERDICTS[decision.verdict]}${where}.`];
  if (decision.verdict === 'accept') return [...lines, decision.because];
  for (const reason of decision.reasons) {
    lines.push(`${reasonSentence(reason)} To change it: ${remedyOf(reason)}`);
  }
  return lines;
}

/** A torrent with one decision, and in how many runs it was made. */
interface Told {
  readonly newest: JudgedFact;
  runs: number;
}

/**
 * The candidates of a gap: each torrent once with its newest decision, those that say something of
 * the gap's own work first; the others are counted.
 */
export function candidateLines(judged: readonly JudgedFact[], clock: Clock): readonly string[] {
  const told = new Map<string, Told>();
  for (const one of judged) {
    const id = `${one.source} ${one.sourceId}`;
    const known = told.get(id);
    if (known === undefined) told.set(id, { newest: one, runs: 1 });
    else known.runs += 1;
  }
  const all = [...told.values()];
  const telling = all.filter(({ newest }) => isTelling(newest.decision));
  const shown = telling.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST);
  const lines = shown.flatMap((one) => torrentLines(one, clock));
  const more = telling.length - shown.length;
  if (more > 0) lines.push(`${count(more, 'more candidate')}: see --json.`);
  const far = all.length - telling.length;
  if (far > 0)
    lines.push(
      `${far === 1 ? 'One was' : `${far} were`} about other works, or works that you own: see --json.`,
    );
  return lines;
}

/** What is owned tells nothing of a gap; nor does another work that only came near to it. */
function isTelling(decision: Decision): boolean {
  if (decision.verdict !== 'accept' && decision.reasons.some(isOwned)) return false;
  return decision.verdict !== 'refuse' || decision.nearMiss || isAboutItsGap(decision);
}

function isOwned({ name }: Reason): boolean {
  return name === 'already-owned';
}

/** Accepted before asked, before deferred, before refused; of those the nearest first. */
function rank({ newest: { decision } }: Told): number {
  if (decision.verdict === 'accept') return 0;
  const order = { ask: 1, defer: 2, refuse: 3 } as const;
  return order[decision.verdict] * 100 + decision.reasons.length;
}

function torrentLines({ newest, runs }: Told, clock: Clock): readonly string[] {
  const { title, authors, sourceId, runId, startedAt, term, decision } = newest;
  const by = authors.length === 0 ? '' : ` by ${authors.slice(0, 3).join(', ')}`;
  const often = runs > 1 ? `, seen in ${runs} runs` : '';
  const where = ` (${runId}, ${clock.momentOf(startedAt)}, by the search “${term}”)`;
  return [
    `“${title}”${by} (torrent ${sourceId}${often})`,
    ...decisionLines(decision, where).map((line) => `  ${line}`),
  ];
}
