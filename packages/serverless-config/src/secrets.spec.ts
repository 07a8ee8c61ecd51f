import { createRequire } from 'node:module';
import { type Fragment, framework } from './framework.spec-kit.ts';

const secrets = createRequire(import.meta.url)('../secrets.cjs') as Fragment;

describe('Secrets', () => {
  const secret = async (known: Readonly<Record<string, unknown>> = {}) => {
    const declared = { mailProvider: { description: 'Our key at the mail provider' } };
    const stage = {
      'param:deletionPolicy': 'Delete',
      'file(resources/secrets.yml), null': declared,
      ...known,
    };
    return (await secrets(framework(stage))).Resources['MailProviderSecret'];
  };

  it('have a random first value, and are deleted with their stack by default', async () => {
    await expect(secret()).resolves.toEqual({
      Type: 'AWS::SecretsManager::Secret',
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
      Properties: {
        Name: '/tradepost/dev/orders/mail-provider',
        Description: 'Our key at the mail provider',
        GenerateSecretString: { PasswordLength: 40, ExcludePunctuation: true },
      },
    });
  });

  it('are retained on a stage that retains data', async () => {
    await expect(secret({ 'param:deletionPolicy': 'RetainExceptOnCreate' })).resolves.toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  it("are encrypted with the platform's key if the stage has one", async () => {
    await expect(secret({ 'param:dataKey': 'ours' })).resolves.toMatchObject({
      Properties: { KmsKeyId: '{{resolve:ssm:/tradepost/dev/platform/data-key/arn}}' },
    });
  });
});
