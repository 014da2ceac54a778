import type { RunEvent } from '../domain/event.ts';
import type { Phase, RunStatus } from '../domain/run.ts';
import { sourceName } from '../domain/source-names.ts';
import type { FollowNotice, RunEnd } from '../operations/index.ts';

/** What happened, as one line for a person. */
export function sentenceOf(event: RunEvent): string {
  switch (event.kind) {
    case 'phase':
      return `${phaseTitle(event.phase)}.`;
    case 'library-read':
      return `The library holds ${count(event.items, 'item')}, ${event.changed} of them new or changed; it has ${count(event.gaps, 'gap')}.`;
    case 'catalogue-asked':
      return `Asked ${sourceName(event.source)} about ${count(event.asked, 'series, author or title', 'series, authors and titles')}; it told of ${event.told}.`;
    case 'terms-made':
      return `${count(event.terms, 'search', 'searches')} to make${restOfTerms(event)}.`;
    case 'term-done':
      return `${place(event)} ${event.label}: ${foundOf(event)}.`;
    case 'term-failed':
      return `${place(event)} ${event.label}: failed, ${clause(event.what)}.`;
    case 'review-opened':
      return `For you to review (${event.reviewId}): ${event.title}.`;
    case 'torrent-queued':
      return `Queued: ${byAuthor(event)}.`;
    case 'torrent-already-there':
      return `In qBittorrent already: ${event.title}.`;
    case 'torrent-would-queue':
      return `Would be queued: ${event.title}.`;
    case 'torrent-failed':
      return `Could not be queued: ${event.title}: ${clause(event.what)}.`;
    case 'waiting':
      return `Waiting: ${clause(event.what)}. ${asSentence(event.remedy)}`;
    case 'paused':
      return 'Paused; it waits for you to resume it.';
    case 'resumed':
      return 'Resumed.';
    case 'finished':
      // Who cancels a run knows why.
      return event.what === '' || event.status === 'cancelled'
        ? `${statusTitle(event.status)}.`
        : `${statusTitle(event.status)}: ${clause(event.what)}.`;
    default:
      return event satisfies never;
  }
}

/** A phase as the head of what follows it. */
export function phaseTitle(phase: Phase): string {
  switch (phase) {
    case 'analyse':
      return 'Reading the library';
    case 'terms':
      return 'Making the searches';
    case 'crawl':
      return 'Searching the tracker';
    case 'queue':
      return 'Queueing the last torrents';
    case 'report':
      return 'Writing the report';
    default:
      return phase satisfies never;
  }
}

/** How a run stands or ended. */
export function statusTitle(status: RunStatus | RunEnd['status']): string {
  switch (status) {
    case 'running':
      return 'Running';
    case 'completed':
      return 'Completed';
    case 'stopped':
      return 'Stopped early';
    case 'cancelled':
      return 'Cancelled';
    case 'failed':
      return 'Failed';
    case 'terminated':
      return 'Ended from outside';
    default:
      return status satisfies never;
  }
}

/** What a follower is told beside the run's own words. */
export function noticeSentence(notice: FollowNotice): string {
  switch (notice) {
    case 'not-begun':
      return 'No worker has taken the run up yet. If this goes on, start one with npm start.';
    case 'database-away':
      return 'The database does not answer; still trying. The run itself is not lost.';
    case 'database-back':
      return 'The database answers again.';
    case 'temporal-away':
      return 'The Temporal server does not answer; still trying. The run itself is not lost.';
    case 'temporal-back':
      return 'The Temporal server answers again.';
    default:
      return notice satisfies never;
  }
}

/** With a capital at its start and a full stop at its end: our texts come with and without. */
export function asSentence(text: string): string {
  const end = /[.?!]$/.test(text) ? '' : '.';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${end}`;
}

/** The opposite: without its full stop, to stand in a longer sentence. */
function clause(text: string): string {
  return text.replace(/\.$/, '');
}

/** `1 gap`, `2 gaps`, `1,204 items`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
}

function place({ ordinal, of }: { readonly ordinal: number; readonly of: number }): string {
  return `[${String(ordinal).padStart(String(of).length)}/${of}]`;
}

function restOfTerms(event: RunEvent & { readonly kind: 'terms-made' }): string {
  const rest: string[] = [];
  if (event.beyondCap > 0) rest.push(`${event.beyondCap} more are left for later runs`);
  if (event.onTheirWay > 0)
    rest.push(`${count(event.onTheirWay, 'gap is', 'gaps are')} on the way already`);
  if (event.resting !== undefined && event.resting > 0)
    rest.push(`${count(event.resting, 'gap was', 'gaps were')} searched in vain lately`);
  return rest.length === 0 ? '' : `; ${rest.join('; ')}`;
}

function foundOf(event: RunEvent & { readonly kind: 'term-done' }): string {
  const { candidates, listed, accepted, deferred, refused, asked = 0 } = event;
  if (listed === 0) return 'nothing listed';
  if (candidates === 0) return `${listed} listed, all seen under an earlier term`;
  const parts: string[] = [];
  if (accepted > 0) parts.push(`${accepted} accepted`);
  if (deferred > 0) parts.push(`${deferred} deferred`);
  if (refused > 0) parts.push(`${refused} refused`);
  if (asked > 0) parts.push(`${asked} in doubt`);
  return `${candidates} found, ${parts.join(', ')}`;
}

function byAuthor({ title, author }: { readonly title: string; readonly author: string }): string {
  return author === '' ? title : `${title}, by ${author}`;
}
