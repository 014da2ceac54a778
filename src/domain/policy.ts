/**
 * What to do about a recording whose narrator is none of those of the owned series: refuse it
 * (`same`), ask, or take it where nothing else fits (`prefer`).
 */
export type NarratorRule = 'same' | 'ask' | 'prefer';

/** What holds for one series or one author only. Null: as for everything else. */
export interface PolicyOverride {
  /** Only recordings by one of these are taken. */
  readonly narrators?: readonly string[];
  readonly abridged?: boolean;
  readonly dramatised?: boolean;
  readonly languages?: readonly string[];
  /** The last volume that is wanted. */
  readonly stopAt?: number;
  /** True: nothing of it is ever wanted. */
  readonly ignore?: boolean;
}

/** What the user is willing to take. {@link DEFAULT_POLICY} says what holds when nothing is said. */
export interface Policy {
  /** File types, the best first; what is not listed comes after all of them. */
  readonly formats: readonly string[];
  /** True: a candidate in a format that is not listed is refused. */
  readonly onlyListedFormats: boolean;
  /** Least bitrate in kbit/s, where it is known; 0: any. */
  readonly minBitrateKbps: number;
  /** Fewest seeders that a torrent must have. */
  readonly minSeeders: number;
  /** Languages that are wanted; empty: that of what is owned of the series or author. */
  readonly languages: readonly string[];
  readonly narrators: NarratorRule;
  readonly abridged: boolean;
  readonly dramatised: boolean;
  /** True: novellas and half-numbered volumes are wanted as well. */
  readonly novellas: boolean;
  readonly prefer: 'singles' | 'packs';
  readonly onlyFree: boolean;
  readonly preferFree: boolean;
  /** A match that scores less than `accept` is asked about; less than `ask`: refused. 0 to 1. */
  readonly thresholds: { readonly accept: number; readonly ask: number };
  /** Shares by which a playing time may differ: up to `same` it is one recording, from `other` on not. */
  readonly runtime: { readonly same: number; readonly other: number };
  /** Works by an author that make the user one who wants more of them. */
  readonly authorMinItems: number;
  /** False: a sync looks for no gaps; a person's own search still does. */
  readonly analysis: boolean;
  /** What is looked for: volumes that series lack, more works by authors who are collected. */
  readonly wants: { readonly series: boolean; readonly authors: boolean };
  /** False: what fills gaps of this kind is searched for after all else. */
  readonly first: { readonly series: boolean; readonly authors: boolean };
  /** The account's ratio that nothing may push it below; 0: it may be anything. */
  readonly ratioFloor: number;
  /** By series' or author's name, however it is written. */
  readonly series: Readonly<Record<string, PolicyOverride>>;
  readonly authors: Readonly<Record<string, PolicyOverride>>;
  readonly blocked: {
    /** Ids at their source. */
    readonly torrents: readonly string[];
    readonly uploaders: readonly string[];
    /** Words in a title or a tag. */
    readonly words: readonly string[];
  };
}

/** What holds when a policy says nothing. */
export const DEFAULT_POLICY: Policy = {
  formats: ['m4b', 'm4a', 'mp3', 'opus', 'flac'],
  onlyListedFormats: false,
  minBitrateKbps: 0,
  minSeeders: 1,
  languages: [],
  narrators: 'ask',
  abridged: false,
  dramatised: false,
  novellas: false,
  prefer: 'singles',
  onlyFree: false,
  preferFree: false,
  thresholds: { accept: 0.75, ask: 0.4 },
  runtime: { same: 0.03, other: 0.08 },
  authorMinItems: 10,
  analysis: true,
  wants: { series: true, authors: true },
  first: { series: true, authors: true },
  ratioFloor: 1,
  series: {},
  authors: {},
  blocked: { torrents: [], uploaders: [], words: [] },
};

/** A policy of which only some parts are said; the rest is {@link DEFAULT_POLICY}. */
export type PolicyParts = Partial<Policy>;

/** Completes a policy. */
export function completePolicy(parts: PolicyParts): Policy {
  return { ...DEFAULT_POLICY, ...parts };
}

/** A policy and what a person has blocked besides, by word of command. */
export function withBlocks(policy: Policy, blocks: Policy['blocked']): Policy {
  const { torrents, uploaders, words } = policy.blocked;
  return {
    ...policy,
    blocked: {
      torrents: [...torrents, ...blocks.torrents],
      uploaders: [...uploaders, ...blocks.uploaders],
      words: [...words, ...blocks.words],
    },
  };
}
