import { textKey } from '../names.ts';
import { isPack, NO_POSITION, positionsInTitle, type PositionSet } from '../positions.ts';

/** What the description of a collection says of its contents. */

const CONTENTS =
  /\b(?:contain(?:s|ing)?|includ(?:es?|ing)|consists? of|comprises|contents|titles|books|novels)\b(?!\s+(?:not|no)\b)[^\p{L}\p{N}]*/iu;
/** What else an uploader lists: behind it stands nothing that is in this torrent. */
const ELSEWHERE =
  /\b(?:see also|also by|next in|followed by|other (?:books|titles)|my other|coming soon)\b/iu;
const LEFT_OUT = /\b(?:not|missing|except|without|lacks?|excluding)\b/iu;
const SHORTEST = 4;

/** The list of contents, as keys of words; without the sentences that say what is left out. */
function contentsOf(description: string): string {
  const start = CONTENTS.exec(description);
  const list = start === null ? description : description.slice(start.index + start[0].length);
  const [own = ''] = list.split(ELSEWHERE);
  const sentences = own.split(/[.;!\n]/u).filter((sentence) => !LEFT_OUT.test(sentence));
  return ` ${sentences.map(textKey).join(' | ')} `;
}

/** True when a list of contents names the title. A very short title (`It`) may be any word. */
export function namesInContents(description: string, title: string): boolean {
  const key = textKey(title.split(/\s*[:([]/u)[0] ?? title);
  if (key.length < SHORTEST || description.trim() === '') return false;
  return contentsOf(description).includes(` ${key} `);
}

/** The range of volumes that a description begins its list with (`Books 1-5`); else none. */
export function volumesInContents(description: string): PositionSet {
  const start = /\b(?:contains?|includes?|has|with|all of)\s+|^\s*/iu.exec(description);
  const text = description.slice((start?.index ?? 0) + (start?.[0].length ?? 0));
  const [head = ''] = text.split(/[.\n;:]/u);
  const read = positionsInTitle(head);
  return isPack(read) ? read : NO_POSITION;
}
