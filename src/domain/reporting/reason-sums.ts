import { deriveParts, type RunReport } from '../report.ts';

/** What was refused is counted under its reasons; of what is left out, each has one at least. */
export function checkReasons(report: RunReport): readonly string[] {
  const { candidates, refusedByReason } = deriveParts(report.decisions);
  const left = report.candidates.refused - candidates.refused;
  const told = new Map(Object.entries(report.refusedByReason));
  const counted = new Map(Object.entries(refusedByReason));
  const wrong: string[] = [];
  let beyond = 0;
  for (const name of new Set([...told.keys(), ...counted.keys()])) {
    const [one, other] = [told.get(name) ?? 0, counted.get(name) ?? 0];
    beyond += one - other;
    const sentence = disagreement(one, other, report.decisionsLeftOut);
    if (sentence !== null) wrong.push(`refused as ${name}: ${sentence}`);
  }
  if (beyond < left) wrong.push(`${left} refusals left out, but only ${beyond} reasons of them`);
  return wrong;
}

/** What is told may exceed what is counted by what is left out; null when it agrees. */
export function disagreement(told: number, counted: number, room: number): string | null {
  if (told >= counted && told <= counted + room) return null;
  return `${told} told, ${counted} counted`;
}
