import { z } from 'zod';
import { DEFAULT_POLICY, type Policy } from '../domain/policy.ts';
import { FormatError } from './read-rows.ts';

const Override = z.object({
  narrators: z.array(z.string()).exactOptional(),
  abridged: z.boolean().exactOptional(),
  dramatised: z.boolean().exactOptional(),
  languages: z.array(z.string()).exactOptional(),
  stopAt: z.number().exactOptional(),
  ignore: z.boolean().exactOptional(),
});

const Share = z.number().min(0).max(1);
const { thresholds, runtime, blocked } = DEFAULT_POLICY;

/** A policy as a file says it: what it leaves out is as by default. */
const PolicyFile = z.object({
  formats: z.array(z.string()).default([...DEFAULT_POLICY.formats]),
  onlyListedFormats: z.boolean().default(DEFAULT_POLICY.onlyListedFormats),
  minBitrateKbps: z.number().nonnegative().default(DEFAULT_POLICY.minBitrateKbps),
  minSeeders: z.number().nonnegative().default(DEFAULT_POLICY.minSeeders),
  languages: z.array(z.string()).default([...DEFAULT_POLICY.languages]),
  narrators: z.enum(['same', 'ask', 'prefer']).default(DEFAULT_POLICY.narrators),
  abridged: z.boolean().default(DEFAULT_POLICY.abridged),
  dramatised: z.boolean().default(DEFAULT_POLICY.dramatised),
  novellas: z.boolean().default(DEFAULT_POLICY.novellas),
  prefer: z.enum(['singles', 'packs']).default(DEFAULT_POLICY.prefer),
  onlyFree: z.boolean().default(DEFAULT_POLICY.onlyFree),
  preferFree: z.boolean().default(DEFAULT_POLICY.preferFree),
  thresholds: z
    .object({ accept: Share.default(thresholds.accept), ask: Share.default(thresholds.ask) })
    .prefault({}),
  runtime: z
    .object({ same: Share.default(runtime.same), other: Share.default(runtime.other) })
    .prefault({}),
  authorMinItems: z.number().int().positive().default(DEFAULT_POLICY.authorMinItems),
  series: z.record(z.string(), Override).default({}),
  authors: z.record(z.string(), Override).default({}),
  blocked: z
    .object({
      torrents: z.array(z.string()).default([...blocked.torrents]),
      uploaders: z.array(z.string()).default([...blocked.uploaders]),
      words: z.array(z.string()).default([...blocked.words]),
    })
    .prefault({}),
});

/**
 * Reads a policy, as JSON; fields that it does not know are passed over.
 *
 * @throws {FormatError} naming the field that is wrong.
 */
export function readPolicy(file: string, text: string): Policy {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new FormatError(file, [`is no JSON (${why})`]);
  }
  const parsed = PolicyFile.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new FormatError(
    file,
    parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`),
  );
}
