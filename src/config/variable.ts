/** How a variable's text is read; `kinds.ts` has one reader for each. */
export type VariableKind =
  | 'text'
  | 'secret'
  | 'database-url'
  | 'url'
  | 'host'
  | 'integer'
  | 'seconds'
  | 'decimal'
  | 'path'
  | 'address'
  | 'switch'
  | 'log-level'
  | 'queue-mode'
  | 'time-zone';

/** The headings of `.env.example` and of `config check`, in their order. */
export type VariableGroup =
  | 'Audiobookshelf (the library)'
  | 'The tracker'
  | 'qBittorrent'
  | 'Catalogues (which works exist)'
  | 'What is searched and queued'
  | 'PostgreSQL and Temporal (embedded when unset)'
  | 'Folders, logging, tools'
  | 'The REST API';

/** One environment variable that has an effect. */
export interface Variable {
  readonly name: string;
  readonly group: VariableGroup;
  readonly kind: VariableKind;
  /** As it would be written in `.env`; null = unset. */
  readonly default: string | null;
  /** One or two sentences: what it is for, and what happens when it is unset. */
  readonly purpose: string;
  /** Bounds, in the unit that the user writes (`integer`, `decimal` and `seconds` only). */
  readonly min?: number;
  readonly max?: number;
  /** True = never shown, and also read from the file that `NAME_FILE` names. */
  readonly secret?: true;
  /**
   * What is taken as unset, with a warning: for a `key`, whatever no generated key looks like;
   * for a `word` (a name or password of the person's own choice), only what templates hold.
   */
  readonly placeholders?: 'key' | 'word';
}
