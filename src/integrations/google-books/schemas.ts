import { z } from 'zod';

/** The fields that we use of what Google Books serves (v1). */

/** A field of another type is as good as absent: publishers fill them. */
const Text = z.string().nullish().catch(null);

/** One volume; only a title must be there. */
export const Volume = z.object({
  id: Text,
  volumeInfo: z.object({
    title: z.string().trim().min(1),
    subtitle: Text,
    authors: z.array(z.unknown()).nullish().catch(null),
    publishedDate: Text,
    industryIdentifiers: z.array(z.unknown()).nullish().catch(null),
    language: Text,
  }),
});
export type Volume = z.infer<typeof Volume>;

/** `GET /books/v1/volumes`: without `totalItems` it is no answer. */
export const Volumes = z.object({
  totalItems: z.number().int().nonnegative(),
  items: z.array(z.unknown()).optional(),
});

/** One of `industryIdentifiers`: `ISBN_13`, `ISBN_10`, `OTHER`. */
export const Identifier = z.object({ type: z.string(), identifier: z.string() });

const Reasons = z
  .array(z.object({ reason: z.string().optional().catch(undefined) }))
  .optional()
  .catch(undefined);

/** An error's body: only its reasons are read, its messages are a stranger's text. */
export const Refusal = z.object({ error: z.object({ errors: Reasons, details: Reasons }) });
