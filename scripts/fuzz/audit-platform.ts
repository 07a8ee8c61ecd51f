import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Order } from '@tradepost/contracts/models/order';
import { readCloudFile } from '@tradepost/local/cloud-file';
import type { Api } from '../api/connect.ts';
import { forEach } from '../api/for-each.ts';
import { poll } from '../api/poll.ts';
import { auditLedger, listAll } from '../crash-import/audit.ts';
import { createShop } from '../e2e/shop.ts';

const CONCURRENCY = 8;
/** Sagas, events and views follow the requests; an order that a provider lets wait takes the longest. */
const SETTLED = { withinMs: 90_000, firstPauseMs: 100, longestPauseMs: 1_000 };
const DEAD_LETTERS = /-(dlq|failures)$/;
/** What an order's end says on the bus. */
const ENDS = { confirmed: 'OrderConfirmed', rejected: 'OrderRejected', cancelled: 'OrderCancelled' } as const;

/**
 * Looks at a platform from outside after it was ill-treated, and returns what is wrong: an order that cannot be placed
 * any more, one that does not end or whose events are not all logged, units that are held for nobody, a ledger that does
 * not balance, a dead letter.
 *
 * @param dataDir of the local cloud
 */
export async function auditPlatform(url: string, dataDir: string): Promise<readonly string[]> {
  const shop = createShop(url);
  try {
    let problems: readonly string[] = [];
    await poll(async () => {
      const orders = await listAll(shop.api.paginate('/v1/orders'));
      problems = [
        ...orders.filter(({ status }) => status === 'placed').map(({ id }) => `the order ${id} does not end`),
        ...(await auditEvents(shop.api, orders)),
        ...(await auditReserved(shop.api, orders)),
        ...(await auditLedgers(shop.api, orders)),
        ...(await auditDeadLetters(dataDir)),
      ];
      return problems.length === 0 ? true : undefined;
    }, SETTLED);
    await shop.sell('AFTERWARDS', 1);
    const order = await shop.ended((await shop.place({ sku: 'AFTERWARDS', quantities: [1] })).id);
    return order.status === 'confirmed' ? problems : [...problems, `an order afterwards is ${order.status}`];
  } finally {
    await shop.api.close();
  }
}

async function auditEvents(api: Api, orders: readonly Order[]): Promise<readonly string[]> {
  const problems: string[] = [];
  await forEach(orders, CONCURRENCY, async ({ id, status, version }) => {
    const events = await listAll(api.paginate('/v1/events', { params: { query: { subject: id } } }));
    const types = events.map(({ type }) => type).filter((type) => type.startsWith('Order'));
    const expected = status === 'placed' ? ['OrderPlaced'] : ['OrderPlaced', ENDS[status]];
    const isWhole = expected.every((type) => types.includes(type)) && types.length === version + 1;
    if (!isWhole)
      problems.push(`the order ${id} is ${status} at version ${version}, with ${types.join(', ')}`);
  });
  return problems;
}

/** What is held of a SKU is what confirmed orders have of it: nothing of theirs has been dispatched. */
async function auditReserved(api: Api, orders: readonly Order[]): Promise<readonly string[]> {
  const sold = new Map<string, number>();
  for (const { status, lines } of orders) {
    for (const { sku, quantity } of lines) {
      sold.set(sku, (sold.get(sku) ?? 0) + (status === 'confirmed' ? quantity : 0));
    }
  }
  const problems: string[] = [];
  await forEach(sold, CONCURRENCY, async ([sku, units]) => {
    const { data } = await api.GET('/v1/stock/{sku}', { params: { path: { sku } } });
    const { onHand = 0, reserved = 0, available = 0 } = data ?? {};
    if (reserved !== units) problems.push(`${sku}: ${reserved} units are held, and ${units} were sold`);
    if (onHand !== reserved + available) problems.push(`${sku}: ${onHand} is not ${reserved} + ${available}`);
  });
  return problems;
}

async function auditLedgers(api: Api, orders: readonly Order[]): Promise<readonly string[]> {
  const byCurrency = Map.groupBy(orders, ({ currency }) => currency);
  const problems = await Promise.all(
    [...byCurrency].map(([currency, its]) => auditLedger(api, its, currency)),
  );
  return problems.flat();
}

async function auditDeadLetters(dataDir: string): Promise<readonly string[]> {
  const { endpoints, environment } = readCloudFile(dataDir);
  const credentials = {
    accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
  };
  const region = environment['AWS_REGION'] ?? 'us-east-1';
  const sqs = new SQSClient({ endpoint: endpoints.sqs, region, credentials });
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const problems: string[] = [];
  await forEach(
    QueueUrls.filter((queue) => DEAD_LETTERS.test(queue)),
    CONCURRENCY,
    async (QueueUrl) => {
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
      );
      const count = Number(Attributes?.['ApproximateNumberOfMessages'] ?? 0);
      if (count > 0) problems.push(`${QueueUrl.split('/').at(-1)} has ${count} dead letters`);
    },
  );
  sqs.destroy();
  return problems;
}
