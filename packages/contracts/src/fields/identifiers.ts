import * as z from 'zod/mini';
import { withoutInvisible } from './invisible.ts';
import { atMost, SINGLE_LINE, unicode } from './text.ts';

/** Crockford's base 32 without I, L, O and U; the first character keeps it within 128 bits. */
const ULID = '[0-7][0-9A-HJKMNP-TV-Z]{25}';

const identifier = (prefix: string, of: string) =>
  z
    .string()
    .check(
      z.regex(new RegExp(`^${prefix}_${ULID}$`), `must be ${prefix}_ and 26 characters of Crockford base 32`),
      z.describe(`The id of ${of}: ${prefix}_ and a ULID.`),
    );

export const orderId = identifier('ord', 'an order');
export const productId = identifier('prd', 'a product');
export const paymentId = identifier('pay', 'a payment');
export const reservationId = identifier('res', 'a stock reservation');
export const adjustmentId = identifier('adj', 'a stock adjustment');
export const refundId = identifier('rfd', 'a refund');
export const replayId = identifier('rpl', 'a replay');

/**
 * The id of a customer in the caller's own system, kept as it is: `17850`, `auth0|5f7c8ec7`, `gid://shop/Customer/1`, an
 * e-mail address. Control characters and characters that nobody sees are refused, so that two ids that look the same are
 * the same.
 */
export const customerId = z.string().check(
  z.trim(),
  atMost(255),
  z.minLength(1),
  z.regex(SINGLE_LINE, { error: 'must not contain control characters or line breaks', abort: true }),
  unicode(),
  z.refine((value) => withoutInvisible(value) === value, {
    error: 'must not contain invisible characters, such as zero-width spaces',
  }),
  z.describe("The customer's id in the caller's own system: 1 to 255 printable characters."),
);

/** A stock keeping unit: what one variant is called in a warehouse. It stands in URLs and in keys. */
export const sku = z
  .string()
  .check(
    z.regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
      'must be 1 to 64 letters, digits, dots, dashes, underscores',
    ),
    z.describe('A stock keeping unit: the code of one variant.'),
  );

/** A place that holds stock. */
export const locationId = z
  .string()
  .check(
    z.regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'must be 1 to 32 lower-case letters, digits and dashes'),
    z.describe('A place that holds stock: a warehouse or a shop.'),
  );

/** The location that is meant when none is named. */
export const DEFAULT_LOCATION = 'main';
