import { z } from 'zod';

/*
 * The files that `mamcrawler eval` reads and what it prints. Only `id`, `title` and `authors` are
 * always there; any other field may be absent or null, and fields that are not named here are
 * passed over. The JSON Schemas in docs/schemas are made from these.
 */

const Id = z.union([z.string().min(1), z.number()]).describe('Unique within its file.');

const Place = z.object({
  name: z.string(),
  position: z
    .union([z.string(), z.number()])
    .nullish()
    .describe('As written: `2`, `2.5`, `1-3, 13.5`, `1p2`, `Prequel`.'),
});

const Places = z.array(Place).describe('The series that it is in, each with its place there.');

/** A number of something, which some exports write as text. */
const Amount = z
  .union([
    z.number().nonnegative(),
    z.string().regex(/^\d+(?:\.\d+)?$/, 'expected number, 0 or more'),
  ])
  .nullish();

/** Yes or no, which the tracker's own answers write as a number. */
const Flag = z
  .union([z.boolean(), z.literal(0), z.literal(1)], { error: 'expected true or false' })
  .nullish();

const Minutes = Amount.describe('Playing time in minutes.');

const Language = z.string().nullish().describe('`English`, `en` or `eng`: any spelling.');

const Named = {
  id: Id,
  title: z.string(),
  authors: z.array(z.string()),
  narrators: z.array(z.string()).nullish(),
  language: Language,
  runtimeMinutes: Minutes,
};

/** Something in a library: it may come unmatched, with all that it knows in its title. */
export const LibraryRow = z.object({
  ...Named,
  subtitle: z.string().nullish(),
  series: Places.nullish(),
  asin: z.string().nullish(),
  isbn: z.string().nullish(),
  abridged: Flag,
  publishedYear: z.union([z.string(), z.number()]).nullish(),
});
export type LibraryRow = z.infer<typeof LibraryRow>;

/** A work, or one recording of it, that a catalogue knows. */
export const CatalogueRow = LibraryRow.extend({
  releaseDate: z.string().nullish().describe('`2027-03-02`; a later day than today: not out yet.'),
});
export type CatalogueRow = z.infer<typeof CatalogueRow>;

/** A work that is wanted. */
export const GapRow = z.object({
  ...Named,
  narrators: z.array(z.string()).nullish().describe('Those of what is owned of the series.'),
  series: z.union([Places, Place, z.string()]).nullish(),
});
export type GapRow = z.infer<typeof GapRow>;

/** A torrent, as its source lists it. */
export const CandidateRow = z.object({
  ...Named,
  series: Places.nullish(),
  description: z.string().nullish(),
  tags: z.union([z.string(), z.array(z.string())]).nullish(),
  formats: z.array(z.string()).nullish(),
  sizeBytes: Amount,
  seeders: Amount,
  category: z
    .union([z.string(), z.number()])
    .nullish()
    .describe('MyAnonamouse: its number, or its name (`Audiobooks - Fantasy`).'),
  bitrateKbps: Amount,
  abridged: Flag,
  vip: Flag,
  free: Flag,
  snatched: Flag,
});
export type CandidateRow = z.infer<typeof CandidateRow>;

const Bucket = z.string().nullish().describe('The kind of difficulty; numbers are given for each.');

/** What is right to say of a work of the catalogue. */
export const ExpectedGap = z.object({
  work: Id.describe('Of the catalogue.'),
  also: z
    .array(Id)
    .nullish()
    .describe('Other rows of the same work: naming one of all these is right, two are not.'),
  expected: z
    .enum(['gap', 'none', 'upcoming', 'question', 'either'])
    .describe('`either`: a matter of taste, and not counted.'),
  bucket: Bucket,
});
export type ExpectedGap = z.infer<typeof ExpectedGap>;

/** What is right to choose for a gap. */
export const ExpectedDecision = z.object({
  gap: Id,
  expected: z
    .enum(['accept', 'ask', 'none'])
    .describe('`ask`: an honest expert could not tell; `none`: nothing there fills it.'),
  right: z.array(Id).describe('Candidates that fill it.'),
  tolerated: z
    .array(Id)
    .nullish()
    .describe('Candidates of which the choice is neither right nor wrong.'),
  wrongRecording: z
    .array(Id)
    .nullish()
    .describe('Candidates of the right work in another recording than the wanted one.'),
  bucket: Bucket,
});
export type ExpectedDecision = z.infer<typeof ExpectedDecision>;

/** What `eval gaps` prints, without the score. */
export const GapsOutput = z.object({
  gaps: z.array(
    z.object({
      work: Id.describe('Of the catalogue.'),
      kind: z.string().describe('`interior`, `next`, `author`, …'),
      series: z.string().nullable(),
      position: z.string().nullable(),
      because: z.string(),
    }),
  ),
  questions: z.array(
    z.object({
      work: Id.nullable(),
      series: z.string().nullable(),
      position: z.string().nullable(),
      because: z.string(),
    }),
  ),
  upcoming: z.array(
    z.object({
      work: Id,
      series: z.string().nullable(),
      position: z.string().nullable(),
      releaseDate: z.string().nullable(),
      because: z.string(),
    }),
  ),
});
export type GapsOutput = z.infer<typeof GapsOutput>;

const JudgedReason = z.object({ name: z.string(), got: z.string(), want: z.string() });

/** What `eval decide` prints, without the score. */
export const DecisionsOutput = z.object({
  decisions: z.array(
    z.object({
      gap: Id,
      chosen: Id.nullable(),
      verdict: z.enum(['accept', 'ask', 'none']),
      because: z.string(),
      candidates: z.array(
        z.object({
          id: Id,
          verdict: z.enum(['accept', 'ask', 'refuse', 'defer']),
          reasons: z.array(JudgedReason),
        }),
      ),
    }),
  ),
});
export type DecisionsOutput = z.infer<typeof DecisionsOutput>;

/** Every format that is published, by the name of its schema's file. */
export const FORMATS = {
  library: z.array(LibraryRow).describe('`eval gaps --library`'),
  catalogue: z.array(CatalogueRow).describe('`eval gaps --catalogue`'),
  gaps: z.array(GapRow).describe('`eval decide --gaps`'),
  candidates: z.array(CandidateRow).describe('`eval decide --candidates`'),
  'expected-gaps': z.array(ExpectedGap).describe('`eval gaps --expected`'),
  'expected-decisions': z.array(ExpectedDecision).describe('`eval decide --expected`'),
  'gaps-output': GapsOutput.describe('What `eval gaps` prints.'),
  'decisions-output': DecisionsOutput.describe('What `eval decide` prints.'),
} as const;
