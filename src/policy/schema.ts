import { z } from 'zod';
import { DEFAULT_POLICY, type Policy } from '../domain/policy.ts';

/*
 * `policy.yaml`, as a person writes it: whatever it leaves out is as by default. The JSON Schema in
 * docs/schemas/policy.json is made from this, and editors show the descriptions.
 */

const Name = z.string().trim().min(1);
const Names = z.array(Name);

/** An id or a word may look like a number: `985875`, `1984`. */
const Text = z.union([Name, z.number().transform(String)]);

/** `M4B` and `.m4b` are `m4b`. */
const Format = Name.transform((text) => text.toLowerCase().replace(/^\./u, ''));

const Share = z.number().min(0).max(1);

const Override = z.strictObject({
  narrators: Names.min(1).exactOptional().describe('Only recordings by one of these are taken.'),
  abridged: z.boolean().exactOptional().describe('Whether abridged recordings are taken.'),
  dramatised: z.boolean().exactOptional().describe('Whether dramatisations are taken.'),
  languages: Names.exactOptional().describe('Languages that are wanted.'),
  stopAt: z.number().nonnegative().exactOptional().describe('The last volume that is wanted.'),
  ignore: z.boolean().exactOptional().describe('True: nothing of it is ever wanted.'),
});

const Overrides = z.record(z.string(), Override).meta({ default: {} });

/** A field that may be left out, with what holds then. */
function field<T extends z.ZodType>(type: T, standard: unknown, description: string) {
  return type.meta({ description, default: standard }).exactOptional();
}

const { thresholds, runtime, wants, first, blocked } = DEFAULT_POLICY;

/** What a policy's file says. */
export const PolicyFile = z.strictObject({
  formats: field(
    z.array(Format),
    DEFAULT_POLICY.formats,
    'File types, the best first; what is not listed comes after all of them.',
  ),
  onlyListedFormats: field(
    z.boolean(),
    DEFAULT_POLICY.onlyListedFormats,
    'True: a torrent in a format that is not listed is refused.',
  ),
  minBitrateKbps: field(
    z.number().nonnegative(),
    DEFAULT_POLICY.minBitrateKbps,
    'Least bitrate in kbit/s, where it is known; 0: any.',
  ),
  minSeeders: field(
    z.int().nonnegative(),
    DEFAULT_POLICY.minSeeders,
    'Fewest seeders that a torrent must have. Else MAM_MIN_SEEDS.',
  ),
  languages: field(
    Names,
    DEFAULT_POLICY.languages,
    'Languages that are wanted; empty: that of what you own of the series or by the author.',
  ),
  narrators: field(
    z.enum(['same', 'ask', 'prefer']),
    DEFAULT_POLICY.narrators,
    'A narrator who is none of those of the series that you own: refuse it (same), ask, or take it where nothing else fits (prefer).',
  ),
  abridged: field(z.boolean(), DEFAULT_POLICY.abridged, 'Whether abridged recordings are taken.'),
  dramatised: field(z.boolean(), DEFAULT_POLICY.dramatised, 'Whether dramatisations are taken.'),
  novellas: field(
    z.boolean(),
    DEFAULT_POLICY.novellas,
    'Whether novellas and half-numbered volumes are wanted.',
  ),
  prefer: field(
    z.enum(['singles', 'packs']),
    DEFAULT_POLICY.prefer,
    'Whether single volumes or packs are preferred.',
  ),
  onlyFree: field(z.boolean(), DEFAULT_POLICY.onlyFree, 'True: only what costs no ratio is taken.'),
  preferFree: field(
    z.boolean(),
    DEFAULT_POLICY.preferFree,
    'True: what is free comes before a better bitrate.',
  ),
  thresholds: field(
    z.strictObject({
      accept: field(Share, thresholds.accept, 'A match that scores less is asked about.'),
      ask: field(Share, thresholds.ask, 'A match that scores less is refused.'),
    }),
    thresholds,
    'How sure a match must be, from 0 to 1.',
  ),
  runtime: field(
    z.strictObject({
      same: field(Share, runtime.same, 'Up to this share of difference it is one recording.'),
      other: field(Share, runtime.other, 'From this share of difference on it is another.'),
    }),
    runtime,
    'By how much a playing time may differ, as shares of it.',
  ),
  authorMinItems: field(
    z.int().positive(),
    DEFAULT_POLICY.authorMinItems,
    'From how many works on an author counts as collected. Else GAP_AUTHOR_MIN_ITEMS.',
  ),
  analysis: field(
    z.boolean(),
    DEFAULT_POLICY.analysis,
    'False: a sync looks for no gaps; your own search still does. Else GAP_ANALYSIS_ENABLED.',
  ),
  wants: field(
    z.strictObject({
      series: field(z.boolean(), wants.series, 'Volumes that series lack.'),
      authors: field(z.boolean(), wants.authors, 'More works by authors who are collected.'),
    }),
    wants,
    'What is looked for. Else ENABLE_SERIES_COMPLETION, ENABLE_AUTHOR_COMPLETION.',
  ),
  first: field(
    z.strictObject({
      series: field(z.boolean(), first.series, 'False: series are searched for after all else.'),
      authors: field(z.boolean(), first.authors, 'False: authors are searched for after all else.'),
    }),
    first,
    'What is searched for first. Else GAP_SERIES_PRIORITY, GAP_AUTHOR_PRIORITY.',
  ),
  ratioFloor: field(
    z.number().nonnegative(),
    DEFAULT_POLICY.ratioFloor,
    'The ratio that nothing may push the account below; 0: it may be anything. Else RATIO_FLOOR.',
  ),
  series: Overrides.exactOptional().describe(
    "What holds for one series only, by its name; it goes before its author's.",
  ),
  authors: Overrides.exactOptional().describe('What holds for one author only, by name.'),
  blocked: field(
    z.strictObject({
      torrents: field(z.array(Text), blocked.torrents, "Torrents' ids at the tracker."),
      uploaders: field(z.array(Text), blocked.uploaders, "Uploaders' names."),
      words: field(z.array(Text), blocked.words, 'Words of a title or a tag.'),
    }),
    blocked,
    'What is never taken.',
  ),
});
export type PolicyFile = z.infer<typeof PolicyFile>;

/** The names of the fields at a place of the file: at its top, or below a field. */
export function fieldsAt(path: readonly PropertyKey[]): readonly string[] {
  const [top, ...below] = path;
  if (top === undefined) return Object.keys(PolicyFile.shape);
  if (below.length > 0) return Object.keys(Override.shape);
  const standard: unknown = Reflect.get(DEFAULT_POLICY, top);
  return typeof standard === 'object' && standard !== null ? Object.keys(standard) : [];
}

/** The published JSON Schema, for editors. */
export function policyJsonSchema(): object {
  return { title: 'policy', ...z.toJSONSchema(PolicyFile, { io: 'input' }) };
}

/** A policy from what was said, the weaker word first; of nested fields each stands by itself. */
export function completeSaid(...said: readonly PolicyFile[]): Policy {
  let policy = DEFAULT_POLICY;
  for (const one of said) {
    policy = {
      ...policy,
      ...one,
      thresholds: { ...policy.thresholds, ...one.thresholds },
      runtime: { ...policy.runtime, ...one.runtime },
      wants: { ...policy.wants, ...one.wants },
      first: { ...policy.first, ...one.first },
      blocked: { ...policy.blocked, ...one.blocked },
    };
  }
  return policy;
}
