import { awsError } from '../gateway/aws-error.ts';
import { decrypt, type EncryptionContext, encrypt, keyIdIn } from './ciphertext.ts';
import { enabled, type FindKey } from './find-key.ts';
import type { Key, RandomBytes } from './key-store.ts';
import { bytesIn, choiceIn, contextIn, countIn, type KmsInput, type KmsOperations } from './kms-input.ts';

const ALGORITHM = 'SYMMETRIC_DEFAULT';
/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html */
const MAX_PLAINTEXT_BYTES = 4_096;
/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html */
const MAX_CIPHERTEXT_BYTES = 6_144;
/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateRandom.html */
const MAX_RANDOM_BYTES = 1_024;
const DATA_KEY_BYTES = { AES_256: 32, AES_128: 16 };

/** Creates the operations of symmetric encryption keys. */
export function encryptionOperations(find: FindKey, random: RandomBytes): KmsOperations {
  const generate = (input: KmsInput, operation: string) => {
    const key = find.usable(input, operation, 'ENCRYPT_DECRYPT');
    const plaintext = random(dataKeyBytes(input));
    const sealed = encrypt(key, plaintext, contextIn(input, 'EncryptionContext'), random);
    return { plaintext, answer: { KeyId: key.arn, CiphertextBlob: sealed.toString('base64') } };
  };
  return {
    Encrypt: (input) => {
      const plaintext = bytesIn(input, 'Plaintext', MAX_PLAINTEXT_BYTES);
      const key = find.usable(input, 'Encrypt', 'ENCRYPT_DECRYPT');
      checkAlgorithm(input, 'EncryptionAlgorithm');
      const sealed = encrypt(key, plaintext, contextIn(input, 'EncryptionContext'), random);
      return { KeyId: key.arn, CiphertextBlob: sealed.toString('base64'), EncryptionAlgorithm: ALGORITHM };
    },
    Decrypt: (input) => {
      checkAlgorithm(input, 'EncryptionAlgorithm');
      const { key, plaintext } = open(input, find, 'KeyId', 'EncryptionContext');
      return { KeyId: key.arn, Plaintext: plaintext.toString('base64'), EncryptionAlgorithm: ALGORITHM };
    },
    ReEncrypt: (input) => {
      checkAlgorithm(input, 'SourceEncryptionAlgorithm');
      checkAlgorithm(input, 'DestinationEncryptionAlgorithm');
      const { key: source, plaintext } = open(input, find, 'SourceKeyId', 'SourceEncryptionContext');
      const key = find.usable(input, 'ReEncrypt', 'ENCRYPT_DECRYPT', 'DestinationKeyId');
      const sealed = encrypt(key, plaintext, contextIn(input, 'DestinationEncryptionContext'), random);
      return {
        KeyId: key.arn,
        SourceKeyId: source.arn,
        CiphertextBlob: sealed.toString('base64'),
        SourceEncryptionAlgorithm: ALGORITHM,
        DestinationEncryptionAlgorithm: ALGORITHM,
      };
    },
    GenerateDataKey: (input) => {
      const { plaintext, answer } = generate(input, 'GenerateDataKey');
      return { ...answer, Plaintext: plaintext.toString('base64') };
    },
    GenerateDataKeyWithoutPlaintext: (input) => generate(input, 'GenerateDataKeyWithoutPlaintext').answer,
    GenerateRandom: (input) => {
      const count = countIn(input, 'NumberOfBytes', MAX_RANDOM_BYTES);
      if (count === undefined) throw awsError('ValidationException', 'NumberOfBytes is required.');
      return { Plaintext: random(count).toString('base64') };
    },
  };
}

/** Decrypts the ciphertext of a request with the key that it names. The request may name the key, which must be the same. */
function open(
  input: KmsInput,
  find: FindKey,
  keyMember: string,
  contextMember: string,
): { readonly key: Key; readonly plaintext: Buffer } {
  const ciphertext = bytesIn(input, 'CiphertextBlob', MAX_CIPHERTEXT_BYTES);
  const context: EncryptionContext = contextIn(input, contextMember);
  const expected = input[keyMember] === undefined ? undefined : find.named(input, keyMember);
  const keyId = keyIdIn(ciphertext);
  // KMS has no message for this error.
  if (keyId === undefined) throw awsError('InvalidCiphertextException', '');
  if (expected !== undefined && expected.id !== keyId)
    throw awsError(
      'IncorrectKeyException',
      'The key ID in the request does not identify a CMK that can perform this operation.',
    );
  const key = enabled(expected ?? find.named({ KeyId: keyId }));
  const plaintext = decrypt(key, ciphertext, context);
  if (plaintext === undefined) throw awsError('InvalidCiphertextException', '');
  return { key, plaintext };
}

function dataKeyBytes(input: KmsInput): number {
  const count = countIn(input, 'NumberOfBytes', MAX_RANDOM_BYTES);
  const { KeySpec } = input;
  if ((KeySpec === undefined) === (count === undefined))
    throw awsError('ValidationException', 'Please specify either number of bytes or key spec.');
  const specs = Object.keys(DATA_KEY_BYTES);
  return count ?? DATA_KEY_BYTES[choiceIn(input, 'KeySpec', specs) as keyof typeof DATA_KEY_BYTES];
}

function checkAlgorithm(input: KmsInput, member: string): void {
  if (input[member] !== undefined) choiceIn(input, member, [ALGORITHM]);
}
