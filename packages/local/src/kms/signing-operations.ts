import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { awsError } from '../gateway/aws-error.ts';
import type { FindKey } from './find-key.ts';
import type { Key } from './key-store.ts';
import { bytesIn, choiceIn, type KmsInput, type KmsOperations } from './kms-input.ts';
import { isSignatureOf, signDigest } from './signatures.ts';

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html */
const MAX_MESSAGE_BYTES = 4_096;
const MAX_SIGNATURE_BYTES = 6_144;
const SHA_256_BYTES = 32;

/** Algorithms of KMS, of which only the first of each list is for the key specs that are supported here. */
const SIGNING_ALGORITHMS = [
  'ECDSA_SHA_256',
  'ECDSA_SHA_384',
  'ECDSA_SHA_512',
  'RSASSA_PSS_SHA_256',
  'RSASSA_PSS_SHA_384',
  'RSASSA_PSS_SHA_512',
  'RSASSA_PKCS1_V1_5_SHA_256',
  'RSASSA_PKCS1_V1_5_SHA_384',
  'RSASSA_PKCS1_V1_5_SHA_512',
];
const MAC_ALGORITHMS = ['HMAC_SHA_256', 'HMAC_SHA_224', 'HMAC_SHA_384', 'HMAC_SHA_512'];

/** Creates the operations of keys for signatures and for message authentication codes. */
export function signingOperations(find: FindKey): KmsOperations {
  const toSign = (input: KmsInput, operation: string) => {
    const message = bytesIn(input, 'Message', MAX_MESSAGE_BYTES);
    const algorithm = choiceIn(input, 'SigningAlgorithm', SIGNING_ALGORITHMS);
    const key = find.usable(input, operation, 'SIGN_VERIFY');
    checkAlgorithm(algorithm, SIGNING_ALGORITHMS, key);
    return {
      key,
      digest: digestOf(input, message, algorithm),
      answer: { KeyId: key.arn, SigningAlgorithm: algorithm },
    };
  };
  const macOf = (input: KmsInput, operation: string) => {
    const message = bytesIn(input, 'Message', MAX_MESSAGE_BYTES);
    const algorithm = choiceIn(input, 'MacAlgorithm', MAC_ALGORITHMS);
    const key = find.usable(input, operation, 'GENERATE_VERIFY_MAC');
    checkAlgorithm(algorithm, MAC_ALGORITHMS, key);
    return {
      mac: createHmac('sha256', key.material).update(message).digest(),
      answer: { KeyId: key.arn, MacAlgorithm: algorithm },
    };
  };
  return {
    Sign: (input) => {
      const { key, digest, answer } = toSign(input, 'Sign');
      return { ...answer, Signature: signDigest(key.material, digest).toString('base64') };
    },
    Verify: (input) => {
      const signature = bytesIn(input, 'Signature', MAX_SIGNATURE_BYTES);
      const { key, digest, answer } = toSign(input, 'Verify');
      // KMS has no message for this error.
      if (!isSignatureOf(key.material, digest, signature)) throw awsError('KMSInvalidSignatureException', '');
      return { ...answer, SignatureValid: true };
    },
    GenerateMac: (input) => {
      const { mac, answer } = macOf(input, 'GenerateMac');
      return { ...answer, Mac: mac.toString('base64') };
    },
    VerifyMac: (input) => {
      const given = bytesIn(input, 'Mac', MAX_SIGNATURE_BYTES);
      const { mac, answer } = macOf(input, 'VerifyMac');
      if (given.length !== mac.length || !timingSafeEqual(given, mac))
        throw awsError('KMSInvalidMacException', '');
      return { ...answer, MacValid: true };
    },
  };
}

/** Returns the digest to sign: of a message (RAW, the default), or the message itself if it is one (DIGEST). */
function digestOf(input: KmsInput, message: Buffer, algorithm: string): Buffer {
  const type = input['MessageType'] === undefined ? 'RAW' : choiceIn(input, 'MessageType', ['RAW', 'DIGEST']);
  if (type === 'RAW') return createHash('sha256').update(message).digest();
  if (message.length !== SHA_256_BYTES)
    throw awsError('ValidationException', `Digest is invalid length for algorithm ${algorithm}.`);
  return message;
}

function checkAlgorithm(algorithm: string, [supported]: readonly string[], { spec }: Key): void {
  if (algorithm !== supported)
    throw awsError(
      'InvalidKeyUsageException',
      `Algorithm ${algorithm} is incompatible with key spec ${spec}.`,
    );
}
