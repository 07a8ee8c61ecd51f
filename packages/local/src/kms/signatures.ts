import { createPublicKey } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';

/** Bytes of randomness from which `generatePrivateKey` derives a key. */
export const PRIVATE_KEY_SEED_BYTES = p256.lengths.seed ?? 0;

// node:crypto signs messages only, not their digests, which KMS accepts as well.
/** DER, as in KMS; either of the two values of s is valid, as in FIPS 186-5. */
const FORMAT = { prehash: false, format: 'der', lowS: false } as const;

/** Derives a private key of P-256 from random bytes. */
export function generatePrivateKey(seed: Buffer): Buffer {
  return Buffer.from(p256.utils.randomSecretKey(seed));
}

/** Signs a SHA-256 digest with ECDSA. The signature is in DER and depends on digest and key only (RFC 6979). */
export function signDigest(privateKey: Buffer, digest: Buffer): Buffer {
  return Buffer.from(p256.sign(digest, privateKey, FORMAT));
}

/** Returns whether `signature`, in DER, is one of the digest with the private key's pair. */
export function isSignatureOf(privateKey: Buffer, digest: Buffer, signature: Buffer): boolean {
  try {
    return p256.verify(signature, digest, p256.getPublicKey(privateKey, false), FORMAT);
  } catch {
    // It is not in DER.
    return false;
  }
}

/** Returns the public key as DER of its SubjectPublicKeyInfo (RFC 5280). */
export function publicKeyOf(privateKey: Buffer): Buffer {
  // 4, x and y (SEC 1, section 2.3.3).
  const point = Buffer.from(p256.getPublicKey(privateKey, false));
  const [x, y] = [point.toString('base64url', 1, 33), point.toString('base64url', 33)];
  const key = { kty: 'EC', crv: 'P-256', x, y };
  return createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'der' });
}
