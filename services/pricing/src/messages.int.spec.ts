import { toStreamRecord } from '@tradepost/aggregate/stream-record';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { CORRELATION_ID, CUSTOMER_ID, ORDER_ID } from '@tradepost/contracts/example-data';
import { holdCodes } from '@tradepost/contracts/pricing/commands';
import { sampleOf } from '@tradepost/contracts/samples';
import { asFunction } from '@tradepost/testing/as-function';
import { changesBy, undo } from '@tradepost/testing/changes';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { type MessagesByConsumer, messagesTo } from '@tradepost/testing/messages-to';
import { expectSamples } from '@tradepost/testing/samples';
import { toSqsEvent } from '@tradepost/testing/sqs';
import { type ItemChange, toStreamEvent } from '@tradepost/testing/stream';
import { codeCommands } from './commands/code-commands.ts';
import * as onProductChanged from './consumers/on-product-changed.ts';
import { merchandiser } from './http/merchandiser.spec-kit.ts';
import { depsAt, itemsOf, putEnvironment, TABLE_NAME } from './pricing.spec-kit.ts';
import { toContractEvents } from './streams/to-contract-events.ts';

const ULID = '01JD3XK8WQ4N6T2B9V5M7R0C1E';
const MERCHANDISED_AT = '2026-01-05T08:00:00.000Z';

let db: DynamoDb;
let messages: MessagesByConsumer;
beforeAll(async () => {
  db = await startDynamoDb({ services: ['pricing'] });
  messages = await messagesTo('pricing');
  putEnvironment(db.endpoint);
});
afterAll(() => db?.stop());

/** Dependencies at a time, which give everything the id of the samples. */
const at = (now: string) => ({
  ...depsAt(db.documents, now),
  newId: <const Prefix extends string>(prefix: Prefix) => `${prefix}_${ULID}` as const,
});
const call = merchandiser(() => at(MERCHANDISED_AT), CORRELATION_ID);
const changes = (work: () => Promise<unknown>) => changesBy(db.documents, TABLE_NAME, work);

/** The event that is published for changes. */
function said(changed: readonly ItemChange[]): CloudEvent | undefined {
  const { Records: records } = toStreamEvent(changed.filter(({ newImage }) => newImage?.['sk'] === 'state'));
  const [event, ...others] = records.flatMap((record) => toContractEvents(toStreamRecord(record)));
  expect(others).toEqual([]);
  return event;
}

/** Returns the changes by a command that arrives in the inbox and is repeated by direct invocation. */
const command = (now: string, message: CloudEvent) =>
  changes(async () => {
    const handler = asFunction(
      'tradepost-dev-pricing-commands',
      codeCommands(() => at(now)),
    );
    expect(await handler(toSqsEvent([message]), toContext())).toEqual({ batchItemFailures: [] });
    expect(await handler(message, toContext())).toMatchObject({ outcome: 'accepted' });
  });

const promotionId = `prm_${ULID}`;
const putPromotion = () =>
  call('createPromotion', {
    body: {
      ...{ name: 'A tenth off mugs', sortOrder: 100, startsAt: '2026-01-01T00:00:00Z', status: 'active' },
      condition: { field: 'subtotal', op: 'gte', value: { GBP: 1_500 } },
      target: { kind: 'lines', where: { field: 'sku', op: 'eq', value: 'MUG-BLUE' } },
      value: { kind: 'percent', ppm: 100_000 },
      requiresCode: true,
      budgetMinor: { GBP: 100_000 },
    },
  });
const putCode = () =>
  call('createDiscountCode', {
    body: { code: 'Mugs10', promotionIds: [promotionId], limit: 100, limitPerCustomer: 1 },
  });

const USED_AT = '2026-01-05T09:30:00.900Z';
const messageOf = (sample: string) => {
  const found = messages.get('codeCommands')?.find((each) => each.sample === sample)?.message;
  if (found === undefined) throw new Error(`no message of ${sample} reaches the service`);
  return found;
};

describe('messages that pricing consumes', () => {
  it('have a consumer that is tested here', () => {
    expect([...messages.keys()].toSorted()).toEqual(['codeCommands', 'onProductChanged']);
  });

  it('include the outcome of each order as a command, as in the committed samples', () => {
    const brought = messages.get('codeCommands')?.filter(({ rule }) => rule !== undefined) ?? [];
    expect(brought.map(({ sample, message }) => [sample, message.type])).toEqual([
      ['order-cancelled', 'ReleaseCodes'],
      ['order-confirmed', 'UseCodes'],
      ['order-rejected.insufficient-funds', 'ReleaseCodes'],
      ['order-rejected.out-of-stock', 'ReleaseCodes'],
    ]);
    expectSamples('tradepost.pricing', 'command', {
      'release-codes': messageOf('order-rejected.insufficient-funds'),
      'use-codes': messageOf('order-confirmed'),
    });
  });

  it('hold, use and release codes', async () => {
    const prepared = await changes(async () => {
      await putPromotion();
      await putCode();
    });
    const reached: Record<string, unknown> = {};
    for (const { sample, message } of messages.get('codeCommands') ?? []) {
      const held = await command('2026-01-05T09:30:00.300Z', sampleOf(holdCodes));
      const changed = await command(USED_AT, message);
      const { state } = await at('').codeUses.load(ORDER_ID);
      const counts = await itemsOf(db.documents, 'code-counter#');
      const [budget] = await itemsOf(db.documents, 'promotion-budget#');
      reached[sample] = [
        ...[state.status, counts.reduce((sum, { taken }) => sum + Number(taken), 0)],
        ...[Number(budget?.['takenMinor']), Number(budget?.['usedMinor'] ?? 0)],
      ];
      await undo(db.documents, TABLE_NAME, [...changed, ...held]);
    }
    expect(reached).toEqual({
      'hold-codes': ['held', 1, 170, 0],
      'use-codes': ['used', 1, 170, 170],
      'release-codes': ['released', 0, 0, 0],
      'order-confirmed': ['used', 1, 170, 170],
      'order-cancelled': ['released', 0, 0, 0],
      'order-rejected.insufficient-funds': ['released', 0, 0, 0],
      'order-rejected.out-of-stock': ['released', 0, 0, 0],
    });
    await undo(db.documents, TABLE_NAME, prepared);
  });

  it('record base prices of the catalogue', async () => {
    const handler = asFunction('tradepost-dev-pricing-on-product-changed', onProductChanged.handler);
    for (const { message } of messages.get('onProductChanged') ?? []) {
      const recorded = await changes(async () => {
        expect(await handler(toSqsEvent([message]), toContext())).toEqual({ batchItemFailures: [] });
      });
      const { product } = message.data as { product: { variants: unknown[] } };
      expect(recorded).toHaveLength(product.variants.length);
      await undo(db.documents, TABLE_NAME, recorded);
    }
  });
});

describe('events that pricing publishes', () => {
  it('equal the committed samples', async () => {
    const list = {
      name: 'Wholesale',
      priority: 10,
      taxIncluded: true,
      conditions: { customerGroup: 'wholesale' },
    };
    const priceList = await changes(() => call('createPriceList', { body: { ...list, status: 'active' } }));
    const tiers = [
      { currency: 'GBP', minQuantity: 1, minor: 750 },
      { currency: 'GBP', minQuantity: 12, minor: 690 },
    ];
    const params = { priceListId: `plt_${ULID}`, sku: 'MUG-BLUE' };
    const prices = await changes(() => call('setListPrices', { params, body: { tiers } }));
    const promotion = await changes(putPromotion);
    const code = await changes(putCode);
    const rates = [{ taxClass: 'standard', name: 'VAT', ppm: 200_000, validFrom: '2011-01-04T00:00:00Z' }];
    const jurisdiction = await changes(() =>
      call('createTaxJurisdiction', { body: { country: 'GB', rates } }),
    );
    const policy = await changes(() =>
      call('setTaxPolicy', {
        params: { market: 'GB' },
        body: {
          ...{ mode: 'platform', included: true, rounding: 'halfUp', level: 'line' },
          ...{ shipping: 'lines', onOutage: 'refuse' },
        },
      }),
    );
    const exemption = await changes(() =>
      call('createTaxExemption', {
        body: { customerId: CUSTOMER_ID, country: 'US', reason: 'Resale certificate 1815' },
      }),
    );
    const held = await command('2026-01-05T09:30:00.300Z', sampleOf(holdCodes));
    const used = await command(USED_AT, messageOf('order-confirmed'));
    const released = await command('2026-01-05T10:12:00.100Z', messageOf('order-cancelled'));

    expectSamples('tradepost.pricing', 'event', {
      'price-list-changed': said(priceList),
      'list-prices-changed': said(prices),
      'promotion-changed': said(promotion),
      'code-changed': said(code),
      'tax-rates-changed': said(jurisdiction),
      'tax-policy-changed': said(policy),
      'tax-exemption-changed': said(exemption),
      'codes-held': said(held),
      'codes-used': said(used),
      'codes-released': said(released),
    });
  });
});
