import type { StoredCommit } from '@tradepost/aggregate/store';
import {
  orderCancelled,
  orderConfirmed,
  orderCorrected,
  orderPlaced,
  orderRejected,
} from '@tradepost/contracts/orders/events';
import {
  cancelled,
  confirmed,
  corrected,
  linkRequested,
  placed,
  placedByGuest,
  rejected,
} from '../domain/order.spec-kit.ts';
import type { OrderEvent } from '../domain/order.ts';
import { toContractEvents } from './to-contract-events.ts';

const id = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const commit = (version: number, event: OrderEvent): StoredCommit<OrderEvent> => ({
  id,
  version,
  events: [event],
  at: event.at,
  actor: 'anonymous',
  correlationId: 'cor_1',
  ...(version === 0 ? {} : { causationId: 'evt_1' }),
});

describe('toContractEvents', () => {
  it.each([
    { contract: orderPlaced, log: [placed] },
    { contract: orderConfirmed, log: [placed, confirmed] },
    { contract: orderRejected, log: [placed, rejected] },
    { contract: orderCorrected, log: [placed, corrected] },
    { contract: orderCancelled, log: [placed, confirmed, cancelled] },
  ])('returns an event that the contract of $contract.type accepts', ({ contract, log }) => {
    const events = toContractEvents(log.map((event, version) => commit(version, event)));
    expect(events).toHaveLength(1);
    expect(events[0]?.type).toBe(contract.type);
    expect(contract.data.parse(events[0]?.data)).toEqual(events[0]?.data);
  });

  it('derives the id of an event from its position in the event store', () => {
    const [event] = toContractEvents([commit(0, placed), commit(1, confirmed)]);
    expect(event).toMatchObject({
      id: `${id}/1/0`,
      source: 'tradepost.orders',
      subject: id,
      correlationid: 'cor_1',
      causationid: 'evt_1',
    });
  });

  it('includes the cart of an order in OrderRejected: it can be submitted again', () => {
    const rejectedOf = (event: OrderEvent) =>
      toContractEvents([commit(0, event), commit(1, rejected)])[0]?.data;
    expect(rejectedOf({ ...placed, cartId: 'crt_1' })).toMatchObject({ orderId: id, cartId: 'crt_1' });
    expect(rejectedOf(placed)).not.toHaveProperty('cartId');
  });

  it('includes the units to reserve in OrderPlaced if a line is a bundle', () => {
    const [mug, teapot] = placed.lines;
    const set = { ...mug, sku: 'SET', components: [{ sku: 'TEAPOT', quantity: 3 }] } as typeof mug;
    const of = (lines: typeof placed.lines) => toContractEvents([commit(0, { ...placed, lines })])[0]?.data;
    expect(of([mug, teapot, set].filter((line) => line !== undefined))).toMatchObject({
      lines: [{}, {}, { sku: 'SET', components: [{ sku: 'TEAPOT', quantity: 3 }] }],
      reservationLines: [
        { sku: 'MUG-BLUE', quantity: 2 },
        { sku: 'TEAPOT', quantity: 7 },
      ],
    });
    expect(of(placed.lines)).not.toHaveProperty('reservationLines');
  });

  it('includes the hashes of a guest in OrderPlaced, those that the order has', () => {
    const guestOf = (event: OrderEvent) => {
      const [published] = toContractEvents([commit(0, event)]);
      return (published?.data as { readonly guest?: unknown } | undefined)?.guest;
    };
    expect(guestOf(placedByGuest)).toEqual({ emailHash: 'eml_1' });
    expect(guestOf({ ...placedByGuest, ipHash: 'ipa_1' })).toEqual({ emailHash: 'eml_1', ipHash: 'ipa_1' });
    expect(guestOf(placed)).toBeUndefined();
  });

  it('includes the corrected seals, and the others, in OrderCorrected and in a later OrderConfirmed', () => {
    const { contact } = corrected.sealed;
    const [published] = toContractEvents([commit(0, placed), commit(1, corrected)]);
    const sealed = { ...placed.sealed, contact };
    expect(published?.data).toMatchObject({ orderId: id, version: 1, sealed, corrected: ['contact'] });
    expect(JSON.stringify(published)).not.toContain(corrected.emailHash);
    const [later] = toContractEvents([commit(0, placed), commit(1, corrected), commit(2, confirmed)]);
    expect(later?.data).toMatchObject({ sealed });
  });

  it('includes the seals in OrderConfirmed, and not in OrderPlaced, OrderRejected and OrderCancelled', () => {
    const dataOf = (event: OrderEvent) => toContractEvents([commit(0, placed), commit(1, event)])[0]?.data;
    expect(dataOf(confirmed)).toMatchObject({ orderId: id, sealed: placed.sealed, country: 'GB' });
    for (const data of [toContractEvents([commit(0, placed)])[0]?.data, dataOf(rejected), dataOf(cancelled)])
      expect(JSON.stringify(data)).not.toMatch(/sealed"|sealedReason/);
  });

  it('publishes a requested link with the order alone', () => {
    expect(toContractEvents([commit(0, placedByGuest), commit(1, linkRequested)])[0]?.data).toEqual({
      orderId: id,
    });
  });

  it('includes the sealed payment token only in OrderPlaced', () => {
    const said = [[placed], [placed, confirmed], [placed, rejected], [placed, cancelled]].map((log) =>
      JSON.stringify(toContractEvents(log.map((event, version) => commit(version, event)))),
    );
    expect(said.map((text) => text.includes('sealedPaymentToken'))).toEqual([true, false, false, false]);
  });
});
