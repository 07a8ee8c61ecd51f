import * as z from 'zod/mini';

/** Which state of an aggregate is meant. */
export const version = z
  .int()
  .check(z.minimum(0), z.describe('Counts the changes, from 0. It is the ETag, in quotes.'));
