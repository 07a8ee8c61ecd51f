import type { HttpLikeResponse } from './http-like.ts';

const KEY_OF_THE_RIGHT_FORM = /^Bearer (\w{32,255})$/;
const REVOKED = /^revoked_/;

/**
 * Checks the API key of a request. Like stripe-mock, the simulated provider accepts any well-formed key: 32 to 255
 * letters, digits and underscores. A key that starts with `revoked_` counts as expired.
 *
 * @param authorization the header `Authorization`
 * @returns the error response; undefined if the key is accepted
 */
export function rejectKey(authorization: string | undefined): HttpLikeResponse | undefined {
  if (authorization === undefined) return rejection('api_key_missing');
  const [, key] = KEY_OF_THE_RIGHT_FORM.exec(authorization) ?? [];
  if (key === undefined) return rejection('api_key_invalid');
  return REVOKED.test(key) ? rejection('api_key_expired') : undefined;
}

function rejection(code: string): HttpLikeResponse {
  return { status: 401, body: { error: { code } } };
}
