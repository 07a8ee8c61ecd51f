import { authorizePayment } from '@tradepost/contracts/payments/commands';
import { asFunction } from '@tradepost/testing/as-function';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { captureLogs } from '@tradepost/testing/log-lines';
import { toMessage } from '@tradepost/testing/messages';
import { type Secrets, startSecrets } from '@tradepost/testing/secrets';
import { API_KEY_SECRET, putEnvironment, sealToken } from '../payments.spec-kit.ts';
import { createCommandDeps } from '../provider-deps.ts';
import { paymentCommands } from './payment-commands.ts';

const COMMANDS = 'tradepost-dev-payments-commands';
const NEW_KEY = 'n'.repeat(40);
const REVOKED_KEY = `revoked_${'r'.repeat(32)}`;

const logs = captureLogs();
let db: DynamoDb;
let secrets: Secrets;

beforeAll(async () => {
  db = await startDynamoDb({ services: ['payments'] });
});
beforeEach(async () => {
  logs.clear();
  secrets = await startSecrets({ services: ['payments', 'platform'] });
  // The tests below read the log.
  putEnvironment({ db, secrets }, { POWERTOOLS_LOG_LEVEL: 'INFO' });
});
afterEach(() => secrets.stop());
afterAll(async () => {
  logs.restore();
  await db?.stop();
});

/** A new instance of the command function, without a cached key. */
function startInstance() {
  const deps = createCommandDeps(db.documents);
  const handler = asFunction(
    COMMANDS,
    paymentCommands(() => deps),
  );
  return async (command: string | Awaited<ReturnType<typeof authorize>>) =>
    handler(typeof command === 'string' ? await authorize(command) : command, toContext(COMMANDS));
}

async function authorize(name: string) {
  const paymentId = `pay_${name.padEnd(26, '0')}`;
  const amount = { amountMinor: 5_000, currency: 'GBP' };
  const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
  return toMessage(
    authorizePayment,
    { paymentId, orderId, amount, sealedToken: await sealToken(secrets, paymentId) },
    { subject: paymentId, source: 'tradepost.orders' },
  );
}

const accepted = expect.objectContaining({ outcome: 'accepted' });

describe('the API key of the provider', () => {
  it('is read once for many payments', async () => {
    const pay = startInstance();
    await expect(Promise.all([pay('1A'), pay('1B')])).resolves.toEqual([accepted, accepted]);
    await expect(pay('1C')).resolves.toEqual(accepted);
    // And once the key of payment tokens.
    expect(secrets.reads()).toBe(2);
  });

  it('is read again when the provider rejects the old one', async () => {
    const pay = startInstance();
    secrets.put(API_KEY_SECRET, REVOKED_KEY);
    await expect(pay('2A')).rejects.toMatchObject({ name: 'ProviderKeyRefused' });
    secrets.put(API_KEY_SECRET, NEW_KEY);
    await expect(pay('2B')).resolves.toEqual(accepted);
    await expect(pay('2A')).resolves.toEqual(accepted);
    // At first, and after each of two rejections; and once the key of payment tokens.
    expect(secrets.reads()).toBe(4);
  });

  it('is still used while Secrets Manager is unreachable', async () => {
    const pay = startInstance();
    await pay('3A');
    const second = await authorize('3B');
    await secrets.stop();
    await expect(pay(second)).resolves.toEqual(accepted);
  });

  it('is in no log line', async () => {
    const pay = startInstance();
    const keys = [secrets.valueOf(API_KEY_SECRET), REVOKED_KEY];
    await pay('4A');
    secrets.put(API_KEY_SECRET, REVOKED_KEY);
    await startInstance()('4B').catch(() => undefined);
    expect(logs.text()).toContain('PROVIDER_KEY_REFUSED');
    for (const key of keys) expect(logs.text()).not.toContain(key);
  });
});
