import * as z from 'zod/mini';

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

/** Given by the caller, who may have customer numbers of its own. */
export const customerId = z
  .string()
  .check(
    z.regex(/^[A-Za-z0-9._:-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes, colons, underscores'),
    z.describe('The customer’s id in the caller’s books.'),
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
