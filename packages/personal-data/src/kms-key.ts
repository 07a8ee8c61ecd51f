import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { withTimeLimit } from '@tradepost/lambda/time-limit';

/** A key that encrypts other keys, and never leaves its place. */
export type WrappingKey = {
  /** Returns a new key of 32 bytes, and the same one encrypted, in base64. */
  readonly generate: (
    context: EncryptionContext,
  ) => Promise<{ readonly key: Buffer; readonly wrapped: string }>;
  /** Decrypts a key. Throws if it was encrypted with another context. */
  readonly unwrap: (wrapped: string, context: EncryptionContext) => Promise<Buffer>;
};

/** Authenticated, and written to CloudTrail: never with personal data. */
export type EncryptionContext = Readonly<Record<string, string>>;

/** Callers wait for it, and the SDK repeats a failed call within it. */
const CALL_TIMEOUT_MS = 3_000;

/**
 * A key of AWS KMS.
 *
 * @param keyId ARN, id or alias of the key. Decrypt gets it too, so that a key that somebody else's key wrapped is not accepted
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html
 */
export function createKmsKey(client: Pick<KMSClient, 'send'>, keyId: string): WrappingKey {
  return {
    generate: async (EncryptionContext) => {
      const { Plaintext, CiphertextBlob } = await withTimeLimit(CALL_TIMEOUT_MS, (abortSignal) =>
        client.send(
          new GenerateDataKeyCommand({
            KeyId: keyId,
            KeySpec: 'AES_256',
            EncryptionContext: { ...EncryptionContext },
          }),
          { abortSignal },
        ),
      );
      return { key: toBuffer(Plaintext), wrapped: toBuffer(CiphertextBlob).toString('base64') };
    },
    unwrap: async (wrapped, EncryptionContext) => {
      const { Plaintext } = await withTimeLimit(CALL_TIMEOUT_MS, (abortSignal) =>
        client.send(
          new DecryptCommand({
            KeyId: keyId,
            CiphertextBlob: Buffer.from(wrapped, 'base64'),
            EncryptionContext: { ...EncryptionContext },
          }),
          { abortSignal },
        ),
      );
      return toBuffer(Plaintext);
    },
  };
}

function toBuffer(bytes: Uint8Array | undefined): Buffer {
  if (bytes === undefined) throw new Error('KMS returned no key');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
