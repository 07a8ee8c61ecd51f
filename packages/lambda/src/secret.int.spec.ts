import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { jest } from '@jest/globals';
import { captureLogs } from '@tradepost/testing/log-lines';
import { type Secrets, startSecrets } from '@tradepost/testing/secrets';
import { createSecret } from './secret.ts';

const NAME = '/tradepost/dev/jars/lid';
const OTHER = 'another-value-of-the-lid';

const logs = captureLogs();
let secrets: Secrets;
let client: SecretsManagerClient;

beforeEach(async () => {
  process.env['AWS_LAMBDA_FUNCTION_NAME'] = 'tradepost-dev-jars-commands';
  secrets = await startSecrets({ names: [NAME] });
  client = new SecretsManagerClient({
    endpoint: secrets.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    retryMode: 'standard',
    maxAttempts: 1,
  });
  logs.clear();
});
afterEach(async () => {
  client.destroy();
  await secrets.stop();
});
afterAll(() => logs.restore());

describe('A secret', () => {
  it('is read when it is first asked for, once for all', async () => {
    const read = createSecret({ client, secretId: NAME });
    expect(secrets.reads()).toBe(0);
    const value = secrets.valueOf(NAME);
    await expect(Promise.all([read(), read()])).resolves.toEqual([value, value]);
    await expect(read()).resolves.toBe(value);
    expect(secrets.reads()).toBe(1);
  });

  it('is known by its ARN, too', async () => {
    const read = createSecret({ client, secretId: secrets.arnOf(NAME) });
    await expect(read()).resolves.toBe(secrets.valueOf(NAME));
  });

  it('is read again when it is old', async () => {
    const read = createSecret({ client, secretId: NAME, maxAgeMs: 0 });
    await read();
    secrets.put(NAME, OTHER);
    await expect(read()).resolves.toBe(OTHER);
  });
});

describe('A value that was refused', () => {
  it('is replaced by the one of now, once for all who were refused with it', async () => {
    const read = createSecret({ client, secretId: NAME });
    const old = await read();
    secrets.put(NAME, OTHER);
    await expect(Promise.all([read(old), read(old)])).resolves.toEqual([OTHER, OTHER]);
    await expect(read(old)).resolves.toBe(OTHER);
    expect(secrets.reads()).toBe(2);
  });

  it('comes back where there is no other', async () => {
    const read = createSecret({ client, secretId: NAME });
    const old = await read();
    await expect(read(old)).resolves.toBe(old);
  });
});

describe('Where a secret cannot be read', () => {
  it('its value from before is used, and a warning is logged without it', async () => {
    const read = createSecret({ client, secretId: NAME, maxAgeMs: 0 });
    const value = await read();
    await secrets.stop();
    await expect(read()).resolves.toBe(value);
    await expect(read()).resolves.toBe(value);
    expect(logs.lines()).toEqual([
      expect.objectContaining({
        level: 'WARN',
        message: 'secret not read, the value from before is used',
        functionName: 'tradepost-dev-jars-commands',
        error: expect.objectContaining({ stack: expect.any(String) }),
      }),
    ]);
    expect(logs.text()).not.toContain(value);
  });

  it('is a fault where there is none from before', async () => {
    const read = createSecret({ client, secretId: '/tradepost/dev/jars/of-nobody' });
    await expect(read()).rejects.toMatchObject({
      name: 'SecretUnavailable',
      code: 'SECRET_UNAVAILABLE',
      cause: { name: 'ResourceNotFoundException' },
    });
  });

  it('is not waited for longer than three seconds', async () => {
    jest.useFakeTimers();
    const silent = (_command: unknown, { abortSignal }: { readonly abortSignal: AbortSignal }) =>
      new Promise((_resolve, reject) => {
        abortSignal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    const read = createSecret({ client: { send: silent as never }, secretId: NAME });
    const reading = expect(read()).rejects.toMatchObject({ name: 'SecretUnavailable' });
    await jest.advanceTimersByTimeAsync(3_000);
    await reading;
    jest.useRealTimers();
  });
});
