import { randomBytes } from 'node:crypto';
import type { WrappingKey } from './kms-key.ts';

/** A wrapping key in memory, which counts its calls. What it wraps is a number. */
export function inMemoryKms() {
  const keys: { readonly key: Buffer; readonly context: string }[] = [];
  const calls: string[] = [];
  const wrappingKey: WrappingKey = {
    generate: async (context) => {
      calls.push('generate');
      const key = randomBytes(32);
      keys.push({ key, context: JSON.stringify(context) });
      return { key, wrapped: String(keys.length - 1) };
    },
    unwrap: async (wrapped, context) => {
      calls.push('unwrap');
      const found = keys[Number(wrapped)];
      if (found?.context !== JSON.stringify(context)) throw new Error('InvalidCiphertextException');
      return found.key;
    },
  };
  return { wrappingKey, calls };
}
