import {
  createHmac,
  createPrivateKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign,
} from 'node:crypto';
import { readKeys, type SigningKey } from '@tradepost/local/identity/identity-keys';

/** Header and payload of a JWT: objects, or texts that are used as they are. */
export type JwtParts = { readonly header: object | string; readonly payload: object | string };

/** Signs the part before the last dot, in any way. Returns the bytes of the signature. */
export type Signer = (signed: string) => Buffer;

/**
 * Writes a JWT without any check, so that a spec can write one that a library would refuse to.
 *
 * @returns `header.payload.signature`, each part in base64url
 */
export function writeJwt({ header, payload }: JwtParts, signer: Signer): string {
  const signed = [header, payload].map((part) => base64url(textOf(part))).join('.');
  return `${signed}.${signer(signed).toString('base64url')}`;
}

export const unsigned: Signer = () => Buffer.alloc(0);

/** @param hash such as `sha256` */
export function rsaSigner(key: KeyObject, hash = 'sha256'): Signer {
  return (signed) => sign(hash, Buffer.from(signed), key);
}

/** Signs with the IEEE P1363 format, as JWTs do (RFC 7518, section 3.4). */
export function ecSigner(): Signer {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return (signed) => sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
}

export function hmacSigner(secret: string | Buffer): Signer {
  return (signed) => createHmac('sha256', secret).update(signed).digest();
}

/** Reads the signing key of a user pool from the data folder of a local cloud. */
export function signingKeyOf(dataDir: string, poolId: string): SigningKey {
  const key = readKeys(dataDir)?.pools[poolId];
  if (key === undefined) throw new Error(`${dataDir} has no signing key of the pool ${poolId}`);
  return key;
}

export function toPrivateKey(key: SigningKey): KeyObject {
  return createPrivateKey({ key: key as JsonWebKey, format: 'jwk' });
}

export function base64url(text: string | Buffer): string {
  return Buffer.from(text).toString('base64url');
}

/** Returns the claims in a token, without a check. */
export function claimsIn(token: string): Readonly<Record<string, unknown>> {
  const [, payload = ''] = token.split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Readonly<Record<string, unknown>>;
}

/** The id of the pool that issued a token: the last part of its issuer. */
export function poolIdOf(token: string): string {
  return String(claimsIn(token)['iss']).split('/').at(-1) ?? '';
}

function textOf(part: object | string): string {
  return typeof part === 'string' ? part : JSON.stringify(part);
}
