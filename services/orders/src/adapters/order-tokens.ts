import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { ReadSecret } from '@tradepost/lambda/secret';

/** A guest's order, as far as its token depends on it. */
export type TokenOrder = {
  readonly orderId: string;
  /** Number of times that the token was revoked. */
  readonly epoch: number;
  /** RFC 3339. */
  readonly placedAt: string;
};

/** The order tokens of a stage. */
export type OrderTokens = {
  /** Returns the token of an order. It follows from the order and the current key, so a repeated request gets the same one. */
  readonly tokenOf: (order: Pick<TokenOrder, 'orderId' | 'epoch'>) => Promise<string>;
  /** Returns true if a token is the order's, of its present epoch, and not too old. */
  readonly isTokenOf: (order: TokenOrder, token: string, nowMs: number) => Promise<boolean>;
};

/** Like the return periods of shops, with some time for the delivery. */
const VALID_FOR_MS = 90 * 24 * 3_600_000;
/** The current key, and the one before it, whose tokens are valid until they expire. */
const MAX_KEYS = 2;
const KEY_ID_CHARACTERS = 8;

/**
 * Makes and checks order tokens: `ot1.<key id>.<HMAC-SHA-256 of stage, order and epoch>`. Nothing is stored for a token.
 *
 * @param readKeys reads the secret `orderTokens`: one key, or the current and the previous one, separated by a space
 * @param stage is part of the HMAC, so that a token of another stage is not valid even with the same key
 */
export function createOrderTokens(readKeys: ReadSecret, stage: string): OrderTokens {
  const keys = async () => (await readKeys()).split(/\s+/).filter(Boolean).slice(0, MAX_KEYS);
  const sign = (key: string, { orderId, epoch }: Pick<TokenOrder, 'orderId' | 'epoch'>) => {
    const text = ['order-token/v1', stage, orderId, epoch].join('|');
    return `ot1.${keyIdOf(key)}.${createHmac('sha256', key).update(text).digest('base64url')}`;
  };
  return {
    tokenOf: async (order) => {
      const [current] = await keys();
      if (current === undefined) throw new Error('the secret orderTokens has no key');
      return sign(current, order);
    },
    isTokenOf: async (order, token, nowMs) => {
      const isKnown = (await keys()).map((key) => isEqual(sign(key, order), token)).includes(true);
      return isKnown && nowMs - Date.parse(order.placedAt) <= VALID_FOR_MS;
    },
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
