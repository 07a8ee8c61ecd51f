import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { newKey } from './encrypt.ts';
import { PADDED_SIZES } from './pad.ts';
import { isErased, keyIdOf, open, type SealContext, seal } from './seal.ts';

type Vector = SealContext & {
  readonly what: string;
  readonly key: string;
  readonly nonce: string;
  readonly keyId: string;
  readonly value: unknown;
  readonly sealed: string;
};
const VECTORS = JSON.parse(
  readFileSync(new URL('../vectors/seals.json', import.meta.url), 'utf8'),
) as readonly Vector[];

const key = newKey();
const context = { ownerId: 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E', seal: 'contact', schema: 1 };
const value = { email: 'ada@example.com', note: 'ring twice' };

const anyKey = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const anyContext = fc.record({ ownerId: fc.string(), seal: fc.string(), schema: fc.nat() });
const anyValue = fc.dictionary(fc.string(), fc.string({ unit: 'binary', maxLength: 200 }), { maxKeys: 5 });

describe('a seal', () => {
  it.each(VECTORS.map((vector) => [vector.what, vector] as const))(
    'of the test vector "%s" has this text, and can be opened',
    (_what, { key: hex, nonce, keyId, value: sealedValue, sealed, ...rest }) => {
      const vectorKey = Buffer.from(hex, 'hex');
      const { ownerId, seal: kind, schema } = rest;
      const vectorContext = { ownerId, seal: kind, schema };
      expect(seal(vectorKey, vectorContext, sealedValue, { keyId, nonce: Buffer.from(nonce, 'hex') })).toBe(
        sealed,
      );
      expect(open(vectorKey, vectorContext, sealed)).toEqual(sealedValue);
      expect(keyIdOf(sealed)).toBe(keyId);
    },
  );

  it('opens to the value that was sealed', () => {
    fc.assert(
      fc.property(anyKey, anyContext, anyValue, (anKey, anContext, anValue) => {
        expect(open(anKey, anContext, seal(anKey, anContext, anValue))).toEqual({ ...anValue });
      }),
    );
  });

  it('has another text each time', () => {
    fc.assert(
      fc.property(anyValue, (anValue) => new Set([1, 2].map(() => seal(key, context, anValue))).size === 2),
    );
  });

  it('cannot be opened if any bit of it was changed', () => {
    const sealed = seal(key, context, value);
    const bytes = Buffer.from(sealed.slice('s1..'.length), 'base64url');
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => open(key, context, `s1..${changed.toString('base64url')}`)).toThrow(
          /cannot be decrypted/,
        );
      }),
    );
  });

  it('cannot be opened with another key, or for another owner, kind or schema', () => {
    const sealed = seal(key, context, value);
    fc.assert(
      fc.property(anyKey, (other) => {
        expect(() => open(other, context, sealed)).toThrow(/cannot be decrypted/);
      }),
    );
    fc.assert(
      fc.property(anyContext, (other) => {
        expect(() => open(key, other, sealed)).toThrow(/cannot be decrypted/);
      }),
    );
  });

  it('distinguishes contexts whose parts are the same text together', () => {
    const sealed = seal(key, { ownerId: 'ord_1', seal: '2contact', schema: 1 }, value);
    expect(() => open(key, { ownerId: 'ord_12', seal: 'contact', schema: 1 }, sealed)).toThrow();
  });

  it('has the same length for values of different lengths', () => {
    const lengths = ['', 'a', 'Ada', 'x'.repeat(200)].map((note) => seal(key, context, { note }).length);
    expect(new Set(lengths).size).toBe(1);
  });

  it('has one of four lengths', () => {
    const lengths = Array.from({ length: 160 }, (_none, index) =>
      seal(key, context, 'x'.repeat(index * 100)),
    );
    expect(new Set(lengths.map(({ length }) => length)).size).toBe(PADDED_SIZES.length);
  });

  it('has no room for a value of 16 KB', () => {
    expect(() => seal(key, context, 'x'.repeat(16_379))).toThrow(
      '16381 bytes are more than a seal has room for: 16380',
    );
  });

  it('opens to { erased: true } without a key', () => {
    const opened = open(undefined, context, seal(key, context, value));
    expect(opened).toEqual({ erased: true });
    expect(isErased(opened)).toBe(true);
    expect([{}, null, 'erased', { erased: false }].map(isErased)).toEqual([false, false, false, false]);
  });

  it.each(['', 's1', 's1.', 's2..AAAA', 's1..AAAA.', 'clear text', 's1..not base64', 's1..AAAA'])(
    'is not a text like "%s"',
    (text) => {
      expect(() => open(key, context, text)).toThrow(expect.objectContaining({ code: 'SEAL_BROKEN' }));
    },
  );
});
