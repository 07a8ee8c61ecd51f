import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';

/** Signs a text. Returns the signature (ECDSA, P-256, SHA-256, DER) in base64. */
export type Sign = (text: string) => Promise<string>;

/**
 * Creates the signature of anchors by a KMS key, which never leaves KMS.
 *
 * @param keyId id, ARN or alias of a key with the spec ECC_NIST_P256
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html
 */
export function createSign(client: KMSClient, keyId: string): Sign {
  return async (text) => {
    const { Signature } = await client.send(
      new SignCommand({
        ...{ KeyId: keyId, MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' },
        Message: createHash('sha256').update(text).digest(),
      }),
    );
    if (Signature === undefined) throw new Error(`KMS returned no signature by ${keyId}`);
    return Buffer.from(Signature).toString('base64');
  };
}

/** Reads the public part of a KMS key, with which signatures are verified without KMS. */
export async function readPublicKey(client: KMSClient, keyId: string): Promise<KeyObject> {
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
  return createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
}

/** Returns true if the signature of a text, in base64, is by the private part of a key. */
export function isSignedBy(key: KeyObject, text: string, signature: string): boolean {
  return verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'base64'));
}
