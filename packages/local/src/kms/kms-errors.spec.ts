import type { DatabaseSync } from 'node:sqlite';
import {
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateMacCommand,
  GenerateRandomCommand,
  GetPublicKeyCommand,
  ListKeysCommand,
  ReEncryptCommand,
  SignCommand,
  VerifyCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { openStore } from '../store.ts';
import { createKeyStore } from './key-store.ts';
import { KEY_ALIASES, KEYS, type KmsServer, startKms } from './kms.spec-kit.ts';

const { lids, pepper, anchor, old } = KEYS;
const jam = Buffer.from('jam');
const long = Buffer.alloc(4_097, 'x');
const failed = (rule: string) => `1 validation error detected: ${rule}`;
const wrongUsage = (key: { arn: string; usage: string }, operation: string) =>
  `${key.arn} key usage is ${key.usage} which is not valid for ${operation}.`;

let database: DatabaseSync;
let server: KmsServer;
beforeAll(async () => {
  database = openStore(':memory:');
  server = await startKms(database);
});
afterAll(async () => {
  await server.stop();
  database.close();
});

const errorOf = async (command: object) =>
  // The commands have no common type that `send` accepts.
  server.client.send(command as EncryptCommand).then(
    () => 'no error',
    ({ name, message }: Error) => `${name}: ${message}`,
  );

// Messages are as the service of AWS has them, where they are known.
describe('KMS refuses', () => {
  it.each([
    [
      'an unknown key',
      'fffc3d4e-5f60-4718-8293-a4b5c6d7e8f9',
      "Key 'arn:aws:kms:us-east-1:000000000000:key/fffc3d4e-5f60-4718-8293-a4b5c6d7e8f9' does not exist",
    ],
    ['an unknown alias', 'alias/no', 'Alias arn:aws:kms:us-east-1:000000000000:alias/no is not found.'],
    ['what is no name of a key', 'lids', "Invalid keyId 'lids'"],
  ])('%s', async (_, KeyId, message) => {
    await expect(errorOf(new DescribeKeyCommand({ KeyId }))).resolves.toBe(`NotFoundException: ${message}`);
  });

  it.each([
    ['Encrypt', pepper, new EncryptCommand({ KeyId: pepper.id, Plaintext: jam })],
    ['GenerateDataKey', anchor, new GenerateDataKeyCommand({ KeyId: anchor.id, KeySpec: 'AES_256' })],
    ['Sign', lids, new SignCommand({ KeyId: lids.id, Message: jam, SigningAlgorithm: 'ECDSA_SHA_256' })],
    [
      'GenerateMac',
      lids,
      new GenerateMacCommand({ KeyId: lids.id, Message: jam, MacAlgorithm: 'HMAC_SHA_256' }),
    ],
  ])('%s with a key for another usage', async (operation, key, command) => {
    await expect(errorOf(command)).resolves.toBe(`InvalidKeyUsageException: ${wrongUsage(key, operation)}`);
  });

  it('the public key of a symmetric key', async () => {
    await expect(errorOf(new GetPublicKeyCommand({ KeyId: lids.id }))).resolves.toBe(
      `UnsupportedOperationException: ${wrongUsage(lids, 'GetPublicKey')}`,
    );
  });

  it('an algorithm of another key spec', async () => {
    const signing = new SignCommand({ KeyId: anchor.id, Message: jam, SigningAlgorithm: 'ECDSA_SHA_384' });
    await expect(errorOf(signing)).resolves.toBe(
      'InvalidKeyUsageException: Algorithm ECDSA_SHA_384 is incompatible with key spec ECC_NIST_P256.',
    );
    const mac = new VerifyMacCommand({
      KeyId: pepper.id,
      Message: jam,
      Mac: jam,
      MacAlgorithm: 'HMAC_SHA_512',
    });
    await expect(errorOf(mac)).resolves.toBe(
      'InvalidKeyUsageException: Algorithm HMAC_SHA_512 is incompatible with key spec HMAC_256.',
    );
  });

  it('a disabled key', async () => {
    await expect(errorOf(new EncryptCommand({ KeyId: old.id, Plaintext: jam }))).resolves.toBe(
      `DisabledException: ${old.arn} is disabled.`,
    );
  });

  it('a ciphertext of another key', async () => {
    const { CiphertextBlob } = await server.client.send(
      new EncryptCommand({ KeyId: lids.id, Plaintext: jam }),
    );
    const incorrect =
      'IncorrectKeyException: The key ID in the request does not identify a CMK that can perform this operation.';
    await expect(errorOf(new DecryptCommand({ CiphertextBlob, KeyId: pepper.id }))).resolves.toBe(incorrect);
    const again = new ReEncryptCommand({ CiphertextBlob, SourceKeyId: old.id, DestinationKeyId: lids.id });
    await expect(errorOf(again)).resolves.toBe(incorrect);
  });

  it('what is no ciphertext', async () => {
    await expect(errorOf(new DecryptCommand({ CiphertextBlob: jam }))).resolves.toContain(
      'InvalidCiphertextException: ',
    );
  });

  it.each([
    [
      '4,097 bytes of plaintext',
      new EncryptCommand({ KeyId: lids.id, Plaintext: long }),
      "Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096",
    ],
    [
      'an empty plaintext',
      new EncryptCommand({ KeyId: lids.id, Plaintext: Buffer.alloc(0) }),
      "Value at 'plaintext' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      'a request without a key',
      new EncryptCommand({ KeyId: undefined, Plaintext: jam }),
      "Value null at 'keyId' failed to satisfy constraint: Member must not be null",
    ],
    [
      '4,097 bytes of a message',
      new SignCommand({ KeyId: anchor.id, Message: long, SigningAlgorithm: 'ECDSA_SHA_256' }),
      "Value at 'message' failed to satisfy constraint: Member must have length less than or equal to 4096",
    ],
    [
      '1,025 random bytes',
      new GenerateRandomCommand({ NumberOfBytes: 1_025 }),
      "Value '1025' at 'numberOfBytes' failed to satisfy constraint: Member must have value less than or equal to 1024",
    ],
    [
      'no random bytes',
      new GenerateRandomCommand({ NumberOfBytes: 0 }),
      "Value '0' at 'numberOfBytes' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      'pages of more than 1,000 keys',
      new ListKeysCommand({ Limit: 1_001 }),
      "Value '1001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 1000",
    ],
  ])('%s', async (_, command, rule) => {
    await expect(errorOf(command)).resolves.toBe(`ValidationException: ${failed(rule)}`);
  });

  it('a digest of another length', async () => {
    const named = {
      KeyId: anchor.id,
      Message: jam,
      MessageType: 'DIGEST',
      SigningAlgorithm: 'ECDSA_SHA_256',
    } as const;
    const message = 'ValidationException: Digest is invalid length for algorithm ECDSA_SHA_256.';
    await expect(errorOf(new SignCommand(named))).resolves.toBe(message);
    await expect(errorOf(new VerifyCommand({ ...named, Signature: jam }))).resolves.toBe(message);
  });

  it('a data key without a size, and with two', async () => {
    const message = 'ValidationException: Please specify either number of bytes or key spec.';
    await expect(errorOf(new GenerateDataKeyCommand({ KeyId: lids.id }))).resolves.toBe(message);
    const both = new GenerateDataKeyCommand({ KeyId: lids.id, KeySpec: 'AES_256', NumberOfBytes: 32 });
    await expect(errorOf(both)).resolves.toBe(message);
  });

  it('random bytes without a number', async () => {
    await expect(errorOf(new GenerateRandomCommand({}))).resolves.toBe(
      'ValidationException: NumberOfBytes is required.',
    );
  });

  it('grant tokens, which it does not have', async () => {
    const granted = new EncryptCommand({ KeyId: lids.id, Plaintext: jam, GrantTokens: ['token'] });
    await expect(errorOf(granted)).resolves.toBe(
      'UnsupportedOperationException: GrantTokens is not supported by the local cloud',
    );
  });

  it('the output of a dry run', async () => {
    await expect(errorOf(new EncryptCommand({ KeyId: lids.id, Plaintext: jam, DryRun: true }))).resolves.toBe(
      'DryRunOperationException: The request would have succeeded, but the DryRun option is set.',
    );
  });

  it('members of a wrong type', async () => {
    const call = async (input: object) => {
      const headers = { 'x-amz-target': 'TrentService.Encrypt' };
      const response = await fetch(server.url, { method: 'POST', headers, body: JSON.stringify(input) });
      return (await response.json()) as unknown;
    };
    const Plaintext = jam.toString('base64');
    const EncryptionContext = { jar: 1 };
    for (const input of [
      { Plaintext: 5 },
      { Plaintext: 'ä' },
      { Plaintext, EncryptionContext },
      { Plaintext, KeyId: 5 },
    ])
      await expect(call({ KeyId: lids.id, ...input })).resolves.toMatchObject({
        __type: 'SerializationException',
      });
  });
});

describe('createKeyStore', () => {
  const [alias] = KEY_ALIASES;
  const create = (...keyAliases: readonly (typeof KEY_ALIASES)[number][]) =>
    createKeyStore(database, { keys: [lids], keyAliases });

  it('refuses an alias of a key that is not declared', () => {
    expect(() => create(...KEY_ALIASES)).toThrow(
      `alias/pepper is for the key ${pepper.id}, which no template declares`,
    );
  });

  it('refuses an alias that is declared twice', () => {
    expect(() => create(...(alias === undefined ? [] : [alias, alias]))).toThrow(
      'alias/lids is declared twice',
    );
  });
});
