import { GAP_OUTCOMES, type Gap } from '../gap.ts';
import { outcomeSentence } from '../sentences.ts';
import type { Clock, ReviewFact, RunName, TorrentFact } from './facts.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** `2026-11-20 04:00 (3 days ago)`. */
export function momentAndAge(at: Date, clock: Clock): string {
  const days = Math.floor((clock.now.getTime() - at.getTime()) / DAY_MS);
  if (days < 1) return clock.momentOf(at);
  return `${clock.momentOf(at)} (${days === 1 ? 'a day' : `${days} days`} ago)`;
}

/** `“The Hero of Ages”, Mistborn 3, by Brandon Sanderson`; `more by Brandon Sanderson`. */
export function gapName({ work, series, position, authors }: Gap): string {
  const by = authors[0] ?? 'an unknown author';
  const place = series === null ? '' : `${series} ${position ?? ''}`.trim();
  const title = work == null ? '' : `“${work.title}”`;
  if (place === '' && title === '') return `more by ${by}`;
  return [title, place, `by ${by}`].filter((part) => part !== '').join(', ');
}

/** `full-sync-20261123-140300 (2026-11-23 14:03, dry run)`. */
export function runName({ runId, startedAt, dryRun }: RunName, clock: Clock): string {
  return `${runId} (${clock.momentOf(startedAt)}${dryRun ? ', dry run' : ''})`;
}

/** An outcome as a sentence; a word that nobody knows stays as it is. */
export function outcomeWords(outcome: string): string {
  const known = GAP_OUTCOMES.find((one) => one === outcome);
  return known === undefined ? `${outcome}.` : outcomeSentence(known);
}

/** What became of a torrent that was chosen. */
export function torrentLine(torrent: TorrentFact, clock: Clock): string {
  const { sourceId, title, runId, chosenAt } = torrent;
  return `“${title}” (torrent ${sourceId}): ${torrentFate(torrent, clock)} Chosen ${clock.momentOf(chosenAt)} in ${runId}.`;
}

function torrentFate(torrent: TorrentFact, clock: Clock): string {
  const { sourceId, status, queuedAt, removedAt, failure } = torrent;
  const when = queuedAt === null ? '' : ` ${momentAndAge(queuedAt, clock)}`;
  const reopen = `mamcrawler gaps reopen torrent:${sourceId}`;
  switch (status) {
    case 'chosen':
    case 'fetched':
    case 'intended':
      return 'on its way to qBittorrent.';
    case 'queued':
      return `queued in qBittorrent${when}; if you removed it there: ${reopen}.`;
    case 'removed':
      return `queued in qBittorrent${when}, and removed by you${
        removedAt === null ? '' : `, as you said ${momentAndAge(removedAt, clock)}`
      }.`;
    case 'already-there':
      return `qBittorrent had it already${when}.`;
    case 'would-queue':
      return 'a dry run would have queued it.';
    case 'failed':
      return `failed: ${failure ?? 'no reason was kept'}.`;
    default:
      return `${status}.`;
  }
}

/** What a person was asked, and how that stands. */
export function reviewLine(review: ReviewFact, clock: Clock): string {
  const { id, title, sourceId, why, status, note } = review;
  const asked = why === 'proposed' ? 'proposed to you' : 'you were asked about it';
  const when = momentAndAge(review.openedAt, clock);
  const told = note === null ? '' : ` (${note})`;
  const decided = review.decidedAt === null ? '' : ` ${clock.momentOf(review.decidedAt)}`;
  const state =
    status === 'open'
      ? `it waits for your word: mamcrawler review approve ${id}, or refuse, block, exclude`
      : `${status}${decided}${told}${status === 'refused' ? `; mamcrawler review reopen ${id} takes it back` : ''}`;
  return `Review ${id}, “${title}” (torrent ${sourceId}): ${asked} ${when}; ${state}.`;
}

/** `1 page`, `3 pages`. */
export function count(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? '' : 's'}`;
}

/** With a capital letter. */
export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
