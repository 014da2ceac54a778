import { z } from 'zod';

/** A name or a value that a person writes. */
export const Name = z
  .string('is no text')
  .regex(/\S/, 'is empty')
  .max(300, 'is longer than 300 characters');
