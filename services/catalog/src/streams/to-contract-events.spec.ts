import type { StreamRecord } from '@tradepost/aggregate/stream-record';
import {
  priceChanged,
  productArchived,
  productCreated,
  productUpdated,
} from '@tradepost/contracts/catalog/events';
import type { MessageContract } from '@tradepost/contracts/cloud-event';
import { replay } from '@tradepost/testing/given';
import type * as z from 'zod/mini';
import { tea } from '../domain/product.spec-kit.ts';
import { type ProductEvent, product } from '../domain/product.ts';
import { toContractEvents } from './to-contract-events.ts';

const at = '2026-02-02T00:00:00.000Z';

const record = (version: number, events: readonly ProductEvent[]): StreamRecord => ({
  sequenceNumber: '1',
  kind: version === 0 ? 'INSERT' : 'MODIFY',
  pk: `product#${tea.id}`,
  newImage: {
    pk: `product#${tea.id}`,
    sk: 'state',
    id: tea.id,
    version,
    state: replay({ ...product, initial: version === 0 ? product.initial : tea }, events),
    events,
    at,
    actor: 'shop-1',
    correlationId: 'correlation-1',
  },
  ...(version === 0 ? {} : { oldImage: { version: version - 1 } }),
});

describe('toContractEvents for a created product', () => {
  it('returns ProductCreated with the whole product and its version', () => {
    expect(toContractEvents(record(0, [{ type: 'ProductCreated', at, product: tea }]))).toEqual([
      {
        specversion: '1.0',
        id: `${tea.id}/0/0`,
        source: 'tradepost.catalog',
        type: 'ProductCreated',
        subject: tea.id,
        time: at,
        datacontenttype: 'application/json',
        dataschema: 'urn:tradepost:schema:ProductCreated:1',
        correlationid: 'correlation-1',
        data: { product: { ...tea, version: 0 } },
      },
    ]);
  });
});

describe('toContractEvents for a change of a product and its prices', () => {
  const changes = [{ sku: 'ASSAM-100', currency: 'GBP', fromMinor: 400, toMinor: 450 }];
  const events = toContractEvents(
    record(3, [
      { type: 'ProductUpdated', at, product: tea, skusAdded: ['ASSAM-500'], skusRemoved: [] },
      { type: 'PriceChanged', at, product: tea, changes },
    ]),
  );

  it('returns both events with different ids', () => {
    expect(events.map(({ id, type }) => [id, type])).toEqual([
      [`${tea.id}/3/0`, 'ProductUpdated'],
      [`${tea.id}/3/1`, 'PriceChanged'],
    ]);
  });

  it('returns only the data of the contracts', () => {
    expect(events.map(({ data }) => data)).toEqual([
      { product: { ...tea, version: 3 }, skusRemoved: [] },
      { product: { ...tea, version: 3 }, changes },
    ]);
  });
});

describe('toContractEvents for an archived product', () => {
  it('returns ProductArchived with the product and its version', () => {
    const product = { ...tea, status: 'archived' as const };
    expect(toContractEvents(record(1, [{ type: 'ProductArchived', at, product }]))).toMatchObject([
      { type: 'ProductArchived', data: { product: { ...product, version: 1 } } },
    ]);
  });
});

describe('toContractEvents', () => {
  type Row = {
    readonly contract: MessageContract<string, z.ZodMiniType>;
    readonly event: ProductEvent;
  };
  const rows: readonly Row[] = [
    { contract: productCreated, event: { type: 'ProductCreated', at, product: tea } },
    {
      contract: productUpdated,
      event: {
        type: 'ProductUpdated',
        at,
        product: tea,
        skusAdded: [],
        skusRemoved: [],
        formerSlug: 'a',
      },
    },
    {
      contract: priceChanged,
      event: {
        type: 'PriceChanged',
        at,
        product: tea,
        changes: [{ sku: 'A', currency: 'GBP', toMinor: 1 }],
      },
    },
    { contract: productArchived, event: { type: 'ProductArchived', at, product: tea } },
  ];

  it.each(rows)('returns an event that the contract of $contract.type accepts', ({ contract, event }) => {
    const [said] = toContractEvents(record(1, [event]));
    expect(said?.type).toBe(contract.type);
    expect(contract.data.safeParse(said?.data)).toMatchObject({ success: true, data: said?.data });
  });

  it('returns nothing for a claim', () => {
    const newImage = { pk: 'sku#ASSAM-100', sk: 'claim', claim: 'ASSAM-100', productId: tea.id };
    expect(toContractEvents({ sequenceNumber: '1', kind: 'INSERT', pk: newImage.pk, newImage })).toEqual([]);
  });

  it('throws on a stored event that does not match the schema', () => {
    const { newImage, ...rest } = record(0, []);
    const broken = { ...rest, newImage: { ...newImage, events: [{ type: 'ProductCreated', at }] } };
    expect(() => toContractEvents(broken)).toThrow();
  });
});
