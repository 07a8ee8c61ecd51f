import { createHash, createHmac } from 'node:crypto';
import type { ReadSecret } from '@tradepost/lambda/secret';
import { SealBroken } from './encrypt.ts';
import { keyIdOf, open, type SealContext, seal } from './seal.ts';

/** Seals of a key that two services share. */
export type SharedKeySeals = {
  /** Seals a value with the current key. */
  readonly seal: (context: SealContext, value: unknown) => Promise<string>;
  /** Opens a seal of the current key or the one before it. Throws SealBroken if it is of another key or context. */
  readonly open: (context: SealContext, text: string) => Promise<unknown>;
};

/** The current key, and the one before it, which still opens seals. */
const MAX_KEYS = 2;
const KEY_ID_CHARACTERS = 8;

/**
 * Seals with a key from a secret. A seal has the id of its key.
 *
 * @param readKeys reads the secret: one text, or the current and the previous one, separated by a space. At least 40 random
 *   letters and digits each, from which the keys are derived
 * @param purpose is part of the derivation, so that a secret never gives the same key for two purposes
 */
export function createSharedKeySeals(readKeys: ReadSecret, purpose: string): SharedKeySeals {
  const toKeys = (secret: string) =>
    secret
      .split(/\s+/)
      .filter(Boolean)
      .slice(0, MAX_KEYS)
      .map((text) => toSharedKey(text, purpose));
  const find = async (id: string) => {
    const isOf = (key: { readonly id: string }) => key.id === id;
    const secret = await readKeys();
    // The key may have been replaced since the secret was read.
    return toKeys(secret).find(isOf) ?? toKeys(await readKeys(secret)).find(isOf);
  };
  return {
    seal: async (context, value) => {
      const [current] = toKeys(await readKeys());
      if (current === undefined) throw new Error(`the secret of ${purpose} has no key`);
      return seal(current.key, context, value, { keyId: current.id });
    },
    open: async (context, text) => {
      const found = await find(keyIdOf(text));
      if (found === undefined) throw new SealBroken('the key of the seal is not in the secret');
      return open(found.key, context, text);
    },
  };
}

/** Derives a key for one purpose, and its id, from a text of a secret. */
export function toSharedKey(text: string, purpose: string): { readonly id: string; readonly key: Buffer } {
  return {
    id: createHash('sha256').update(text).digest('base64url').slice(0, KEY_ID_CHARACTERS),
    key: createHmac('sha256', text).update(purpose).digest(),
  };
}
