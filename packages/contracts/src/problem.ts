import * as z from 'zod/mini';

/**
 * All problem codes of the API with their HTTP status and title.
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export const PROBLEMS = {
  MALFORMED_JSON: { status: 400, title: 'The body is not JSON' },
  VALIDATION_FAILED: { status: 400, title: 'The request does not have the form that this route takes' },
  INVALID_CURSOR: { status: 400, title: 'The cursor is not one that this list gave' },
  CARD_NUMBER_NOT_ACCEPTED: { status: 422, title: 'Card numbers are never accepted' },
  WEBHOOK_SIGNATURE_INVALID: {
    status: 401,
    title: 'The webhook is not signed by the provider, or it is too old',
  },
  UNAUTHENTICATED: { status: 401, title: 'The request has no valid access token' },
  FORBIDDEN: { status: 403, title: 'The access token does not have the scope that this request needs' },
  NOT_FOUND: { status: 404, title: 'There is no such resource' },
  ORDER_NOT_FOUND: { status: 404, title: 'There is no such order' },
  PRODUCT_NOT_FOUND: { status: 404, title: 'There is no such product' },
  STOCK_NOT_FOUND: { status: 404, title: 'No stock is kept under this SKU' },
  RESERVATION_NOT_FOUND: { status: 404, title: 'There is no such reservation' },
  PAYMENT_NOT_FOUND: { status: 404, title: 'There is no such payment' },
  PROVIDER_NOT_FOUND: { status: 404, title: 'There is no payment provider of this name with webhooks' },
  REPLAY_NOT_FOUND: { status: 404, title: 'There is no such replay' },
  AGGREGATE_NOT_FOUND: { status: 404, title: 'The service stores no aggregate with this id' },
  DEAD_LETTER_NOT_FOUND: {
    status: 404,
    title: 'There is no such dead-letter message, or it is being processed by another call',
  },
  DEAD_LETTER_NOT_REDRIVEN: { status: 409, title: 'The dead-letter message could not be redriven' },
  DEAD_LETTER_MISMATCH: {
    status: 409,
    title: 'The message names a queue, rule, function or stream that does not use its dead-letter queue',
  },
  TOO_MANY_REPLAYS: { status: 409, title: 'The maximum number of concurrent replays is running' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'The path has no such method' },
  ORDER_NOT_CANCELLABLE: { status: 409, title: 'The order can no longer be cancelled' },
  PRODUCT_ARCHIVED: { status: 409, title: 'The product is archived' },
  SKU_TAKEN: { status: 409, title: 'Another product has this SKU' },
  SLUG_TAKEN: { status: 409, title: 'Another product has this slug' },
  STOCK_BELOW_RESERVED: { status: 409, title: 'The stock would fall below what is reserved' },
  STOCK_ABOVE_MAXIMUM: { status: 409, title: 'The stock would be more than one location can have' },
  PRECONDITION_FAILED: { status: 412, title: 'The resource has changed since it was read' },
  PAYLOAD_TOO_LARGE: { status: 413, title: 'The body is too large' },
  UNSUPPORTED_CONTENT_ENCODING: { status: 415, title: 'The body must not be compressed' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'The body must be application/json' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, title: 'The Idempotency-Key was used with another request' },
  UNKNOWN_CONSUMER: { status: 422, title: 'No enabled rule has this name' },
  UNKNOWN_PUBLISHER: { status: 422, title: 'No service of this name publishes events' },
  CONSUMER_NOT_REPLAYABLE: { status: 422, title: 'The consumer cannot receive replayed events' },
  TOO_MANY_EVENTS: { status: 422, title: 'There are more events than one request can deliver' },
  UNKNOWN_SKU: { status: 422, title: 'The catalogue does not know this SKU' },
  SKU_NOT_FOR_SALE: { status: 422, title: 'This SKU is not for sale' },
  CURRENCY_NOT_OFFERED: { status: 422, title: 'This SKU has no price in this currency' },
  PRODUCT_TOO_LARGE: { status: 422, title: 'The product is larger than one product can be' },
  PAYMENT_TOKEN_REQUIRED: { status: 422, title: 'An order with a total above 0 needs a payment token' },
  PRICE_BELOW_FLOOR: { status: 422, title: 'The negotiated price of a line is below the minimum' },
  PRICE_ABOVE_EXPECTED: { status: 422, title: 'The order costs more than the caller expected' },
  ORDER_TOO_LARGE: { status: 422, title: 'The order is larger than one order can be' },
  PRECONDITION_REQUIRED: { status: 428, title: 'The request must name the version that it changes' },
  INTERNAL_ERROR: { status: 500, title: 'Something went wrong on our side' },
  CATALOG_UNAVAILABLE: { status: 503, title: 'The catalogue cannot be read right now: try again' },
  TOO_MUCH_CONTENTION: { status: 503, title: 'Too many changes at once: try again' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A violated rule: a pointer to the value in the request (RFC 6901), and the rule. */
export const fieldError = z.object({
  pointer: z.string().check(z.describe('JSON pointer (RFC 6901) into the body, or #/query/… or #/path/….')),
  code: z.string().check(z.describe('Stable code of the broken rule.')),
  detail: z.string().check(z.describe('Description of the broken rule, without the value.')),
});

export type FieldError = z.infer<typeof fieldError>;

/** `application/problem+json`, RFC 9457. The facts of a rejection are further members. */
export const problem = z.looseObject({
  type: z.string().check(z.describe('URN of the code (RFC 9457).')),
  title: z.string().check(z.describe('Short description, the same for each code.')),
  status: z.int().check(z.describe('HTTP status.')),
  code: z.string().check(z.describe('Stable code of the problem.')),
  detail: z.optional(z.string()).check(z.describe('Description of the problem of this request.')),
  instance: z.optional(z.string()).check(z.describe('URI of this occurrence of the problem (RFC 9457).')),
  correlationId: z.string().check(z.describe('Id of the request, for support.')),
  errors: z
    .optional(z.array(fieldError))
    .check(z.describe('First 50 broken rules, each with its location in the request.')),
  errorCount: z.optional(z.int()).check(z.describe('Number of broken rules, listed or not.')),
});

export type Problem = z.infer<typeof problem>;
