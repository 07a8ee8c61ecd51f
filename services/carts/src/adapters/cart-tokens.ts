import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { ReadSecret } from '@tradepost/lambda/secret';

/** The cart tokens of a stage. */
export type CartTokens = {
  /** Returns the token of a guest's cart. It follows from the cart and the current key. */
  readonly tokenOf: (cartId: string) => Promise<string>;
  /** Returns true if a token is the cart's. */
  readonly isTokenOf: (cartId: string, token: string) => Promise<boolean>;
};

/** The current key, and the one before it, whose tokens are valid until the key is removed. */
const MAX_KEYS = 2;
const KEY_ID_CHARACTERS = 8;

/**
 * Makes and checks cart tokens: `ct1.<key id>.<HMAC-SHA-256 of stage and cart>`. Nothing is stored for a token. It is of use while
 * the cart exists.
 *
 * @param readKeys reads the secret `cartTokens`: one key, or the current and the previous one, separated by a space
 * @param stage is part of the HMAC, so that a token of another stage is not valid even with the same key
 */
export function createCartTokens(readKeys: ReadSecret, stage: string): CartTokens {
  const keys = async () => (await readKeys()).split(/\s+/).filter(Boolean).slice(0, MAX_KEYS);
  const sign = (key: string, cartId: string) => {
    const text = ['cart-token/v1', stage, cartId].join('|');
    return `ct1.${keyIdOf(key)}.${createHmac('sha256', key).update(text).digest('base64url')}`;
  };
  return {
    tokenOf: async (cartId) => {
      const [current] = await keys();
      if (current === undefined) throw new Error('the secret cartTokens has no key');
      return sign(current, cartId);
    },
    isTokenOf: async (cartId, token) =>
      (await keys()).map((key) => isEqual(sign(key, cartId), token)).includes(true),
  };
}

/** Identifies the key of a token, for support. */
function keyIdOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, KEY_ID_CHARACTERS);
}

/** Takes as long for a token whose first character is wrong as for one whose last one is. */
function isEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
