import { toStreamRecord } from '@tradepost/aggregate/stream-record';
import { type ItemChange, toStreamEvent } from '@tradepost/testing/stream';
import { toContractEvents } from './to-contract-events.ts';

const reservationId = 'res_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const adjustmentId = 'adj_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const at = '2026-01-01T10:00:00.000Z';
const expiresAt = '2026-01-01T10:30:00.000Z';
const allocations = [
  { sku: 'A', location: 'main', quantity: 2 },
  { sku: 'B', location: 'main', quantity: 1 },
  { sku: 'A', location: 'main', quantity: 3 },
];
const merged = [
  { sku: 'A', location: 'main', quantity: 5 },
  { sku: 'B', location: 'main', quantity: 1 },
];

const eventsOf = (change: ItemChange) => {
  const { Records: records } = toStreamEvent([change]);
  return records.flatMap((record) => toContractEvents(toStreamRecord(record)));
};
const reservationItem = (version: number, state: object, events: readonly object[]) => ({
  pk: `reservation#${reservationId}`,
  sk: 'state',
  id: reservationId,
  version,
  state: { orderId, updatedAt: at, ...state },
  events,
  at,
  actor: 'tradepost.orders',
  correlationId: 'cor-1',
  causationId: 'message-1',
});
const held = reservationItem(0, { status: 'held', allocations, expiresAt }, [{ type: 'StockReserved', at }]);
const envelope = (type: string, version: number) => ({
  specversion: '1.0',
  id: `${reservationId}/${version}/0`,
  source: 'tradepost.inventory',
  type,
  subject: reservationId,
  time: at,
  datacontenttype: 'application/json',
  dataschema: `urn:tradepost:schema:${type}:1`,
  correlationid: 'cor-1',
  causationid: 'message-1',
});

describe('toContractEvents of a reservation', () => {
  it('publishes StockReserved with the allocations, each stock once', () => {
    expect(eventsOf({ newImage: held })).toEqual([
      {
        ...envelope('StockReserved', 0),
        data: { reservationId, orderId, allocations: merged, expiresAt },
      },
    ]);
  });

  it('publishes StockReservationRefused with the shortages', () => {
    const shortages = [{ sku: 'A', requested: 2, available: 1 }];
    const stored = [{ type: 'StockReservationRefused', at, orderId, shortages }];
    expect(eventsOf({ newImage: reservationItem(0, { status: 'refused', shortages }, stored) })).toEqual([
      {
        ...envelope('StockReservationRefused', 0),
        data: { reservationId, orderId, code: 'OUT_OF_STOCK', shortages },
      },
    ]);
  });

  it('publishes StockCommitted', () => {
    const committed = reservationItem(1, { status: 'committed', allocations }, [
      { type: 'StockCommitted', at },
    ]);
    expect(eventsOf({ oldImage: held, newImage: committed })).toEqual([
      { ...envelope('StockCommitted', 1), data: { reservationId, orderId } },
    ]);
  });

  it('publishes StockDispatched with the units of the dispatch, and whether it was the last', () => {
    const dispatches = [{ dispatchId: 'dsp_01JD3XK8WQ4N6T2B9V5M7R0C1E', digest: '0' }];
    const [{ dispatchId, digest }] = dispatches as [{ dispatchId: string; digest: string }];
    const sent = [{ sku: 'A', location: 'main', quantity: 1 }];
    const stored = [{ type: 'StockDispatched', at, dispatchId, digest, allocations: sent }];
    const data = { reservationId, orderId, dispatchId, allocations: sent };
    const partly = reservationItem(1, { status: 'committed', allocations, dispatches }, stored);
    expect(eventsOf({ oldImage: held, newImage: partly })).toEqual([
      { ...envelope('StockDispatched', 1), data: { ...data, isComplete: false } },
    ]);
    const wholly = reservationItem(1, { status: 'dispatched', dispatches }, stored);
    expect(eventsOf({ oldImage: held, newImage: wholly })).toEqual([
      { ...envelope('StockDispatched', 1), data: { ...data, isComplete: true } },
    ]);
  });

  it('publishes StockReleased with the reason and the allocations', () => {
    const stored = [{ type: 'StockReleased', at, reason: 'expired' }];
    const released = reservationItem(1, { status: 'released', allocations }, stored);
    expect(eventsOf({ oldImage: held, newImage: released })).toEqual([
      {
        ...envelope('StockReleased', 1),
        data: { reservationId, orderId, reason: 'expired', allocations: merged },
      },
    ]);
  });

  it('publishes nothing for intermediate steps', () => {
    const reserving = { status: 'reserving', allocations, allocationsHeld: 1, expiresAt };
    expect(eventsOf({ newImage: reservationItem(0, reserving, []) })).toEqual([]);
  });

  it('publishes nothing if the item changed without a new version', () => {
    expect(eventsOf({ oldImage: held, newImage: { ...held, touched: true } })).toEqual([]);
  });
});

describe('toContractEvents of an adjustment', () => {
  const stock = {
    sku: 'A',
    location: 'north-1',
    onHand: 7,
    reserved: 2,
    available: 5,
    lowStockThreshold: 0,
    version: 3,
    updatedAt: at,
  };
  const adjustment = {
    pk: 'sku#A',
    sk: `adjustment#${adjustmentId}`,
    id: adjustmentId,
    version: 0,
    state: stock,
    // Stored without a time of its own, as before events had one.
    events: [{ type: 'StockAdjusted', delta: -3, reason: 'damaged', onHand: 7, available: 5 }],
    at,
    actor: 'anonymous',
    correlationId: 'cor-2',
  };

  it('publishes StockAdjusted with delta and reason, and the SKU as subject', () => {
    expect(eventsOf({ newImage: adjustment })).toEqual([
      {
        specversion: '1.0',
        id: `${adjustmentId}/0/0`,
        source: 'tradepost.inventory',
        type: 'StockAdjusted',
        subject: 'A',
        time: at,
        datacontenttype: 'application/json',
        dataschema: 'urn:tradepost:schema:StockAdjusted:1',
        correlationid: 'cor-2',
        data: {
          adjustmentId,
          sku: 'A',
          location: 'north-1',
          delta: -3,
          reason: 'damaged',
          onHand: 7,
          available: 5,
        },
      },
    ]);
  });
});

describe('toContractEvents of a stock', () => {
  const item = (version: number, available: number, lowStockThreshold = 5) => ({
    pk: 'sku#A',
    sk: 'location#main',
    sku: 'A',
    location: 'main',
    onHand: available + 1,
    reserved: 1,
    available,
    lowStockThreshold,
    version,
    updatedAt: at,
    correlationId: 'cor-3',
    causationId: 'message-3',
  });
  const typesOf = (oldImage: object | undefined, newImage: object | undefined) =>
    eventsOf({
      ...(oldImage === undefined ? {} : { oldImage: oldImage as Record<string, unknown> }),
      ...(newImage === undefined ? {} : { newImage: newImage as Record<string, unknown> }),
    }).map(({ type }) => type);

  it('publishes StockLow with the ids of the change that caused it', () => {
    expect(eventsOf({ oldImage: item(8, 6), newImage: item(9, 5) })).toEqual([
      {
        specversion: '1.0',
        id: 'A@main/9/StockLow',
        source: 'tradepost.inventory',
        type: 'StockLow',
        subject: 'A',
        time: at,
        datacontenttype: 'application/json',
        dataschema: 'urn:tradepost:schema:StockLow:1',
        correlationid: 'cor-3',
        causationid: 'message-3',
        data: { sku: 'A', location: 'main', available: 5, lowStockThreshold: 5 },
      },
    ]);
  });

  it('publishes StockDepleted, after StockLow if the stock was not low before', () => {
    expect(typesOf(item(8, 3), item(9, 0))).toEqual(['StockDepleted']);
    expect(typesOf(item(8, 1), item(9, 0))).toEqual(['StockDepleted']);
    expect(typesOf(item(8, 6), item(9, 0))).toEqual(['StockLow', 'StockDepleted']);
  });

  it('publishes nothing if no threshold is crossed', () => {
    expect(typesOf(item(8, 7), item(9, 6))).toEqual([]);
    expect(typesOf(item(8, 5), item(9, 4))).toEqual([]);
    expect(typesOf(item(8, 0), item(9, 0))).toEqual([]);
    expect(typesOf(item(8, 4), item(9, 9))).toEqual([]);
  });

  it('publishes StockLow if the threshold was raised', () => {
    expect(typesOf(item(8, 7, 5), item(9, 7, 7))).toEqual(['StockLow']);
  });

  it('publishes nothing for a stock that was created or deleted', () => {
    expect(typesOf(undefined, item(0, 0))).toEqual([]);
    expect(typesOf(item(8, 3), undefined)).toEqual([]);
  });
});
