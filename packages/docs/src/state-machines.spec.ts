import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type ReservationEvent, reservation } from '../../../services/inventory/src/domain/reservation.ts';
import { events as ORDER_EVENTS } from '../../../services/orders/src/domain/order.spec-kit.ts';
import { order } from '../../../services/orders/src/domain/order.ts';
import { payment } from '../../../services/payments/src/domain/payment.ts';
import type { PaymentEvent } from '../../../services/payments/src/domain/payment-event.ts';
import { findCodeBlocks } from './code-blocks.ts';
import { type Transition, transitionsOf } from './diagram.ts';

const AT = '2026-11-29T12:00:00.000Z';
const AMOUNT = { amountMinor: 850, currency: 'GBP' };
const HALF = { amountMinor: 425, currency: 'GBP' };
const ALLOCATION = { sku: 'MUG-BLUE', location: 'main', quantity: 2 };

/** Events of an order that can follow in every state and never change its status. They are not drawn. */
const {
  OrderTokenRevoked,
  OrderLinkRequested,
  OrderClaimed,
  PersonalDataCorrected,
  PersonalDataErased,
  ...DRAWN_ORDER_EVENTS
} = ORDER_EVENTS;

/** One event of each type: a new type in the domain does not compile without an entry here. */
type OneOfEach<Event extends { readonly type: string }> = {
  readonly [Type in Event['type']]: Extract<Event, { readonly type: Type }>;
};

const PAYMENT_EVENTS: OneOfEach<PaymentEvent> = {
  AuthorizationRequested: {
    type: 'AuthorizationRequested',
    at: AT,
    orderId: 'ord_1',
    amount: AMOUNT,
    provider: 'simulated',
    sealedToken: 's1..x',
  },
  PaymentAuthorized: {
    type: 'PaymentAuthorized',
    at: AT,
    orderId: 'ord_1',
    amount: AMOUNT,
    provider: 'simulated',
    providerReference: 'ch_1',
  },
  PaymentPending: {
    type: 'PaymentPending',
    at: AT,
    orderId: 'ord_1',
    amount: AMOUNT,
    provider: 'simulated',
    providerReference: 'ch_1',
    sealedAction: 's1..x',
    until: AT,
  },
  PaymentDeclined: {
    type: 'PaymentDeclined',
    at: AT,
    orderId: 'ord_1',
    amount: AMOUNT,
    provider: 'simulated',
    declineCode: 'CARD_EXPIRED',
    openCharge: 'ch_1',
  },
  ChargeClosed: { type: 'ChargeClosed', at: AT },
  PaymentVoidedInAdvance: { type: 'PaymentVoidedInAdvance', at: AT, orderId: 'ord_1' },
  VoidRequested: { type: 'VoidRequested', at: AT },
  PaymentVoided: { type: 'PaymentVoided', at: AT, orderId: 'ord_1', amount: AMOUNT, wasBooked: true },
  CaptureRequested: {
    type: 'CaptureRequested',
    at: AT,
    amount: HALF,
    captureId: 'cap_1',
    isFinal: false,
  },
  PaymentCaptured: {
    type: 'PaymentCaptured',
    at: AT,
    orderId: 'ord_1',
    amount: HALF,
    released: { amountMinor: 0, currency: 'GBP' },
    captureId: 'cap_1',
  },
  CaptureFailed: { type: 'CaptureFailed', at: AT, captureId: 'cap_1', providerCode: 'expired' },
  RemainderVoidRequested: { type: 'RemainderVoidRequested', at: AT },
  RemainderVoided: { type: 'RemainderVoided', at: AT, orderId: 'ord_1', amount: HALF },
  RefundRequested: { type: 'RefundRequested', at: AT, orderId: 'ord_1', refundId: 'ref_1', amount: AMOUNT },
  PaymentRefunded: { type: 'PaymentRefunded', at: AT, orderId: 'ord_1', refundId: 'ref_1', amount: AMOUNT },
  RefundFailed: { type: 'RefundFailed', at: AT, refundId: 'ref_1', providerCode: 'charge_disputed' },
  DisputeOpened: {
    type: 'DisputeOpened',
    at: AT,
    orderId: 'ord_1',
    disputeId: 'dp_1',
    amount: HALF,
    feeMinor: 0,
  },
  DisputeWon: { type: 'DisputeWon', at: AT, orderId: 'ord_1', disputeId: 'dp_1', amount: HALF },
  DisputeLost: { type: 'DisputeLost', at: AT, orderId: 'ord_1', disputeId: 'dp_1', amount: HALF },
};

const CART = { id: 'crt_1', version: 1, since: AT };

const RESERVATION_EVENTS: OneOfEach<ReservationEvent> = {
  StockAllocated: {
    type: 'StockAllocated',
    at: AT,
    orderId: 'ord_1',
    allocations: [ALLOCATION],
    expiresAt: AT,
    cart: CART,
  },
  TakePlanned: {
    type: 'TakePlanned',
    at: AT,
    orderId: 'ord_1',
    allocation: ALLOCATION,
    expiresAt: AT,
    takeBefore: 7,
  },
  StockReallocated: { type: 'StockReallocated', at: AT, remaining: [ALLOCATION] },
  LinesAllocated: { type: 'LinesAllocated', at: AT, allocations: [ALLOCATION] },
  ReservationChanged: { type: 'ReservationChanged', at: AT, cart: CART, expiresAt: AT },
  ReservationExtended: { type: 'ReservationExtended', at: AT, cart: CART, expiresAt: AT },
  ReservationTakenOver: { type: 'ReservationTakenOver', at: AT, orderId: 'ord_1', expiresAt: AT },
  AllocationsHeld: { type: 'AllocationsHeld', at: AT, count: 1 },
  ReleaseStarted: {
    type: 'ReleaseStarted',
    at: AT,
    conclusion: { type: 'StockReleased', reason: 'requested' },
  },
  AllocationsReleased: { type: 'AllocationsReleased', at: AT, count: 1 },
  ReservationCancelled: { type: 'ReservationCancelled', at: AT, orderId: 'ord_1' },
  StockReserved: { type: 'StockReserved', at: AT },
  StockReservationRefused: { type: 'StockReservationRefused', at: AT, orderId: 'ord_1', shortages: [] },
  StockReleased: { type: 'StockReleased', at: AT, reason: 'requested' },
  StockCommitted: { type: 'StockCommitted', at: AT },
  StockDispatched: {
    type: 'StockDispatched',
    at: AT,
    dispatchId: 'dsp_1',
    digest: '0',
    allocations: [ALLOCATION],
  },
};

type Machine<State, Event> = {
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
  readonly events: readonly Event[];
};

/**
 * The result of a refund can follow only after its request, and that of a second capture after the first, with refunds and disputes
 * in between, which do not change the status.
 */
const MAX_STATES_PER_STATUS = 30;

/** Applies every event to every state that can be reached. An event that cannot follow returns the same state. */
function explore<State extends { readonly status: string }, Event extends { readonly type: string }>({
  initial,
  evolve,
  events,
}: Machine<State, Event>): readonly Transition[] {
  const states = [initial];
  const found = new Map<string, Transition>();
  for (const state of states) {
    for (const event of events) {
      const next = evolve(state, event);
      if (next === state) continue;
      const transition = { from: state.status, event: event.type, to: next.status };
      found.set(JSON.stringify(transition), transition);
      const alike = states.filter(({ status }) => status === next.status);
      if (alike.length < MAX_STATES_PER_STATUS && !alike.some((each) => isDeepStrictEqual(each, next)))
        states.push(next);
    }
  }
  return [...found.values()];
}

const inOrder = (transitions: readonly Transition[]) =>
  transitions.map(({ from, event, to }) => `${from} ${event} ${to}`).toSorted();

const PAGE = 'state-machines.md';

describe('the state machines of the documentation', () => {
  const diagrams = findCodeBlocks(PAGE, readFileSync(join(import.meta.dirname, '..', PAGE), 'utf8'));
  const drawn = (name: string) =>
    transitionsOf(diagrams.find(({ code }) => code.includes(`States of ${name}`))?.code ?? '');

  it.each([
    ['an order', explore({ ...order, events: Object.values(DRAWN_ORDER_EVENTS) })],
    ['a payment', explore({ ...payment, events: Object.values(PAYMENT_EVENTS) })],
    ['a reservation', explore({ ...reservation, events: Object.values(RESERVATION_EVENTS) })],
  ])('have the transitions of the domain: %s', (name, transitions) => {
    expect(inOrder(drawn(name))).toEqual(inOrder(transitions));
  });

  it('leave out only events that change no status', () => {
    const left: readonly string[] = [
      OrderTokenRevoked.type,
      OrderLinkRequested.type,
      OrderClaimed.type,
      PersonalDataCorrected.type,
      PersonalDataErased.type,
    ];
    const all = explore({ ...order, events: Object.values(ORDER_EVENTS) });
    const transitions = all.filter(({ event }) => left.includes(event));
    expect(transitions).toHaveLength(25);
    expect(transitions.filter(({ from, to }) => from !== to)).toEqual([]);
  });

  it('show every other stored event', () => {
    const lists = {
      'an order': DRAWN_ORDER_EVENTS,
      'a payment': PAYMENT_EVENTS,
      'a reservation': RESERVATION_EVENTS,
    };
    for (const [name, events] of Object.entries(lists))
      expect(new Set(drawn(name).map(({ event }) => event))).toEqual(new Set(Object.keys(events)));
  });
});
