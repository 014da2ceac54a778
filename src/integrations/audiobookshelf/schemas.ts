import { z } from 'zod';

/**
 * The fields that we use of what Audiobookshelf 2.36 serves; observed on a real server, its
 * published API documentation is stale. Unknown fields are left alone.
 */

const Text = z.string().nullish();

/** `POST /api/authorize`. */
export const Authorized = z.object({
  user: z.object({
    type: z.string(),
    permissions: z.record(z.string(), z.unknown()).default({}),
  }),
  serverSettings: z.object({ version: z.string() }),
});
export type Authorized = z.infer<typeof Authorized>;

/** `GET /api/libraries`. */
export const Libraries = z.object({
  libraries: z.array(z.object({ id: z.string(), name: z.string(), mediaType: z.string() })),
});

/** One page of `GET /api/libraries/:id/items`; its rows are parsed one by one. */
export const RowPage = z.object({
  results: z.array(z.unknown()),
  total: z.number().int().nonnegative(),
});
export type RowPage = z.infer<typeof RowPage>;

/** A minified row: joined strings only, good for noticing a change and for nothing else. */
export const Row = z.object({
  id: z.string().min(1),
  isMissing: z.boolean().nullish(),
  isInvalid: z.boolean().nullish(),
  media: z.object({
    duration: z.number().nullish(),
    metadata: z.object({
      title: Text,
      subtitle: Text,
      authorName: Text,
      narratorName: Text,
      seriesName: Text,
      publishedYear: Text,
      isbn: Text,
      asin: Text,
      language: Text,
      abridged: z.boolean().nullish(),
    }),
  }),
});
export type Row = z.infer<typeof Row>;

/** `POST /api/items/batch/get`; its items are parsed one by one. */
export const Batch = z.object({ libraryItems: z.array(z.unknown()) });
export type Batch = z.infer<typeof Batch>;

/** A structured item. `sequence` is free text: `2.5`, `03`, `1-3`, `Prequel`, `1a`, or null. */
export const StructuredItem = z.object({
  id: z.string().min(1),
  libraryId: z.string().min(1),
  media: z.object({
    duration: z.number().nullish(),
    metadata: z.object({
      title: Text,
      subtitle: Text,
      authors: z.array(z.object({ name: z.string() })),
      narrators: z.array(z.string()),
      series: z.array(z.object({ name: z.string(), sequence: Text })),
      publishedYear: Text,
      isbn: Text,
      asin: Text,
      language: Text,
      abridged: z.boolean().nullish(),
    }),
  }),
});
export type StructuredItem = z.infer<typeof StructuredItem>;
