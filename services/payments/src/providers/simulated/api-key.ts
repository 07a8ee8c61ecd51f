import type { HttpLikeResponse } from './http-like.ts';

const KEY_OF_THE_RIGHT_FORM = /^Bearer (\w{32,255})$/;
const REVOKED = /^revoked_/;

/**
 * Whether the simulated provider takes a request's key. Like stripe-mock it takes any key of the right form, which is 32
 * to 255 letters, digits and underscores; but one that begins with `revoked_` was taken once, and is no longer.
 *
 * @param authorization the header `Authorization`
 * @returns how the request is refused; undefined where it is not
 */
export function refuseKey(authorization: string | undefined): HttpLikeResponse | undefined {
  if (authorization === undefined) return refusal('api_key_missing');
  const [, key] = KEY_OF_THE_RIGHT_FORM.exec(authorization) ?? [];
  if (key === undefined) return refusal('api_key_invalid');
  return REVOKED.test(key) ? refusal('api_key_expired') : undefined;
}

function refusal(code: string): HttpLikeResponse {
  return { status: 401, body: { error: { code } } };
}
