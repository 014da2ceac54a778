import type { ReviewWhy } from './review.ts';
import type { Phase, RunStatus } from './run.ts';

/** What a person who follows a run is told, one line each. */
export type RunEvent =
  | { readonly kind: 'phase'; readonly phase: Phase }
  | {
      readonly kind: 'library-read';
      readonly items: number;
      readonly changed: number;
      readonly gaps: number;
    }
  | {
      readonly kind: 'catalogue-asked';
      readonly source: string;
      readonly asked: number;
      readonly told: number;
    }
  | {
      readonly kind: 'terms-made';
      readonly terms: number;
      readonly beyondCap: number;
      readonly onTheirWay: number;
      /** Gaps that no search was made for, since they were searched in vain lately. */
      readonly resting?: number;
    }
  | {
      readonly kind: 'term-done';
      readonly ordinal: number;
      readonly of: number;
      readonly label: string;
      /** Results that the pages listed, those judged under an earlier term included. */
      readonly listed: number;
      readonly candidates: number;
      readonly accepted: number;
      readonly deferred: number;
      readonly refused: number;
      /** In doubt: a person has to say. Absent in old events. */
      readonly asked?: number;
    }
  | {
      readonly kind: 'term-failed';
      readonly ordinal: number;
      readonly of: number;
      readonly label: string;
      readonly what: string;
    }
  | {
      readonly kind: 'review-opened';
      readonly reviewId: string;
      readonly title: string;
      readonly why: ReviewWhy;
    }
  | {
      readonly kind: 'torrent-queued';
      readonly title: string;
      readonly author: string;
      readonly sourceId: string;
    }
  | { readonly kind: 'torrent-already-there'; readonly title: string; readonly sourceId: string }
  | { readonly kind: 'torrent-would-queue'; readonly title: string; readonly sourceId: string }
  | {
      readonly kind: 'torrent-failed';
      readonly title: string;
      readonly sourceId: string;
      readonly what: string;
    }
  | {
      readonly kind: 'waiting';
      readonly name: string;
      readonly what: string;
      readonly remedy: string;
    }
  | { readonly kind: 'paused' }
  | { readonly kind: 'resumed' }
  | {
      readonly kind: 'finished';
      readonly status: RunStatus;
      readonly what: string;
      readonly reportPath: string | null;
    };
