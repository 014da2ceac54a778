import { formatMinutes, timeApart } from '../lengths.ts';
import type { Case, Check } from './case.ts';

/** It plays so much longer or shorter that it is no recording of which we know. */
export const wrongRuntime: Check = (given) => {
  const apart = runtimeApart(given);
  const { runtimeMinutes, policy } = given;
  if (apart === null || runtimeMinutes === null || apart < policy.runtime.other) return null;
  return { name: 'wrong-runtime', got: formatMinutes(runtimeMinutes), want: wantedRuntime(given) };
};

/** By which share its playing time differs from the wanted one; null for packs and the unknown. */
export function runtimeApart({ aim, runtimeMinutes, isPack }: Case): number | null {
  const wanted = aim.kind === 'work' ? (aim.gap.work?.runtimeMinutes ?? null) : null;
  if (wanted === null || runtimeMinutes === null || isPack) return null;
  return timeApart(wanted, runtimeMinutes);
}

function wantedRuntime({ aim }: Case): string {
  return formatMinutes(aim.kind === 'work' ? (aim.gap.work?.runtimeMinutes ?? 0) : 0);
}

/** Thinner than any speech, thicker than any recording that is no pack: kbit/s. */
const LEAST_KBPS = 12;
const MOST_KBPS = 1_600;

/** So small or so large for its playing time that it must be something else: a sample, a pack. */
export const sizeImplausible: Check = ({ candidate, runtimeMinutes, aim, isPack }) => {
  const wanted = aim.kind === 'work' ? (aim.gap.work?.runtimeMinutes ?? null) : null;
  const minutes = runtimeMinutes ?? wanted;
  if (minutes === null || minutes < 1 || candidate.sizeBytes <= 0 || isPack) return null;
  const kbps = (candidate.sizeBytes * 8) / 1000 / (minutes * 60);
  if (kbps >= LEAST_KBPS && kbps <= MOST_KBPS) return null;
  const size = `${Math.round(candidate.sizeBytes / 1_000_000)} MB for ${formatMinutes(minutes)}`;
  const megabytes = (rate: number) => Math.round((rate * 60 * minutes) / 8000);
  const want = `${megabytes(LEAST_KBPS)} to ${megabytes(MOST_KBPS)} MB`;
  return { name: 'size-implausible', got: size, want };
};

/** Only listed formats are taken, and none of its own is. */
export const formatBelowPolicy: Check = ({ candidate, policy }) => {
  if (!policy.onlyListedFormats || candidate.formats.length === 0) return null;
  const isListed = candidate.formats.some((format) => formatRank(format, policy.formats) >= 0);
  if (isListed) return null;
  return {
    name: 'format-below-policy',
    got: candidate.formats.join(', '),
    want: policy.formats.join(', '),
  };
};

/** Its place in the policy's list, or -1. */
export function formatRank(format: string, formats: readonly string[]): number {
  return formats.indexOf(format.toLowerCase().replace('.', ''));
}

const BITRATE = /(?<![\d.])(\d{2,3})\s?k(?:b(?:it)?(?:ps|\/s|s)?)?\b/iu;

/** A candidate's bitrate in kbit/s, by its media info or its words; null when unknown. */
export function bitrateOf({ candidate }: Pick<Case, 'candidate'>): number | null {
  if (candidate.bitrateKbps != null && candidate.bitrateKbps > 0) return candidate.bitrateKbps;
  const { description, title, tags } = candidate;
  for (const text of [description, title, ...tags]) {
    const written = BITRATE.exec(text)?.[1];
    if (written !== undefined) return Number(written);
  }
  return null;
}

/** Thinner than the policy wants, as far as it is known. */
export const bitrateBelowPolicy: Check = (given) => {
  const { minBitrateKbps } = given.policy;
  const bitrate = bitrateOf(given);
  if (bitrate === null || bitrate >= minBitrateKbps) return null;
  return {
    name: 'bitrate-below-policy',
    got: `${bitrate} kbps`,
    want: `${minBitrateKbps} kbps`,
  };
};

/** The work is not out yet: whatever bears its name is something else. */
export const notReleased: Check = ({ aim, today }) => {
  const date = aim.kind === 'work' ? (aim.gap.work?.releaseDate ?? null) : null;
  if (date === null || today === null || date <= today) return null;
  return { name: 'not-released', got: `today is ${today}`, want: date };
};
