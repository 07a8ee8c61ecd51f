import { cancelled, confirmed, placed, rejected } from './order.spec-kit.ts';
import { evolve, noOrder, type OrderEvent, type OrderState, parseEvent } from './order.ts';

const LATER = '2026-03-01T10:00:00.000Z';
const states: Readonly<Record<OrderState['status'], OrderState>> = {
  none: noOrder,
  placed: [placed].reduce(evolve, noOrder),
  confirmed: [placed, confirmed].reduce(evolve, noOrder),
  rejected: [placed, rejected].reduce(evolve, noOrder),
  cancelled: [placed, cancelled].reduce(evolve, noOrder),
};
const FOLLOWS: Readonly<Record<OrderState['status'], Partial<Record<OrderEvent['type'], string>>>> = {
  none: { OrderPlaced: 'placed' },
  placed: { OrderConfirmed: 'confirmed', OrderRejected: 'rejected', OrderCancelled: 'cancelled' },
  confirmed: { OrderCancelled: 'cancelled' },
  rejected: {},
  cancelled: {},
};
const pairs = Object.values(states).flatMap((state) =>
  [placed, confirmed, rejected, cancelled].map((event) => ({
    status: state.status,
    type: event.type,
    state,
    event: { ...event, at: LATER } as OrderEvent,
  })),
);

describe('evolve', () => {
  it.each(pairs)('applies or ignores $type in status $status', ({ status, type, state, event }) => {
    const next = FOLLOWS[status][type];
    if (next === undefined) expect(evolve(state, event)).toBe(state);
    else expect(evolve(state, event)).toMatchObject({ status: next, updatedAt: LATER });
  });
});

describe('parseEvent', () => {
  it('returns fields in the order of the schema', () => {
    const reversed = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(reversed)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .map(([name, each]) => [name, reversed(each)])
                .reverse(),
            )
          : value;
    expect(JSON.stringify(parseEvent(reversed(placed)))).toBe(JSON.stringify(parseEvent(placed)));
  });

  it('throws on an event of an unknown type', () => {
    expect(() => parseEvent({ type: 'OrderShipped', at: LATER })).toThrow();
  });
});
