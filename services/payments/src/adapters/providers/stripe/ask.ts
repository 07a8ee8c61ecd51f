import Stripe from 'stripe';
import { ProviderUnavailable } from '../../../domain/provider-unavailable.ts';

/**
 * Sends one request to Stripe.
 *
 * @param send calls the library with the options that it gets
 * @param idempotencyKey of a request that changes something
 * @throws ProviderUnavailable if the outcome is unknown: no response in time, 409, 429, a server error, or a response that is no
 *   JSON; StripeError if Stripe has rejected the request
 */
export type Ask = <Reply>(
  send: (stripe: Stripe, options: Stripe.RequestOptions) => Promise<Reply>,
  idempotencyKey?: string,
) => Promise<Reply>;

/**
 * Creates the requests of one call to the provider.
 *
 * @param timeoutMs of all requests of the call together
 */
export function createAsk(stripe: Stripe, timeoutMs: number): Ask {
  const endsAtMs = performance.now() + timeoutMs;
  return async (send, idempotencyKey) => {
    const timeout = Math.floor(endsAtMs - performance.now());
    if (timeout <= 0) throw new ProviderUnavailable(`Stripe did not respond within ${timeoutMs} ms`);
    try {
      return await send(stripe, { timeout, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) });
    } catch (error) {
      throw isRejection(error) ? error : toUnavailable(error);
    }
  };
}

/** Requests that Stripe answers with one of these had no effect. */
function isRejection(error: unknown): error is Stripe.errors.StripeError {
  return REJECTIONS.some((type) => error instanceof type);
}

const REJECTIONS = [
  Stripe.errors.StripeAuthenticationError,
  Stripe.errors.StripeCardError,
  Stripe.errors.StripeIdempotencyError,
  Stripe.errors.StripeInvalidRequestError,
  Stripe.errors.StripePermissionError,
];

/** Stripe repeats the server error that it stored under the idempotency key. */
class StoredServerError extends ProviderUnavailable {}

/** The error of the library is not passed on: its message may contain the token. */
function toUnavailable(error: unknown): ProviderUnavailable {
  if (!(error instanceof Stripe.errors.StripeError))
    return new ProviderUnavailable('the response of Stripe cannot be read', { cause: error });
  const { type, statusCode, code, requestId, headers } = error;
  const facts = [statusCode, code, requestId].filter((fact) => fact !== undefined).join(' ');
  const Unavailable = headers?.['idempotent-replayed'] === 'true' ? StoredServerError : ProviderUnavailable;
  return new Unavailable(`Stripe did not carry out the request: ${type} ${facts}`.trimEnd());
}

/** Keys of a request whose first ones have a stored server error. More of them are an outage. */
const MAX_KEYS = 3;

/**
 * Sends a request under its idempotency key. Stripe stores the response to a key for at least 24 hours, also a server error
 * (https://docs.stripe.com/api/idempotent_requests), so that a repeat would never succeed. After a stored server error,
 * `settled` looks up whether the request has taken effect; if not, it is sent under the next key. Which key is the next follows from
 * the stored errors, so concurrent repeats use the same one.
 *
 * @param settled returns the outcome if there is one, else undefined
 */
export async function askUnderKey<Reply>(
  idempotencyKey: string,
  send: (key: string) => Promise<Reply>,
  settled: () => Promise<Reply | undefined>,
): Promise<Reply> {
  for (let number = 1; ; number += 1) {
    try {
      return await send(number === 1 ? idempotencyKey : `${idempotencyKey}/${number}`);
    } catch (error) {
      if (!(error instanceof StoredServerError) || number === MAX_KEYS) throw error;
      const outcome = await settled();
      if (outcome !== undefined) return outcome;
    }
  }
}

/** The error of a call that Stripe has rejected for a reason that we do not expect. Its message has no token and no key. */
export function toUnexpected(what: string, error: Stripe.errors.StripeError): Error {
  const facts = [error.statusCode, error.type, error.code, error.param, error.requestId];
  return new Error(`Stripe rejected ${what}: ${facts.filter((fact) => fact !== undefined).join(' ')}`);
}
