import * as z from 'zod/mini';

/** Version of an aggregate. */
export const version = z
  .int()
  .check(z.minimum(0), z.describe('Number of changes, from 0. The `ETag` is this number in quotes.'));
