import type { Reason } from '../decision.ts';
import type { WorkMatch } from '../matching/match.ts';
import { formatPositions } from '../positions.ts';
import { formatMinutes } from '../lengths.ts';
import type { Aim } from '../judging/aim.ts';
import { soundsLike } from '../language-signs.ts';
import type { Case, Check } from './case.ts';
import { doubtfulNarrator, languageOf } from './recording.ts';
import { runtimeApart } from './quality.ts';

type WorkAim = Extract<Aim, { kind: 'work' }>;

/** The title tells another work, too little speaks for it, and no number or author says why. */
export const wrongWork: Check = (given) => {
  const { aim, candidate, policy } = given;
  if (aim.kind !== 'work' || aim.match.score >= policy.thresholds.ask * 100) return null;
  if (isAnotherVolume(aim.match) || aim.match.persons === 'different') {
    const isTitleRight = aim.match.likeness === 'same' || aim.match.likeness === 'untold';
    if (isTitleRight) return null;
  }
  const { volume, likeness, isPack } = aim.match;
  if (volume.answer === 'unknown' && likeness === 'untold' && !isPack) return null;
  return { name: 'wrong-work', got: `“${candidate.title}”`, want: wantedTitle(aim) };
};

/** True when the numbers differ, or only a part is offered, and the titles don't outweigh it. */
export function isAnotherVolume({ volume, part, likeness }: WorkMatch): boolean {
  if (part !== null || volume.answer === 'part') return true;
  return volume.answer === 'other' && likeness !== 'same' && likeness !== 'renamed';
}

/** It may be the right work and may not: a person has to say. */
export const doubtful: Check = (given) => {
  const { aim, policy } = given;
  if (aim.kind === 'series') return doubtfulNarrator(given);
  if (aim.kind !== 'work') return null;
  const { match } = aim;
  const { ask, accept } = policy.thresholds;
  if (match.score < ask * 100) return null;
  const isOther = match.volume.answer === 'other' && !match.isRenumbered;
  const isSure = match.score >= accept * 100 && !isOther;
  if (!isSure) return doubt(given, aim);
  return doubtfulNarrator(given) ?? doubtfulRuntime(given, aim) ?? doubtfulLanguage(given, aim);
};

function doubt({ candidate }: Case, aim: WorkAim): Reason {
  const { match } = aim;
  const of = `${match.score} of 100 points`;
  if (match.persons === 'unknown') {
    return { name: 'doubtful', got: `no author given, ${of}`, want: authorsOf(aim) };
  }
  if (match.persons !== 'same') {
    return {
      name: 'doubtful',
      got: `by ${candidate.authors.join(', ')}, ${of}`,
      want: authorsOf(aim),
    };
  }
  const { answer, got, want } = match.volume;
  if (answer === 'other' || answer === 'torn') {
    const number = formatPositions(got);
    return {
      name: 'doubtful',
      got: `the title, but number ${number}`,
      want: formatPositions(want),
    };
  }
  return { name: 'doubtful', got: `“${candidate.title}”, ${of}`, want: wantedTitle(aim) };
}

/** A playing time that is neither the same nor another, where no narrator helps. */
function doubtfulRuntime(given: Case, aim: WorkAim): Reason | null {
  const apart = runtimeApart(given);
  if (apart === null || given.runtimeMinutes === null) return null;
  const { same, other } = given.policy.runtime;
  const isClear = apart <= same || apart >= other || aim.match.evidence.narrators === 'same';
  if (isClear) return null;
  const want = formatMinutes(aim.gap.work?.runtimeMinutes ?? 0);
  return { name: 'doubtful', got: `plays ${formatMinutes(given.runtimeMinutes)}`, want };
}

/** Nobody knows the wanted language, and it is offered in one that the title is not in. */
function doubtfulLanguage({ candidate, policy, override, wantedLanguage }: Case, aim: WorkAim) {
  const isSaid = (override.languages ?? policy.languages).length > 0;
  const code = languageOf(candidate);
  if (isSaid || wantedLanguage !== null || code === null || code === 'en') return null;
  const title = aim.gap.work?.title ?? '';
  if (soundsLike(title, code)) return null;
  const want = `the language of ${wantedTitle(aim)}, which is not known`;
  return { name: 'doubtful', got: `in ${code}`, want } satisfies Reason;
}

function wantedTitle({ gap }: WorkAim): string {
  return `“${gap.work?.title ?? ''}”`;
}

function authorsOf({ gap }: WorkAim): string {
  return gap.authors.join(' or ') || 'its author';
}
