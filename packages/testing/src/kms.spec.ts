import { KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { type Kms, startKms } from './kms.ts';

let kms: Kms;
beforeAll(async () => {
  kms = await startKms({ keys: { 'alias/anchor': 'ECC_NIST_P256', 'alias/lids': 'SYMMETRIC_DEFAULT' } });
});
afterAll(() => kms.stop());

describe('startKms', () => {
  it('serves keys by their aliases, and counts the requests', async () => {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = new KMSClient({ endpoint: kms.endpoint, region: 'us-east-1', credentials });
    const { KeyId } = await client.send(
      new SignCommand({
        KeyId: 'alias/anchor',
        Message: Buffer.from('head'),
        SigningAlgorithm: 'ECDSA_SHA_256',
      }),
    );
    client.destroy();
    expect(KeyId).toBe(kms.arnOf('alias/anchor'));
    expect([kms.calls('Sign'), kms.calls('Decrypt')]).toEqual([1, 0]);
  });

  it('has no other keys', () => {
    expect(() => kms.arnOf('alias/no')).toThrow('there is no key alias/no');
  });
});
