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
      z.describe(`Id of ${of}: ${prefix}_ and a ULID.`),
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

/**
 * Longest SKU, in UTF-16 code units: WooCommerce takes 100, Magento 64. Its 300 bytes of UTF-8 fit into the keys of
 * DynamoDB (2,048 and 1,024 bytes), and the ids of events that contain it stay below 200 characters.
 */
export const MAX_SKU_LENGTH = 100;

/**
 * Control, invisible and bidirectional characters, line separators, noncharacters; and the comma, which separates the
 * values of lists in queries. Written as ranges, because not every reader of the JSON Schema knows `\p{…}`.
 */
const SKU =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are refused.
  /^[^\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff,]+$/;

/**
 * A stock keeping unit, as other systems write it: `MUSIC/CD/123`, `15056 BL`, `Größe-M`, `50% OFF`. It is trimmed and
 * put into Unicode NFC, so that what looks alike is one SKU; capitals make a difference. It is part of keys and URLs:
 * see `GET /v1/stock?skus=` for SKUs that the path of an HTTP API cannot carry.
 */
export const sku = z.string().check(
  z.trim(),
  z.minLength(1),
  // Before NFC, as the JSON Schema has it; and after, because NFC makes some texts longer.
  z.maxLength(MAX_SKU_LENGTH, { abort: true }),
  z.normalize('NFC'),
  z.maxLength(MAX_SKU_LENGTH),
  z.regex(
    SKU,
    'must be printable characters without a comma, because lists in queries are separated by commas',
  ),
  z.refine((value) => value.isWellFormed(), { error: 'must be Unicode without half surrogate pairs' }),
  z.describe(
    'A stock keeping unit: the code of one variant. 1 to 100 printable characters without a comma; trimmed, in Unicode NFC.',
  ),
);

/** A place that holds stock. */
export const locationId = z
  .string()
  .check(
    z.regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'must be 1 to 32 lower-case letters, digits and dashes'),
    z.describe('Location that holds stock: a warehouse or a shop.'),
  );

/** The location that is meant when none is named. */
export const DEFAULT_LOCATION = 'main';
