import { PART, PART_LEAD, PART_TAIL } from './title-marks.ts';

/** A part of a work that a piece names, and what else the piece tells. */
export interface NamedPart {
  readonly part: string;
  /** The piece without it; null when nothing is left. */
  readonly left: string | null;
  /** True where what is left is the part's own title. */
  readonly isTitle: boolean;
}

interface Standing {
  readonly isBracketed: boolean;
  /** True where nothing told the work before it. */
  readonly isFirst: boolean;
  /** True where nothing at all stood before it. */
  readonly isHead: boolean;
}

/** `1 of 2`, `Part 2 Blood and Gold`, `…, part 1 of 2`; null for a piece that names no part. */
export function partIn(text: string, { isBracketed, isFirst, isHead }: Standing): NamedPart | null {
  const whole = PART.exec(text);
  // Behind the name of a series `Part 2` may be a title's start, and `2 of 9` is none.
  const isBehind = !isFirst || (!isHead && whole?.[1] !== undefined);
  if (whole !== null && (isBracketed || isBehind)) {
    return { part: text, left: null, isTitle: false };
  }
  const lead = isBracketed || isFirst ? null : PART_LEAD.exec(text);
  if (lead !== null) {
    return { part: lead[0].trim(), left: text.slice(lead[0].length), isTitle: true };
  }
  const tail = PART_TAIL.exec(text);
  if (tail === null || /(?:book|vol(?:ume)?)\s+\d+\s+of\s+\d+$/iu.test(text)) return null;
  const part = tail[0].trim().replace(/^,\s*/u, '');
  return { part, left: text.slice(0, tail.index), isTitle: false };
}
