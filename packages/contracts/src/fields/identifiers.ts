import * as z from 'zod/mini';
import { withoutInvisible } from './invisible.ts';
import { notPersonal, personal } from './personal-data.ts';
import { atMost, notAnEmail, SINGLE_LINE, unicode } from './text.ts';

/** A ULID in Crockford's base 32, without I, L, O and U. The first character limits it to 128 bits. */
const ULID = '[0-7][0-9A-HJKMNP-TV-Z]{25}';

// @__NO_SIDE_EFFECTS__
const identifier = (prefix: string, of: string) =>
  z
    .string()
    .check(
      z.regex(new RegExp(`^${prefix}_${ULID}$`), `must be ${prefix}_ and 26 characters of Crockford base 32`),
      z.describe(`Id of ${of}: ${prefix}_ and a ULID.`),
    );

// @__NO_SIDE_EFFECTS__
const pseudonym = (prefix: string, of: string) => identifier(prefix, of).check(personal('pseudonym'));

export const orderId = identifier('ord', 'an order');
export const productId = identifier('prd', 'a product');
export const paymentId = identifier('pay', 'a payment');
export const reservationId = identifier('res', 'a stock reservation');
export const adjustmentId = identifier('adj', 'a stock adjustment');
export const refundId = identifier('rfd', 'a refund');
export const captureId = identifier('cap', 'a capture');
export const dispatchId = identifier('dsp', 'a dispatch of stock');
/** The provider's id of a dispute: `dp_1PgafmB7WZ01zgkW6dKueIc5`. */
export const disputeId = z
  .string()
  .check(
    z.regex(/^[\w-]{1,100}$/, 'must be 1 to 100 letters, digits, underscores and dashes'),
    z.describe('Id of the dispute at the payment provider.'),
    notPersonal('id of a dispute'),
  );
export const replayId = identifier('rpl', 'a replay');
/** Replaces an e-mail address in messages: an HMAC of it, in lower case, under the stage's pepper. */
export const emailHash = pseudonym('eml', 'an e-mail address');
/** Replaces an IP address in messages, like `emailHash`. */
export const ipHash = pseudonym('ipa', 'an IP address');
/** A person whose data is sealed: a customer, or the guest of one order. It is random. */
export const subjectId = pseudonym('sub', 'the keys of a person, for whom data is sealed');
/** A request of a person about their data: an export or an erasure. */
export const privacyRequestId = identifier('prq', 'a privacy request');
export const apiKeyId = identifier('key', 'an API key');
export const addressId = identifier('adr', 'an address of a customer');
export const cartId = identifier('crt', 'a cart');
export const quoteId = identifier('qte', 'a quote');
export const priceListId = identifier('plt', 'a price list');
export const promotionId = identifier('prm', 'a promotion');
export const discountCodeId = identifier('cod', 'a discount code');
export const taxJurisdictionId = identifier('txj', 'a tax jurisdiction');
export const taxExemptionId = identifier('txe', 'a tax exemption');
export const shippingMethodId = identifier('shm', 'a shipping method');
/** Id of a customer with a profile: that of an account follows from its access token, staff creates others. */
export const profileId = /* @__PURE__ */ identifier('cus', 'a customer with a profile').check(
  personal('pseudonym'),
);

/**
 * Id of a customer in the caller's own system, stored unchanged: `17850`, `auth0|5f7c8ec7`, `gid://shop/Customer/1`. Control
 * characters and invisible characters are rejected, so that two ids that look the same are the same. An e-mail address is
 * rejected, because ids are not sealed.
 */
export const customerId = /* @__PURE__ */ z
  .string()
  .check(
    z.trim(),
    atMost(255),
    z.minLength(1),
    z.regex(SINGLE_LINE, { error: 'must not contain control characters or line breaks', abort: true }),
    unicode(),
    z.refine((value) => withoutInvisible(value) === value, {
      error: 'must not contain invisible characters, such as zero-width spaces',
    }),
    notAnEmail(),
    personal('pseudonym'),
  )
  .register(z.globalRegistry, {
    description:
      "The customer's id in the caller's own system: 1 to 255 printable characters, and not an e-mail address.",
  });

/**
 * Maximum length of a SKU, in UTF-16 code units: WooCommerce allows 100, Magento 64. Its 300 bytes of UTF-8 fit into the keys of
 * DynamoDB (2,048 and 1,024 bytes), and the ids of events that contain it stay below 200 characters.
 */
export const MAX_SKU_LENGTH = 100;

/**
 * Control, invisible and bidirectional characters, line separators, noncharacters; and the comma, which separates the
 * values of lists in queries. Written as ranges because not every JSON Schema validator supports `\p{…}`.
 */
const SKU =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are rejected.
  /^[^\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff,]+$/;

/**
 * A stock keeping unit, as other systems write it: `MUSIC/CD/123`, `15056 BL`, `Größe-M`, `50% OFF`. It is trimmed and
 * normalised to Unicode NFC, so that texts that look the same are one SKU; it is case-sensitive. It is part of keys and URLs:
 * see `GET /v1/stock?skus=` for SKUs that the path of an HTTP API cannot contain.
 */
export const sku = /* @__PURE__ */ z
  .string()
  .check(
    z.trim(),
    z.minLength(1),
    // Checked before NFC, like in the JSON Schema, and after it, because NFC makes some texts longer.
    z.maxLength(MAX_SKU_LENGTH, { abort: true }),
    z.normalize('NFC'),
    z.maxLength(MAX_SKU_LENGTH),
    z.regex(
      SKU,
      'must be printable characters without a comma, because lists in queries are separated by commas',
    ),
    z.refine((value) => value.isWellFormed(), { error: 'must be Unicode without half surrogate pairs' }),
    notPersonal('code of a product'),
  )
  .register(z.globalRegistry, {
    description:
      'A stock keeping unit: the code of one variant. 1 to 100 printable characters without a comma; trimmed, in Unicode NFC.',
  });

/** A location with stock. */
export const locationId = /* @__PURE__ */ z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'must be 1 to 32 lower-case letters, digits and dashes'))
  .register(z.globalRegistry, { description: 'Location that holds stock: a warehouse or a shop.' });
