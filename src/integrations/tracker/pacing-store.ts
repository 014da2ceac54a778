import type { HaltKind, SiteTrouble } from './site.ts';

/** Why a turn was not given. */
export type Refusal =
  | { readonly why: 'blocked'; readonly waitMs: number; readonly reason: string }
  | { readonly why: 'halted'; readonly kind: HaltKind; readonly reason: string }
  | { readonly why: 'lease-lost' };

/** What the pacer needs of the store that outlives the process (see `db/site-requests.ts`). */
export interface PacingStore {
  /**
   * Asks for a turn for the request `id`. One that is due within `leadMs` is given (and marked as
   * under way) at once, to be taken up at `dueAt`, by `performance.now()`.
   */
  begin(ask: {
    readonly id: string;
    readonly gapMs: number;
    readonly termGapMs: number;
    readonly leadMs: number;
  }): Promise<
    | { readonly go: true; readonly dueAt: number }
    | { readonly go: false; readonly why: 'early'; readonly waitMs: number }
    | ({ readonly go: false } & Refusal)
  >;
  /** Records that an answer ended `agoMs` ago; `ofTerm`: it was a page of a term. */
  end(ended: {
    readonly id: string;
    readonly ofTerm: boolean;
    readonly agoMs: number;
    readonly isGood: boolean;
  }): Promise<void>;
  backOff(ms: number, reason: string): Promise<void>;
  /** Counts a failure of a row, and leaves the site alone for longer with each. */
  failed(trouble: SiteTrouble): Promise<void>;
  halt(kind: HaltKind, reason: string): Promise<void>;
}
