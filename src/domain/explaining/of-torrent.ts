import type { Explanation } from '../explanation.ts';
import type { Clock, JudgedFact, TorrentFacts } from './facts.ts';
import { decisionLines } from './judged.ts';
import { gapName, momentAndAge, reviewLine, runName, torrentLine } from './words.ts';

/** What was made of a torrent: for which gaps it was judged, in which runs, and why so. */
export function explainTorrent(facts: TorrentFacts, clock: Clock): Explanation {
  const sections = [
    { title: 'What it is', lines: whatItIs(facts, clock) },
    {
      title: 'Decisions',
      lines: facts.judged.flatMap((one) => verdictLines(one, facts, clock)),
    },
    { title: 'Torrents', lines: facts.torrents.map((one) => torrentLine(one, clock)) },
    { title: 'Reviews', lines: facts.reviews.map((one) => reviewLine(one, clock)) },
  ];
  return {
    subject: `“${facts.title}” (torrent ${facts.sourceId})`,
    sections: sections.filter(({ lines }) => lines.length > 0),
  };
}

function whatItIs(facts: TorrentFacts, clock: Clock): readonly string[] {
  const { authors, narrators, formats, sizeBytes, seeders, blockedAt } = facts;
  const lines: string[] = [];
  if (authors.length > 0) lines.push(`By ${authors.join(', ')}.`);
  if (narrators.length > 0) lines.push(`Read by ${narrators.join(', ')}.`);
  const kind = formats.join(' ') || 'unknown format';
  const peers = seeders === 1 ? '1 seeder' : `${seeders} seeders`;
  lines.push(`${kind}, ${Math.round(sizeBytes / 1_000_000)} MB, ${peers} when it was seen last.`);
  if (blockedAt !== null) lines.push(`You blocked it ${momentAndAge(blockedAt, clock)}.`);
  return lines;
}

function verdictLines(judged: JudgedFact, { gaps }: TorrentFacts, clock: Clock): readonly string[] {
  const names = judged.decision.gapKeys.map((key) => {
    const known = gaps.find(({ gap }) => gap.key === key);
    return known === undefined ? key : `${gapName(known.gap)} (gap ${known.id})`;
  });
  const nearest = names.length === 0 ? 'It came near to no gap.' : `For ${names.join('; ')}.`;
  return [
    `${runName(judged, clock)}, shown by the search “${judged.term}”`,
    `  ${nearest}`,
    ...decisionLines(judged.decision, '').map((line) => `  ${line}`),
  ];
}
