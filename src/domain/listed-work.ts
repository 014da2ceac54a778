import { signOfNoAudiobook } from './audiobooks.ts';
import type { Candidate } from './candidate.ts';
import type { KnownWork } from './missing/known-work.ts';
import { LISTINGS } from './missing/trust.ts';

/** What {@link listedWork} makes; when it was seen is the keeper's to say. */
export type ListedWork = Omit<KnownWork, 'asOf'>;

/**
 * What a listing tells of the works that exist: an audiobook with its place in a series. Null for
 * one that names no series (it is its author's gap to fill), and for what is no audiobook.
 */
export function listedWork(candidate: Candidate): ListedWork | null {
  const { title, authors, narrators, series, language, abridged, sourceId } = candidate;
  if (series.length === 0 || authors.length === 0) return null;
  if (signOfNoAudiobook(candidate) !== null) return null;
  return {
    id: sourceId,
    title,
    subtitle: null,
    authors,
    narrators,
    series,
    language,
    runtimeMinutes: candidate.runtimeMinutes ?? null,
    releaseDate: null,
    asin: null,
    isbn: null,
    abridged,
    source: LISTINGS,
  };
}
