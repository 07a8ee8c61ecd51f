import { importJWK, type JWTPayload, SignJWT } from 'jose';
import type { SigningKey } from './identity-keys.ts';

/** Signs claims with the key of a pool, as a JWT with Cognito's header. */
export type SignToken = (claims: JWTPayload) => Promise<string>;

/** Creates the signer of a pool's tokens. */
export function createTokenSigner(key: SigningKey): SignToken {
  const imported = importJWK(key, 'RS256');
  // Rejections are reported by the first token; without this, the process would end before that.
  imported.catch(() => undefined);
  return async (claims) =>
    new SignJWT(claims).setProtectedHeader({ kid: key.kid, alg: 'RS256' }).sign(await imported);
}
