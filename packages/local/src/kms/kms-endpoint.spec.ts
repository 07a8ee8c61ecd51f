import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import {
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  GenerateMacCommand,
  GenerateRandomCommand,
  GetPublicKeyCommand,
  type KMSClient,
  ListAliasesCommand,
  ListKeysCommand,
  ReEncryptCommand,
  SignCommand,
  VerifyCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { openStore } from '../store.ts';
import { KEYS, type KmsServer, startKms } from './kms.spec-kit.ts';

const { lids, pepper, anchor, old, other } = KEYS;
const bytes = (text: string) => Buffer.from(text);
const text = (blob: Uint8Array | undefined) => Buffer.from(blob ?? []).toString();

let dir: string;
let database: DatabaseSync;
let server: KmsServer;
let kms: KMSClient;
const start = async () => {
  database = openStore(join(dir, 'keys.db'));
  server = await startKms(database);
  kms = server.client;
};
const stop = async () => {
  await server.stop();
  database.close();
};
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'kms-'));
  await start();
});
afterEach(async () => {
  await stop();
  rmSync(dir, { recursive: true });
});

const encrypt = async (KeyId: string, plaintext: string, EncryptionContext?: Record<string, string>) =>
  (await kms.send(new EncryptCommand({ KeyId, Plaintext: bytes(plaintext), EncryptionContext })))
    .CiphertextBlob;

describe('a symmetric encryption key', () => {
  it.each([lids.id, lids.arn, 'alias/lids', 'arn:aws:kms:us-east-1:000000000000:alias/lids'])(
    'encrypts and decrypts by the name %s',
    async (KeyId) => {
      const CiphertextBlob = await encrypt(KeyId, 'jam');
      const decrypted = await kms.send(new DecryptCommand({ CiphertextBlob, KeyId }));
      expect(decrypted).toMatchObject({ KeyId: lids.arn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' });
      expect(text(decrypted.Plaintext)).toBe('jam');
    },
  );

  it('decrypts a ciphertext that names its key', async () => {
    const CiphertextBlob = await encrypt('alias/lids', 'jam');
    expect((await kms.send(new DecryptCommand({ CiphertextBlob }))).KeyId).toBe(lids.arn);
  });

  it('encrypts 4,096 bytes, each time differently', async () => {
    const most = 'x'.repeat(4_096);
    const [one, two] = [await encrypt(lids.id, most), await encrypt(lids.id, most)];
    expect(one).not.toEqual(two);
    expect(text((await kms.send(new DecryptCommand({ CiphertextBlob: one }))).Plaintext)).toBe(most);
  });

  it('authenticates the encryption context, in any order', async () => {
    const CiphertextBlob = await encrypt(lids.id, 'jam', { jar: '1', shelf: '2' });
    const decrypt = (EncryptionContext?: Record<string, string>) =>
      kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
    expect(text((await decrypt({ shelf: '2', jar: '1' })).Plaintext)).toBe('jam');
    for (const wrong of [undefined, { jar: '1' }, { jar: '2', shelf: '1' }, { jar: '1', shelf: '2', x: '' }])
      await expect(decrypt(wrong)).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
  });

  it('detects a change of any part of a ciphertext', async () => {
    const ciphertext = (await encrypt(lids.id, 'jam')) ?? new Uint8Array();
    for (const at of [0, 17, 29, 45, ciphertext.length - 1]) {
      const CiphertextBlob = Buffer.from(ciphertext);
      CiphertextBlob[at] = (CiphertextBlob[at] ?? 0) ^ 1;
      await expect(kms.send(new DecryptCommand({ CiphertextBlob }))).rejects.toMatchObject({
        name: 'InvalidCiphertextException',
      });
    }
  });

  it('generates data keys', async () => {
    const named = { KeyId: 'alias/lids', EncryptionContext: { day: '2026-11-30' } };
    const { KeyId, Plaintext, CiphertextBlob } = await kms.send(
      new GenerateDataKeyCommand({ ...named, KeySpec: 'AES_256' }),
    );
    expect(KeyId).toBe(lids.arn);
    expect(Plaintext).toHaveLength(32);
    const { EncryptionContext } = named;
    expect((await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }))).Plaintext).toEqual(
      Plaintext,
    );
    const short = await kms.send(new GenerateDataKeyCommand({ ...named, KeySpec: 'AES_128' }));
    expect(short.Plaintext).toHaveLength(16);
    const long = await kms.send(new GenerateDataKeyCommand({ ...named, NumberOfBytes: 64 }));
    expect(long.Plaintext).toHaveLength(64);
  });

  it('generates a data key without its plaintext', async () => {
    const sealed = await kms.send(
      new GenerateDataKeyWithoutPlaintextCommand({ KeyId: lids.id, KeySpec: 'AES_256' }),
    );
    expect(sealed).not.toHaveProperty('Plaintext');
    const { CiphertextBlob } = sealed;
    expect((await kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext).toHaveLength(32);
  });

  it('encrypts again with another key and another context', async () => {
    const again = await kms.send(
      new ReEncryptCommand({
        CiphertextBlob: await encrypt(lids.id, 'jam', { jar: '1' }),
        SourceEncryptionContext: { jar: '1' },
        DestinationKeyId: other.arn,
        DestinationEncryptionContext: { jar: '2' },
      }),
    );
    expect(again).toMatchObject({ SourceKeyId: lids.arn, KeyId: other.arn });
    const { CiphertextBlob } = again;
    const decrypted = await kms.send(
      new DecryptCommand({ CiphertextBlob, KeyId: other.id, EncryptionContext: { jar: '2' } }),
    );
    expect(text(decrypted.Plaintext)).toBe('jam');
  });
});

describe('a key for message authentication codes', () => {
  const named = { KeyId: 'alias/pepper', MacAlgorithm: 'HMAC_SHA_256', Message: bytes('guest') } as const;

  it('generates the same code for the same message, and verifies it', async () => {
    const { Mac, KeyId } = await kms.send(new GenerateMacCommand(named));
    expect([KeyId, Mac?.length]).toEqual([pepper.arn, 32]);
    expect((await kms.send(new GenerateMacCommand(named))).Mac).toEqual(Mac);
    expect(await kms.send(new VerifyMacCommand({ ...named, Mac }))).toMatchObject({
      ...{ KeyId: pepper.arn, MacAlgorithm: 'HMAC_SHA_256', MacValid: true },
    });
  });

  it('verifies no other code', async () => {
    const { Mac } = await kms.send(new GenerateMacCommand({ ...named, Message: bytes('host') }));
    for (const wrong of [Mac, Mac?.subarray(1)])
      await expect(kms.send(new VerifyMacCommand({ ...named, Mac: wrong }))).rejects.toMatchObject({
        name: 'KMSInvalidMacException',
      });
  });
});

describe('a key for signatures', () => {
  const named = { KeyId: 'alias/anchor', SigningAlgorithm: 'ECDSA_SHA_256' } as const;
  const message = { Message: bytes('head of the chain'), MessageType: 'RAW' } as const;
  const digest = {
    Message: createHash('sha256').update(message.Message).digest(),
    MessageType: 'DIGEST',
  } as const;

  it.each([
    ['message, verified by message', message, message],
    ['message, verified by digest', message, digest],
    ['digest, verified by message', digest, message],
  ])('signs a %s', async (_, signed, verified) => {
    const { Signature, KeyId } = await kms.send(new SignCommand({ ...named, ...signed }));
    expect(KeyId).toBe(anchor.arn);
    expect(await kms.send(new VerifyCommand({ ...named, ...verified, Signature }))).toMatchObject({
      ...{ KeyId: anchor.arn, SigningAlgorithm: 'ECDSA_SHA_256', SignatureValid: true },
    });
  });

  it('signs so that its public key verifies the signature without KMS', async () => {
    const { Signature = new Uint8Array() } = await kms.send(new SignCommand({ ...named, ...message }));
    const published = await kms.send(new GetPublicKeyCommand({ KeyId: anchor.id }));
    expect(published).toMatchObject({
      ...{ KeyId: anchor.arn, KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' },
      SigningAlgorithms: ['ECDSA_SHA_256'],
    });
    const key = await crypto.subtle.importKey(
      'spki',
      Buffer.from(published.PublicKey ?? []),
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['verify'],
    );
    // DER is a sequence of two integers; Web Crypto takes their 32 bytes each.
    const [r, s] = derIntegers(Buffer.from(Signature));
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    const plain = Buffer.concat([r, s]);
    await expect(crypto.subtle.verify(algorithm, key, plain, message.Message)).resolves.toBe(true);
  });

  it('verifies no other signature', async () => {
    const { Signature } = await kms.send(new SignCommand({ ...named, Message: bytes('other') }));
    for (const wrong of [Signature, bytes('not DER')])
      await expect(
        kms.send(new VerifyCommand({ ...named, ...message, Signature: wrong })),
      ).rejects.toMatchObject({ name: 'KMSInvalidSignatureException' });
  });
});

describe('the keys', () => {
  it('survive a restart', async () => {
    const CiphertextBlob = await encrypt(lids.id, 'jam');
    const mac = new GenerateMacCommand({
      KeyId: pepper.id,
      MacAlgorithm: 'HMAC_SHA_256',
      Message: bytes('x'),
    });
    const publicKey = new GetPublicKeyCommand({ KeyId: anchor.id });
    const before = [(await kms.send(mac)).Mac, (await kms.send(publicKey)).PublicKey];
    await stop();
    await start();
    expect(text((await kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext)).toBe('jam');
    expect([(await kms.send(mac)).Mac, (await kms.send(publicKey)).PublicKey]).toEqual(before);
  });

  it('are described', async () => {
    const describe = async (KeyId: string) => (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata;
    expect(await describe('alias/lids')).toEqual({
      ...{ AWSAccountId: '000000000000', KeyId: lids.id, Arn: lids.arn, CreationDate: expect.any(Date) },
      ...{ Enabled: true, KeyState: 'Enabled', Description: 'Lids', KeyUsage: 'ENCRYPT_DECRYPT' },
      ...{ KeySpec: 'SYMMETRIC_DEFAULT', CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT' },
      ...{ EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'], Origin: 'AWS_KMS', KeyManager: 'CUSTOMER' },
      MultiRegion: false,
    });
    expect(await describe(old.arn)).toMatchObject({ Enabled: false, KeyState: 'Disabled' });
    expect(await describe(pepper.arn)).toMatchObject({ MacAlgorithms: ['HMAC_SHA_256'] });
  });

  it('are listed in pages', async () => {
    const first = await kms.send(new ListKeysCommand({ Limit: 3 }));
    const second = await kms.send(new ListKeysCommand({ Limit: 3, Marker: first.NextMarker }));
    expect([first.Truncated, second.Truncated, second.NextMarker]).toEqual([true, false, undefined]);
    expect([...(first.Keys ?? []), ...(second.Keys ?? [])]).toEqual(
      Object.values(KEYS)
        .map(({ id, arn }) => ({ KeyId: id, KeyArn: arn }))
        .toSorted((a, b) => (a.KeyId < b.KeyId ? -1 : 1)),
    );
  });

  it('have aliases that are listed', async () => {
    const { Aliases } = await kms.send(new ListAliasesCommand({}));
    expect(Aliases?.map(({ AliasName }) => AliasName)).toEqual([
      'alias/anchor',
      'alias/lids',
      'alias/pepper',
    ]);
    const ofKey = await kms.send(new ListAliasesCommand({ KeyId: lids.arn }));
    expect(ofKey.Aliases).toEqual([
      {
        AliasName: 'alias/lids',
        AliasArn: 'arn:aws:kms:us-east-1:000000000000:alias/lids',
        TargetKeyId: lids.id,
      },
    ]);
  });

  it('are not needed for random bytes', async () => {
    expect((await kms.send(new GenerateRandomCommand({ NumberOfBytes: 1_024 }))).Plaintext).toHaveLength(
      1_024,
    );
  });
});

/** Returns the two integers of a signature in DER, with 32 bytes each. */
function derIntegers(der: Buffer): readonly [Buffer, Buffer] {
  const at = (offset: number) => {
    const length = der[offset + 1] ?? 0;
    const value = der.subarray(offset + 2, offset + 2 + length).subarray(-32);
    return { value: Buffer.concat([Buffer.alloc(32 - value.length), value]), end: offset + 2 + length };
  };
  const first = at(2);
  return [first.value, at(first.end).value];
}
