import type { NewEvent } from '@tradepost/aggregate/aggregate';
import { stampEvents } from '@tradepost/aggregate/stored-shapes';
import { MAX_SHORTAGES } from '@tradepost/contracts/inventory/limits';
import { MAX_ORDER_LINES } from '@tradepost/contracts/orders/model';
import { replay } from '@tradepost/testing/given';
import { itemBytes, MAX_ITEM_BYTES } from '@tradepost/testing/item-bytes';
import { runStateMachine } from '@tradepost/testing/state-machine';
import { placed as example, requested } from './domain/order.spec-kit.ts';
import { type OrderEvent, order } from './domain/order.ts';
import { MAX_ORDER_BYTES, place, type RequestedOrder } from './domain/place.ts';
import { toSealedOrder } from './projections/to-order.ts';
import { toOrderPlaced } from './streams/to-contract-events.ts';

/**
 * Maximum input and output of a state. Also the former limit of an SQS message and of an EventBridge entry, now 1 MB.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
const MAX_PAYLOAD_BYTES = 256 * 1024;
/** Source, type and time of an entry, which count in addition to its detail. */
const ENTRY_BYTES = 100;
const SAGA = 'services/orders/src/sagas/fulfil-order.asl.yml';

const { at } = example;
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

/** An order with the maximum number of lines, whose titles and reference fill it to exactly `MAX_ORDER_BYTES`. */
function largestOrder(): NewEvent<OrderEvent> {
  const titleLength = Math.floor((MAX_ORDER_BYTES - bytesOf(placedWith(0, 0))) / MAX_ORDER_LINES);
  const rest = MAX_ORDER_BYTES - bytesOf(placedWith(titleLength, 0));
  return placedWith(titleLength, rest);
}

function placedWith(titleLength: number, referenceLength: number): NewEvent<OrderEvent> {
  const lines = Array.from({ length: MAX_ORDER_LINES }, (_none, index) => ({
    sku: `SKU-${1_000 + index}`,
    quantity: 1_000,
  }));
  const offers: RequestedOrder['offers'] = new Map(
    lines.map(({ sku }) => [
      sku,
      { sku, title: 'x'.repeat(titleLength), isForSale: true, prices: { GBP: 99_999 } },
    ]),
  );
  const reference = 'x'.repeat(referenceLength);
  const decision = place({ ...requested, lines, offers, reference })(order.initial, { version: -1, at });
  if (!('events' in decision) || decision.events[0] === undefined)
    throw new Error(`the order was rejected: ${JSON.stringify(decision)}`);
  return decision.events[0];
}

const largest = largestOrder();
const [placed] = stampEvents([largest], at, order.events);
if (placed === undefined) throw new Error('there is no event');
const metadata = { at, actor: 'a'.repeat(128), correlationId: `cor_${'c'.repeat(124)}` };
const message = toOrderPlaced({
  id: requested.orderId,
  version: 0,
  events: [placed],
  fingerprint: 'f'.repeat(64),
  ...metadata,
});

/** The longest rejection: SKUs of 100 characters with three bytes each. */
const outOfStock = {
  code: 'OUT_OF_STOCK',
  shortages: Array.from({ length: MAX_SHORTAGES }, () => ({
    sku: '茶'.repeat(100),
    requested: 1_000_000_000,
    available: 999_999_999,
  })),
};

describe('the largest order', () => {
  it('has exactly MAX_ORDER_BYTES', () => {
    expect(bytesOf(largest)).toBe(MAX_ORDER_BYTES);
  });

  it('fits into an item of the event store', () => {
    const item = { pk: `order#${requested.orderId}`, sk: 0, id: requested.orderId, version: 0 };
    expect(itemBytes({ ...item, ...metadata, events: [placed] })).toBeLessThan(MAX_ITEM_BYTES);
  });

  it('fits into an item of the projection, with the reason of its rejection', () => {
    const rejected: OrderEvent = { type: 'OrderRejected', at, rejection: outOfStock };
    const projected = toSealedOrder(replay(order, [placed, rejected]), 1);
    const keys = { pk: `order#${projected.id}`, listing: 'x'.repeat(64), listingSort: 'x'.repeat(64) };
    const customer = `customer#${'x'.repeat(255)}`;
    expect(itemBytes({ ...keys, customer, order: projected })).toBeLessThan(MAX_ITEM_BYTES);
  });

  it('fits into an entry of the bus and into a message of a queue', () => {
    expect(bytesOf(message) + ENTRY_BYTES).toBeLessThan(MAX_PAYLOAD_BYTES);
  });

  it('fits into each state of its saga, with the longest rejection', async () => {
    const { states, maxStateBytes } = await runStateMachine(SAGA, message, {
      ReserveStock: () => ({ outcome: 'rejected', rejection: outOfStock }),
      RejectOrder: () => {
        throw Object.assign(new Error('x'.repeat(32 * 1024)), { name: 'Lambda.Unknown' });
      },
      RejectLater: () => ({ MessageId: 'x'.repeat(100) }),
    });
    expect(states.at(-1)).toBe('RejectLater');
    expect(maxStateBytes).toBeGreaterThan(MAX_ORDER_BYTES);
    expect(maxStateBytes).toBeLessThan(MAX_PAYLOAD_BYTES);
  });
});
