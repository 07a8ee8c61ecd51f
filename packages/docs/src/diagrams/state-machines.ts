import { type Box, drawGraph, type Edge } from './graph.ts';
import type { Drawing } from './svg.ts';

/** An event that changes the state of an aggregate, also if the state stays the same. */
export type Transition = { readonly from: string; readonly event: string; readonly to: string };

/** Events that lead from one state to another, and where they are drawn. */
type Arrow = Omit<Edge, 'label'> & { readonly events: readonly string[] };

export type StateMachine = {
  readonly name: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** `none`, before the first event, is a dot. */
  readonly states: readonly Omit<Box, 'lines'>[];
  readonly arrows: readonly Arrow[];
};

/**
 * State machines of the services' aggregates. `packages/docs/src/state-machines.spec.ts` compares them with the domain code.
 */
export const stateMachines = {
  order: {
    name: 'order-states',
    title: 'States of an order',
    width: 700,
    height: 290,
    states: [
      { id: 'none', x: 40, y: 60, kind: 'start' },
      { id: 'placed', x: 230, y: 60, kind: 'accent' },
      { id: 'confirmed', x: 530, y: 60 },
      { id: 'rejected', x: 230, y: 220, kind: 'final' },
      { id: 'cancelled', x: 530, y: 220, kind: 'final' },
    ],
    arrows: [
      { from: 'none', to: 'placed', events: ['OrderPlaced'] },
      { from: 'placed', to: 'confirmed', events: ['OrderConfirmed'] },
      { from: 'placed', to: 'rejected', events: ['OrderRejected'] },
      { from: 'placed', to: 'cancelled', events: ['OrderCancelled'] },
      { from: 'confirmed', to: 'cancelled', events: ['OrderCancelled'] },
    ],
  },
  payment: {
    name: 'payment-states',
    title: 'States of a payment',
    width: 960,
    height: 400,
    states: [
      { id: 'none', x: 90, y: 60, kind: 'start' },
      { id: 'voided-in-advance', x: 90, y: 210, width: 140, kind: 'final' },
      { id: 'authorizing', x: 340, y: 60, kind: 'accent' },
      { id: 'declined', x: 340, y: 210, kind: 'final' },
      { id: 'authorized', x: 600, y: 60 },
      { id: 'voiding', x: 600, y: 210, kind: 'accent' },
      { id: 'voided', x: 600, y: 350, kind: 'final' },
      { id: 'capturing', x: 860, y: 60, kind: 'accent' },
      { id: 'captured', x: 860, y: 210 },
    ],
    arrows: [
      { from: 'none', to: 'authorizing', events: ['AuthorizationRequested'] },
      { from: 'none', to: 'voided-in-advance', events: ['PaymentVoidedInAdvance'] },
      { from: 'authorizing', to: 'authorized', events: ['PaymentAuthorized'] },
      { from: 'authorizing', to: 'declined', events: ['PaymentDeclined'] },
      { from: 'authorizing', to: 'voiding', events: ['VoidRequested'], labelAt: [484, 146] },
      { from: 'authorized', to: 'voiding', events: ['VoidRequested'], labelAt: [630, 110] },
      { from: 'voiding', to: 'voided', events: ['PaymentVoided'] },
      { from: 'authorized', to: 'capturing', events: ['CaptureRequested'] },
      { from: 'capturing', to: 'captured', events: ['PaymentCaptured'] },
      {
        from: 'captured',
        to: 'captured',
        events: ['RefundRequested', 'PaymentRefunded', 'RefundFailed'],
        loop: 'bottom',
        labelAt: [860, 284],
      },
    ],
  },
  reservation: {
    name: 'reservation-states',
    title: 'States of a reservation',
    width: 960,
    height: 540,
    states: [
      { id: 'none', x: 50, y: 240, kind: 'start' },
      { id: 'taking', x: 360, y: 100, kind: 'accent' },
      { id: 'refused', x: 720, y: 100, kind: 'final' },
      { id: 'reserving', x: 360, y: 240, kind: 'accent' },
      { id: 'held', x: 590, y: 240 },
      { id: 'committed', x: 880, y: 240 },
      { id: 'releasing', x: 590, y: 400, kind: 'accent' },
      { id: 'released', x: 360, y: 500, kind: 'final' },
    ],
    arrows: [
      { from: 'none', to: 'taking', events: ['TakePlanned'], labelAt: [180, 180] },
      { from: 'none', to: 'reserving', events: ['StockAllocated'], labelAt: [160, 240] },
      {
        from: 'none',
        to: 'refused',
        events: ['StockReservationRefused'],
        via: [
          [50, 20],
          [720, 20],
        ],
      },
      {
        from: 'none',
        to: 'released',
        events: ['ReservationCancelled'],
        via: [[50, 500]],
        labelAt: [150, 500],
      },
      { from: 'taking', to: 'taking', events: ['TakePlanned'], labelAt: [430, 60] },
      { from: 'taking', to: 'refused', events: ['StockReservationRefused'] },
      { from: 'taking', to: 'reserving', events: ['StockAllocated'], labelAt: [360, 165] },
      { from: 'taking', to: 'held', events: ['StockReserved'], labelAt: [490, 180] },
      {
        from: 'taking',
        to: 'released',
        events: ['ReservationCancelled'],
        via: [
          [250, 110],
          [250, 490],
        ],
        labelAt: [250, 400],
      },
      {
        from: 'reserving',
        to: 'reserving',
        events: ['StockReallocated', 'AllocationsHeld'],
        loop: 'bottom',
        labelAt: [360, 306],
      },
      { from: 'reserving', to: 'held', events: ['StockReserved'] },
      { from: 'reserving', to: 'releasing', events: ['ReleaseStarted'], labelAt: [478, 330] },
      { from: 'held', to: 'committed', events: ['StockCommitted'], labelAt: [770, 240] },
      { from: 'held', to: 'releasing', events: ['ReleaseStarted'], labelAt: [590, 310] },
      { from: 'committed', to: 'releasing', events: ['ReleaseStarted'], labelAt: [790, 308] },
      { from: 'releasing', to: 'releasing', events: ['AllocationsReleased'], loop: 'bottom' },
      {
        from: 'releasing',
        to: 'released',
        events: ['StockReleased', 'ReservationCancelled'],
        labelAt: [448, 440],
      },
      {
        from: 'releasing',
        to: 'refused',
        events: ['StockReservationRefused'],
        via: [[700, 400]],
        labelAt: [740, 170],
      },
    ],
  },
} satisfies Readonly<Record<string, StateMachine>>;

/** Returns the transitions of a state machine, in the order in which they are drawn. */
export function transitionsOf({ arrows }: StateMachine): readonly Transition[] {
  return arrows.flatMap(({ from, to, events }) => events.map((event) => ({ from, event, to })));
}

/** Draws a state machine. Its description lists every transition. */
export function drawStateMachine(machine: StateMachine): Drawing {
  const { name, title, width, height, states, arrows } = machine;
  return drawGraph({
    name,
    title,
    description: transitionsOf(machine).map(describeTransition).join(' '),
    width,
    height,
    boxes: states.map((state) => ({ ...state, lines: [state.id] })),
    edges: arrows.map(({ events, ...edge }) => ({ ...edge, label: events })),
  });
}

function describeTransition({ from, event, to }: Transition): string {
  if (from === 'none') return `It begins as ${to} with ${event}.`;
  return from === to ? `It stays ${to} after ${event}.` : `${event} leads from ${from} to ${to}.`;
}

/** Returns the transitions of a state machine as a table, for readers who do not use the diagram. */
export function describeTransitions(machine: StateMachine): string {
  const rows = transitionsOf(machine).map(
    ({ from, event, to }) => `| ${from === 'none' ? '–' : `\`${from}\``} | \`${event}\` | \`${to}\` |`,
  );
  return ['| state | event | next state |', '| --- | --- | --- |', ...rows].join('\n');
}
