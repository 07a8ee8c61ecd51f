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

describe('a secret', () => {
  it('is read at the first call, once for concurrent callers', async () => {
    const read = createSecret({ client, secretId: NAME });
    expect(secrets.reads()).toBe(0);
    const value = secrets.valueOf(NAME);
    await expect(Promise.all([read(), read()])).resolves.toEqual([value, value]);
    await expect(read()).resolves.toBe(value);
    expect(secrets.reads()).toBe(1);
  });

  it('may be identified by its ARN', async () => {
    const read = createSecret({ client, secretId: secrets.arnOf(NAME) });
    await expect(read()).resolves.toBe(secrets.valueOf(NAME));
  });

  it('is read again after its maximum age', async () => {
    const read = createSecret({ client, secretId: NAME, maxAgeMs: 0 });
    await read();
    secrets.put(NAME, OTHER);
    await expect(read()).resolves.toBe(OTHER);
  });
});

describe('the age of a value', () => {
  afterEach(() => jest.restoreAllMocks());

  it.each([
    ['is used for five minutes', 5 * 60_000 - 1, 1],
    ['is read again after five minutes', 5 * 60_000, 2],
  ])('%s', async (_what, ageMs, reads) => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(0);
    const send = jest.fn(async () => ({ SecretString: 'value' }));
    const read = createSecret({ client: { send: send as never }, secretId: NAME });
    await read();
    now.mockReturnValue(ageMs);
    await read();
    expect(send).toHaveBeenCalledTimes(reads);
  });
});

describe('a rejected value', () => {
  it('triggers one read that concurrent callers share', async () => {
    const read = createSecret({ client, secretId: NAME });
    const old = await read();
    secrets.put(NAME, OTHER);
    await expect(Promise.all([read(old), read(old)])).resolves.toEqual([OTHER, OTHER]);
    await expect(read(old)).resolves.toBe(OTHER);
    expect(secrets.reads()).toBe(2);
  });

  it('is returned again if it is still the current one', async () => {
    const read = createSecret({ client, secretId: NAME });
    const old = await read();
    await expect(read(old)).resolves.toBe(old);
  });
});

describe('a secret that cannot be read', () => {
  it('keeps its cached value, and logs a warning without the value', async () => {
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

  it('throws SecretUnavailable without a cached value', async () => {
    const read = createSecret({ client, secretId: '/tradepost/dev/jars/of-nobody' });
    await expect(read()).rejects.toMatchObject({
      name: 'SecretUnavailable',
      code: 'SECRET_UNAVAILABLE',
      cause: { name: 'ResourceNotFoundException' },
    });
  });

  it('fails after three seconds', async () => {
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
