import type { DecidedReview, ShownReview } from '../operations/index.ts';
import { momentOf } from './durations.ts';
import { harmless } from './progress-block.ts';
import { asSentence, count } from './sentences.ts';

/** The list of reviews, each a block of a few lines. */
export function reviewsText(reviews: readonly ShownReview[], timeZone: string): string {
  if (reviews.length === 0) return 'Nothing waits for your word.';
  const parts = reviews.map((review) => reviewText(review, timeZone));
  const open = reviews.filter(({ status }) => status === 'open');
  const [first] = open;
  if (first === undefined) return parts.join('\n\n');
  const how =
    `${count(open.length, 'review waits', 'reviews wait')} for your word: mamcrawler review approve|refuse|block|exclude ID…\n` +
    `For example: mamcrawler review approve ${first.reviewId}`;
  return [...parts, how].join('\n\n');
}

/** One review whole. */
export function reviewText(review: ShownReview, timeZone: string): string {
  const { reviewId, title, wanted, authors, sourceId, sentences, note, runId } = review;
  const by = authors.length === 0 ? '' : `, by ${authors.join(', ')}`;
  const lines = [
    `${reviewId}  ${wanted.join('; ')}: “${title}”${by}`,
    `    ${recordingOf(review)}`,
    `    ${sentences.map(asSentence).join(' ')}`,
    `    ${standing(review, timeZone)}; asked by ${runId}; torrent ${sourceId}`,
  ];
  if (note !== null) lines.push(`    ${asSentence(note)}`);
  return lines.map(harmless).join('\n');
}

function recordingOf({ narrators, formats, sizeBytes, seeders, uploader }: ShownReview): string {
  const parts = [
    narrators.length === 0 ? 'narrator unknown' : `read by ${narrators.join(', ')}`,
    formats.length === 0 ? 'format unknown' : formats.join(', '),
    sizeOf(sizeBytes),
    count(seeders, 'seeder'),
  ];
  if (uploader !== null) parts.push(`uploaded by ${uploader}`);
  return parts.join('; ');
}

function sizeOf(bytes: number): string {
  if (bytes <= 0) return 'size unknown';
  const mb = bytes / 1_000_000;
  return mb < 1_000 ? `${Math.round(mb)} MB` : `${(mb / 1_000).toFixed(1)} GB`;
}

function standing(review: ShownReview, timeZone: string): string {
  const { reviewId, status, why, torrent, openedAt, decidedAt } = review;
  if (status === 'open') {
    const since = momentOf(openedAt, timeZone);
    return `${why === 'doubt' ? 'In doubt' : 'Proposed'}; waits since ${since}`;
  }
  const at = decidedAt === null ? '' : ` on ${momentOf(decidedAt, timeZone)}`;
  if (status === 'approved') return `Approved${at}; its torrent is ${torrent ?? 'to be fetched'}`;
  const back = `; mamcrawler review reopen ${reviewId} takes it back`;
  return `${STANDS[status]}${at}${status === 'refused' ? back : ''}`;
}

const STANDS: Readonly<Record<Exclude<ShownReview['status'], 'open' | 'approved'>, string>> = {
  queued: 'Approved and queued',
  'already-there': 'Approved; it was in qBittorrent already',
  failed: 'Approved, and it could not be had',
  refused: 'Refused',
  blocked: 'Blocked',
  excluded: 'What it would fill was excluded',
  superseded: 'Superseded',
};

/** What became of a word, one line for each review. */
export function decidedText(decided: readonly DecidedReview[]): string {
  return decided.map((one) => harmless(decidedLine(one))).join('\n');
}

function decidedLine(one: DecidedReview): string {
  const { reviewId, title, status, isDone, what } = one;
  const head = `${reviewId}  “${title}”:`;
  if (!isDone) return `${head} ${what}.`;
  if (status === 'approved') return `${head} approved; it is fetched and queued now.`;
  if (status === 'open') return `${head} ${what === '' ? 'it still waits' : what}.`;
  const note = what === '' ? '' : `: ${what}`;
  return `${head} ${STANDS[status].toLowerCase().replace('qbittorrent', 'qBittorrent')}${note}.`;
}
