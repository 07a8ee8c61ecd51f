import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateMacCommand,
  GenerateRandomCommand,
  GetPublicKeyCommand,
  KMSClient,
  ReEncryptCommand,
  SignCommand,
  VerifyCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { type Kms, startKms } from '@tradepost/testing/kms';
import { type Emulator, prepareEmulator } from '../rehearse/emulator.ts';

const CACHE_DIR = join(import.meta.dirname, '..', '..', '..', '..', 'node_modules', '.cache');
/** Long enough to install the emulator first. */
const SPEC_TIMEOUT_MS = 360_000;
const startEmulator = await prepareEmulator(CACHE_DIR);

const [LIDS, PEPPER, ANCHOR] = ['alias/lids', 'alias/pepper', 'alias/anchor'];
const KEYS = {
  'alias/lids': ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT'],
  'alias/pepper': ['HMAC_256', 'GENERATE_VERIFY_MAC'],
  'alias/anchor': ['ECC_NIST_P256', 'SIGN_VERIFY'],
} as const;
const Plaintext = Buffer.from('jam');
const EncryptionContext = { jar: '1' };
const toSign = { KeyId: ANCHOR, Message: Plaintext, SigningAlgorithm: 'ECDSA_SHA_256' } as const;
const digest = createHash('sha256').update(Plaintext).digest();
const toMac = { KeyId: PEPPER, Message: Plaintext, MacAlgorithm: 'HMAC_SHA_256' } as const;

/** Each returns values that do not depend on the secrets of the keys. */
const CASES: Readonly<Record<string, (kms: KMSClient) => Promise<unknown>>> = {
  'encryption and decryption': async (kms) => {
    const { CiphertextBlob } = await kms.send(
      new EncryptCommand({ KeyId: LIDS, Plaintext, EncryptionContext }),
    );
    const decrypted = await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
    return [Buffer.from(decrypted.Plaintext ?? []).toString(), decrypted.EncryptionAlgorithm];
  },
  'decryption with another context': async (kms) => {
    const { CiphertextBlob } = await kms.send(
      new EncryptCommand({ KeyId: LIDS, Plaintext, EncryptionContext }),
    );
    return kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: { jar: '2' } }));
  },
  'decryption of no ciphertext': (kms) => kms.send(new DecryptCommand({ CiphertextBlob: Plaintext })),
  'encryption again': async (kms) => {
    const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId: LIDS, Plaintext }));
    const again = await kms.send(
      new ReEncryptCommand({
        CiphertextBlob,
        DestinationKeyId: LIDS,
        DestinationEncryptionContext: EncryptionContext,
      }),
    );
    const decrypted = await kms.send(
      new DecryptCommand({ CiphertextBlob: again.CiphertextBlob, EncryptionContext }),
    );
    return Buffer.from(decrypted.Plaintext ?? []).toString();
  },
  'a data key': async (kms) => {
    const key = await kms.send(new GenerateDataKeyCommand({ KeyId: LIDS, KeySpec: 'AES_256' }));
    const { CiphertextBlob } = key;
    const decrypted = await kms.send(new DecryptCommand({ CiphertextBlob }));
    return [
      key.Plaintext?.length,
      Buffer.from(decrypted.Plaintext ?? []).equals(key.Plaintext ?? Buffer.alloc(0)),
    ];
  },
  'a data key without a size': (kms) => kms.send(new GenerateDataKeyCommand({ KeyId: LIDS })),
  'a signature of a message, verified by its digest': async (kms) => {
    const { Signature } = await kms.send(new SignCommand(toSign));
    const verified = await kms.send(
      new VerifyCommand({ ...toSign, Message: digest, MessageType: 'DIGEST', Signature }),
    );
    return [verified.SignatureValid, verified.SigningAlgorithm];
  },
  'a signature of a digest, verified by its message': async (kms) => {
    const { Signature } = await kms.send(
      new SignCommand({ ...toSign, Message: digest, MessageType: 'DIGEST' }),
    );
    return (await kms.send(new VerifyCommand({ ...toSign, Signature }))).SignatureValid;
  },
  'a signature of another message': async (kms) => {
    const { Signature } = await kms.send(new SignCommand(toSign));
    return kms.send(new VerifyCommand({ ...toSign, Message: digest, Signature }));
  },
  'a digest of another length': (kms) => kms.send(new SignCommand({ ...toSign, MessageType: 'DIGEST' })),
  'a signature with a key for encryption': (kms) => kms.send(new SignCommand({ ...toSign, KeyId: LIDS })),
  'a code and its verification': async (kms) => {
    const { Mac } = await kms.send(new GenerateMacCommand(toMac));
    return [Mac?.length, (await kms.send(new VerifyMacCommand({ ...toMac, Mac }))).MacValid];
  },
  'a code of another message': async (kms) => {
    const { Mac } = await kms.send(new GenerateMacCommand({ ...toMac, Message: digest }));
    return kms.send(new VerifyMacCommand({ ...toMac, Mac }));
  },
  'a public key': async (kms) => {
    const { PublicKey, KeySpec, KeyUsage, SigningAlgorithms } = await kms.send(
      new GetPublicKeyCommand({ KeyId: ANCHOR }),
    );
    // The head names the kind of key and the curve.
    const head = Buffer.from(PublicKey ?? []).toString('hex', 0, 27);
    return { head, length: PublicKey?.length, KeySpec, KeyUsage, SigningAlgorithms };
  },
  'the description of a key': async (kms) => {
    const { KeyMetadata = {} } = await kms.send(new DescribeKeyCommand({ KeyId: LIDS }));
    const { KeyState, KeySpec, KeyUsage, Enabled, Origin, EncryptionAlgorithms } = {
      ...KeyMetadata,
    } as Record<string, unknown>;
    return { KeyState, KeySpec, KeyUsage, Enabled, Origin, EncryptionAlgorithms };
  },
  'an unknown key': (kms) => kms.send(new DescribeKeyCommand({ KeyId: 'alias/no' })),
  'random bytes': async (kms) =>
    (await kms.send(new GenerateRandomCommand({ NumberOfBytes: 7 }))).Plaintext?.length,
};

/** Cases in which the oracle is wrong: its behaviour, and where AWS documents otherwise. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  'encryption again': 'it has no ReEncrypt (API_ReEncrypt.html)',
  'a data key without a size':
    'it returns 32 bytes; KMS requires either KeySpec or NumberOfBytes (API_GenerateDataKey.html)',
  'a signature with a key for encryption':
    'it returns UnsupportedOperationException; KMS returns InvalidKeyUsageException (API_Sign.html)',
};

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const clientOf = (endpoint: string) =>
  new KMSClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });

async function createKeys(kms: KMSClient): Promise<void> {
  for (const [AliasName, [KeySpec, KeyUsage]] of Object.entries(KEYS)) {
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({ KeySpec, KeyUsage }));
    await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyMetadata?.KeyId }));
  }
}

(typeof startEmulator === 'string' ? describe.skip : describe)("MiniStack's KMS as an oracle", () => {
  let dataDir: string;
  let emulator: Emulator;
  let ours: Kms;
  let clients: { readonly oracle: KMSClient; readonly local: KMSClient };
  beforeAll(async () => {
    if (typeof startEmulator === 'string') return;
    dataDir = await mkdtemp(join(tmpdir(), 'kms-oracle-'));
    emulator = await startEmulator(dataDir);
    ours = await startKms({
      keys: { [LIDS]: 'SYMMETRIC_DEFAULT', [PEPPER]: 'HMAC_256', [ANCHOR]: 'ECC_NIST_P256' },
    });
    clients = { oracle: clientOf(emulator.url), local: clientOf(ours.endpoint) };
    await createKeys(clients.oracle);
  }, SPEC_TIMEOUT_MS);
  afterAll(async () => {
    clients?.oracle.destroy();
    clients?.local.destroy();
    await ours?.stop();
    await emulator?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  /** The returned values, or the name of the error. */
  const outcomes = (run: (kms: KMSClient) => Promise<unknown>) =>
    Promise.all([clients.local, clients.oracle].map((kms) => run(kms).catch(({ name }: Error) => name)));
  const names = Object.keys(CASES);
  const runOf = (name: string) => CASES[name] ?? (() => Promise.reject(new Error(name)));

  it.each(names.filter((name) => !Object.hasOwn(DIFFERENCES, name)))('agrees: %s', async (name) => {
    const [local, oracle] = await outcomes(runOf(name));
    expect(local).toEqual(oracle);
  });

  it.each(Object.keys(DIFFERENCES))('still differs: %s', async (name) => {
    const [local, oracle] = await outcomes(runOf(name));
    expect(local).not.toEqual(oracle);
  });
});
