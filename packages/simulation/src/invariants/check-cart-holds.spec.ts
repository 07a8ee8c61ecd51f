import type { UncheckedJson } from '../dynamodb/plain.ts';
import { checkCartHolds } from './check-cart-holds.ts';
import type { ItemAt, Journal } from './journal.ts';
import { createReport } from './violation.ts';

const OWNER = 'a reservation belongs to one cart or one order';
const cart = { id: 'crt_1', version: 1, since: '2026-01-01T10:00:00.000Z' };
const allocations = [{ sku: 'A', location: 'main', quantity: 2 }];
const held = { status: 'held', allocations, cart };
const ofOrder = { status: 'held', allocations, orderId: 'ord_1' };
const stock = (available: number, heldByCarts: number) => ({
  sku: 'A',
  location: 'main',
  available,
  heldByCarts,
});

type Step = { readonly state: UncheckedJson; readonly events?: readonly string[] };

/** The promises that a history of a reservation, of its stock, or the books at the end break. */
function brokenBy({
  reservation = [],
  levels = [],
  books = {},
  lines = [],
}: {
  readonly reservation?: readonly Step[];
  readonly levels?: readonly UncheckedJson[];
  readonly books?: Partial<Parameters<typeof checkCartHolds>[0]>;
  readonly lines?: Parameters<typeof checkCartHolds>[2] extends ReadonlyMap<string, infer Lines>
    ? Lines
    : never;
}): readonly string[] {
  const states = (items: readonly UncheckedJson[]): ItemAt[] => items.map((item, atMs) => ({ atMs, item }));
  const histories = new Map([
    ['sku#A location#main', states(levels)],
    [
      'reservation#res_1 state',
      states(
        reservation.map(({ state, events = [] }) => ({
          ...{ id: 'res_1', state, events: events.map((type) => ({ type })) },
        })),
      ),
    ],
  ]);
  const { violations, report } = createReport();
  const journal = { of: () => histories } as unknown as Journal;
  const all = { stock: [], reservations: new Map(), dispatched: new Map(), ...books };
  checkCartHolds(all, journal, new Map(lines.length === 0 ? [] : [['res_1', lines]]), report);
  return violations.map(({ invariant }) => invariant);
}

describe('checkCartHolds', () => {
  it('reports nothing of a cart whose order takes the reservation over', () => {
    const reservation = [
      { state: held, events: ['StockReserved'] },
      { state: { ...held, cart: { ...cart, version: 2 } }, events: ['ReservationChanged'] },
      { state: ofOrder, events: ['ReservationTakenOver'] },
      { state: { ...ofOrder, status: 'committed' }, events: ['StockCommitted'] },
    ];
    const books = { stock: [stock(4, 0)], reservations: new Map([['res_1', ofOrder]]) };
    const lines = [{ sku: 'A', quantity: 2 }];
    const levels = [stock(6, 0), stock(4, 2), stock(1, 2), stock(4, 0)];
    expect(brokenBy({ reservation, books, levels, lines })).toEqual([]);
  });

  it.each([
    ['has a cart and an order', [{ state: { ...held, orderId: 'ord_1' } }]],
    ["is a cart's after it was an order's", [{ state: ofOrder }, { state: held }]],
    ['of a cart is sold', [{ state: { ...held, status: 'committed' } }]],
    [
      'is taken over after it expired',
      [
        { state: held, events: ['StockReserved'] },
        { state: { ...held, status: 'released' }, events: ['StockReleased'] },
        { state: ofOrder, events: ['ReservationTakenOver'] },
      ],
    ],
    ['is released without a hold', [{ state: { ...held, status: 'released' }, events: ['StockReleased'] }]],
  ])('reports a reservation that %s', (_what, reservation) => {
    expect(brokenBy({ reservation })).toEqual([OWNER]);
  });

  it('reports a change by an earlier version of a cart', () => {
    const reservation = [{ state: { ...held, cart: { ...cart, version: 2 } } }, { state: held }];
    expect(brokenBy({ reservation })).toEqual(['an earlier version of a cart changes nothing']);
  });

  it('reports units that carts take beyond their share, and no others', () => {
    const beyond = 'carts hold no more of a stock than their share';
    expect(brokenBy({ levels: [stock(1, 0), stock(0, 1)] })).toEqual([]);
    expect(brokenBy({ levels: [stock(5, 0), stock(2, 3)] })).toEqual([]);
    expect(brokenBy({ levels: [stock(6, 0), stock(2, 4)] })).toEqual([beyond]);
  });

  it('reports units that are counted for carts, and are not theirs', () => {
    const counted = 'units counted for carts are those of carts';
    const reservations = new Map([['res_1', held]]);
    expect(brokenBy({ books: { stock: [stock(4, 2)], reservations } })).toEqual([]);
    expect(brokenBy({ books: { stock: [stock(4, 1)], reservations } })).toEqual([counted]);
    expect(brokenBy({ books: { stock: [stock(4, 2)], reservations: new Map() } })).toEqual([counted]);
  });

  it('reports an order that holds other lines than it asked for', () => {
    const books = { stock: [], reservations: new Map([['res_1', ofOrder]]) };
    const broken = brokenBy({ books, lines: [{ sku: 'A', quantity: 3 }] });
    expect(broken).toEqual(['an order holds the lines that it asked for']);
  });
});
