import { awsError } from '@tradepost/local/gateway/aws-error';
import type { Input } from '../dynamodb/plain.ts';
import type { Setting } from './setting.ts';

/** A ciphertext of the simulated KMS: the key in clear, and its context. Only this file and the checks read it. */
type Blob = { readonly key: string; readonly context: string };

const KEY_BYTES = 32;

/** Text of an encryption context: the order of its names makes no difference. */
function contextOf(input: Input): string {
  return JSON.stringify(Object.entries(input['EncryptionContext'] ?? {}).toSorted());
}

/** KMS: data keys of 32 bytes, which can be decrypted with the same encryption context only. */
export function createKms({ draw }: Pick<Setting, 'draw'>) {
  return (operation: string, input: Input, key: string): object | undefined => {
    const KeyId = input['KeyId'];
    if (operation === 'GenerateDataKey') {
      const chance = draw.row(`data key ${key}`);
      const bytes = Buffer.from(Array.from({ length: KEY_BYTES }, () => Math.floor(chance() * 256)));
      const blob: Blob = { key: bytes.toString('base64'), context: contextOf(input) };
      const CiphertextBlob = Buffer.from(JSON.stringify(blob)).toString('base64');
      return { KeyId, Plaintext: blob.key, CiphertextBlob };
    }
    if (operation !== 'Decrypt') return undefined;
    const { key: Plaintext, context } = toBlob(input['CiphertextBlob']);
    if (context !== contextOf(input)) throw awsError('InvalidCiphertextException', 'another context');
    return { KeyId, Plaintext };
  };
}

/** Returns the key that the simulated KMS encrypted. */
export function decryptedKey(blob: string): Buffer {
  return Buffer.from(toBlob(blob).key, 'base64');
}

function toBlob(blob: string): Blob {
  return JSON.parse(Buffer.from(blob, 'base64').toString()) as Blob;
}
