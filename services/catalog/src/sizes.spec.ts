import { stampEvents } from '@tradepost/aggregate/stored-shapes';
import { MAX_VARIANTS, type Variant } from '@tradepost/contracts/catalog/model';
import { replay } from '@tradepost/testing/given';
import { itemBytes, MAX_ITEM_BYTES } from '@tradepost/testing/item-bytes';
import { tea } from './domain/product.spec-kit.ts';
import { type ProductEvent, type ProductFacts, product } from './domain/product.ts';
import { update } from './domain/update.ts';
import { MAX_EVENT_BYTES } from './domain/within-bounds.ts';
import { toProduct } from './projections/to-product.ts';

/** The former limit of an SQS message and of an EventBridge entry, now 1 MB. */
const MAX_MESSAGE_BYTES = 256 * 1024;
/** Attributes of a CloudEvent in addition to its data; also keys and metadata of an item in addition to its state and events. */
const ATTRIBUTES_BYTES = 2 * 1024;
const CURRENCIES = 116;

const at = '2026-02-02T00:00:00.000Z';
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

/** A product with the maximum number of variants, all with the same price. */
function productOf(price: number, description: string): ProductFacts {
  const currencies = Array.from({ length: CURRENCIES }, (_none, index) => `C${100 + index}`);
  const prices = Object.fromEntries(currencies.map((currency) => [currency, price]));
  const variants: Variant[] = Array.from({ length: MAX_VARIANTS }, (_none, index) => ({
    sku: `SKU-${index}`,
    options: { size: `${index}` },
    prices: index < MAX_VARIANTS / 4 ? prices : { GBP: price },
  }));
  return { ...tea, variants, variantCount: variants.length, description };
}

/** Returns the events of a change of the title and of every price; undefined if it is rejected. */
function changed(description: string): readonly ProductEvent[] | undefined {
  const { variants } = productOf(88_888, description);
  const changes = { title: 'Darjeeling', variants };
  const before = productOf(99_999, description);
  const decision = update(tea.id, changes)(before, { version: 0, at });
  return 'events' in decision ? stampEvents(decision.events, at, product.events) : undefined;
}

/** Returns the events of that change with the longest description that is accepted. */
function largestChange(): readonly ProductEvent[] {
  let length = 0;
  for (let step = 65_536; step >= 1; step /= 2)
    if (changed('x'.repeat(length + step)) !== undefined) length += step;
  return changed('x'.repeat(length)) ?? [];
}

describe('the largest change of a product', () => {
  const events = largestChange();
  const state = replay({ ...product, initial: productOf(99_999, '') }, events);

  it('has two events, the larger of exactly MAX_EVENT_BYTES', () => {
    expect(events.map(({ type }) => type)).toEqual(['ProductUpdated', 'PriceChanged']);
    expect(Math.max(...events.map(bytesOf))).toBe(MAX_EVENT_BYTES);
  });

  it('fits into an item, with the state after it', () => {
    expect(itemBytes({ events, state }) + ATTRIBUTES_BYTES).toBeLessThan(MAX_ITEM_BYTES);
  });

  it('fits into messages on the bus and in queues', () => {
    for (const event of events) {
      if (!('product' in event)) continue;
      const data = { ...event, product: toProduct(event.product, 1) };
      expect(bytesOf(data) + ATTRIBUTES_BYTES).toBeLessThan(MAX_MESSAGE_BYTES);
    }
  });
});
