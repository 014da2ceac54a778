import { pieceKey } from '../title-pieces.ts';
import type { TitlePair } from './volume.ts';

/** A shorter title may be any word. */
const SHORTEST = 5;

/**
 * True when the one title is the other behind the name of their hero, who names the series:
 * `Agatha Raisin and the Quiche of Death` and `The Quiche of Death`.
 */
export function areLedBy(series: ReadonlySet<string>, { wanted, offered }: TitlePair): boolean {
  const [one, other] = [wanted.pieces.join(''), offered.pieces.join('')];
  return [...series].some((key) => {
    const lead = `${pieceKey(key)}and`;
    return isLed(one, other, lead) || isLed(other, one, lead);
  });
}

function isLed(long: string, short: string, lead: string): boolean {
  if (short.length < SHORTEST || !long.startsWith(lead)) return false;
  return long.slice(lead.length).replace(/^(?:the|an?)/u, '') === short.replace(/^the/u, '');
}
