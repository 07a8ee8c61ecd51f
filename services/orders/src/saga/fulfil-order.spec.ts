import { cloudEventAttributes } from '@tradepost/contracts/cloud-event';
import { authorizePayment } from '@tradepost/contracts/commands/authorize-payment';
import { commitStock } from '@tradepost/contracts/commands/commit-stock';
import { confirmOrder } from '@tradepost/contracts/commands/confirm-order';
import { rejectOrder } from '@tradepost/contracts/commands/reject-order';
import { reserveStock } from '@tradepost/contracts/commands/reserve-stock';
import { runStateMachine } from '@tradepost/testing/state-machine';
import { placed } from '../domain/order.spec-fixture.ts';
import { toOrderPlaced } from '../streams/to-contract-events.ts';

const DEFINITION = 'services/orders/src/saga/fulfil-order.asl.yml';
const event = toOrderPlaced({
  id: 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E',
  version: 0,
  events: [placed],
  at: placed.at,
  actor: 'anonymous',
  correlationId: 'cor_1',
});

const accepted = () => ({ outcome: 'accepted' });
const rejected = (code: string) => () => ({ outcome: 'rejected', rejection: { code } });
const fault = (name: string) => () => {
  throw Object.assign(new Error('no answer'), { name });
};
const queued = { ConfirmLater: () => ({}), RejectLater: () => ({}) };
const allWell = {
  ReserveStock: accepted,
  AuthorizePayment: accepted,
  CommitStock: accepted,
  ConfirmOrder: accepted,
  RejectOrder: accepted,
  ...queued,
};

const run = (tasks: Partial<Record<keyof typeof allWell, () => unknown>> = {}) =>
  runStateMachine(DEFINITION, event, { ...allWell, ...tasks });

/** The commands that a run sent, by their states, and why it rejected the order. */
async function outcome(tasks: Partial<Record<keyof typeof allWell, () => unknown>>) {
  const { calls } = await run(tasks);
  const [reject] = calls.get('RejectOrder') ?? [];
  return {
    commands: [...calls.keys()],
    rejection: (reject?.['data'] as { rejection?: unknown } | undefined)?.rejection,
  };
}

describe('When all is well', () => {
  it('reserves, authorizes, commits and confirms', async () => {
    const { states } = await run();
    expect(states).toEqual([
      'ReserveStock',
      'IsStockReserved',
      'IsPaymentDue',
      'AuthorizePayment',
      'IsPaymentAuthorized',
      'CommitStock',
      'IsStockCommitted',
      'ConfirmOrder',
      'Ended',
    ]);
  });

  it.each([
    ['ReserveStock', reserveStock],
    ['AuthorizePayment', authorizePayment],
    ['CommitStock', commitStock],
    ['ConfirmOrder', confirmOrder],
  ] as const)('sends %s in the form of its contract', async (state, contract) => {
    const { calls } = await run();
    const [message] = calls.get(state) ?? [];
    const envelope = cloudEventAttributes.parse(message);
    expect(envelope).toMatchObject({
      id: `${event.id}/${contract.type}`,
      type: contract.type,
      correlationid: 'cor_1',
      causationid: event.id,
    });
    expect(contract.data.safeParse(envelope.data).success).toBe(true);
  });
});

describe('an order that costs nothing', () => {
  const { paymentToken: _token, ...withoutToken } = event.data as Record<string, unknown>;
  it.each([
    ['with a payment token', event.data as Record<string, unknown>],
    ['without a payment token', withoutToken],
  ])('is confirmed without a payment: %s', async (_which, data) => {
    const free = { ...event, data: { ...data, total: { amountMinor: 0, currency: 'GBP' } } };
    const { states } = await runStateMachine(DEFINITION, free, allWell);
    expect(states).toEqual([
      'ReserveStock',
      'IsStockReserved',
      'IsPaymentDue',
      'CommitStock',
      'IsStockCommitted',
      'ConfirmOrder',
      'Ended',
    ]);
  });
});

describe('When stock is refused', () => {
  it('rejects the order with the reason, and asks for no payment', async () => {
    expect(await outcome({ ReserveStock: rejected('OUT_OF_STOCK') })).toEqual({
      commands: ['ReserveStock', 'RejectOrder'],
      rejection: { code: 'OUT_OF_STOCK' },
    });
  });
  it('sends RejectOrder in the form of its contract', async () => {
    const { calls } = await run({ ReserveStock: rejected('OUT_OF_STOCK') });
    const [message] = calls.get('RejectOrder') ?? [];
    expect(rejectOrder.data.safeParse(cloudEventAttributes.parse(message).data).success).toBe(true);
  });
});

describe('When payment is refused', () => {
  it('rejects the order with the reason', async () => {
    expect(await outcome({ AuthorizePayment: rejected('INSUFFICIENT_FUNDS') })).toEqual({
      commands: ['ReserveStock', 'AuthorizePayment', 'RejectOrder'],
      rejection: { code: 'INSUFFICIENT_FUNDS' },
    });
  });
});

describe('When the reservation expired meanwhile', () => {
  it('rejects the order', async () => {
    expect(await outcome({ CommitStock: rejected('RESERVATION_RELEASED') })).toMatchObject({
      rejection: { code: 'RESERVATION_RELEASED' },
    });
  });
});

describe('When a participant gives no answer', () => {
  it.each([
    ['ReserveStock', 'STOCK_UNAVAILABLE'],
    ['AuthorizePayment', 'PAYMENT_OUTCOME_UNKNOWN'],
    ['CommitStock', 'STOCK_UNAVAILABLE'],
  ] as const)('asks %s again three times, then rejects the order with %s', async (state, code) => {
    const { calls } = await run({ [state]: fault('Lambda.TooManyRequestsException') });
    expect(calls.get(state)).toHaveLength(4);
    expect(calls.get('RejectOrder')?.[0]).toMatchObject({ data: { rejection: { code } } });
    expect(calls.has('ConfirmOrder')).toBe(false);
  });

  it('goes on where a later try is answered', async () => {
    let tries = 0;
    const { calls, states } = await run({
      AuthorizePayment: () => {
        tries += 1;
        return tries === 3 ? accepted() : fault('PaymentOutcomeUnknown')();
      },
    });
    expect(calls.get('AuthorizePayment')).toHaveLength(3);
    expect(states.at(-2)).toBe('ConfirmOrder');
  });

  it('does not ask again with a command that cannot be parsed', async () => {
    const { calls } = await run({ ReserveStock: fault('ValidationError') });
    expect(calls.get('ReserveStock')).toHaveLength(1);
  });
});

describe('When the order itself gives no answer', () => {
  it('leaves the confirmation to the inbox', async () => {
    const { states, calls } = await run({ ConfirmOrder: fault('Lambda.ServiceException') });
    expect(states.at(-1)).toBe('ConfirmLater');
    expect(calls.get('ConfirmLater')?.[0]).toMatchObject({ MessageBody: { type: 'ConfirmOrder' } });
    expect(calls.has('RejectOrder')).toBe(false);
  });
  it('leaves the rejection to the inbox, with its reason', async () => {
    const { calls } = await run({
      ReserveStock: rejected('OUT_OF_STOCK'),
      RejectOrder: fault('Lambda.ServiceException'),
    });
    expect(calls.get('RejectLater')?.[0]).toMatchObject({
      MessageBody: { type: 'RejectOrder', data: { rejection: { code: 'OUT_OF_STOCK' } } },
    });
  });
});

describe('When the order was cancelled meanwhile', () => {
  it('ends without a word: the cancellation has said what there is to say', async () => {
    const { states } = await run({ ConfirmOrder: rejected('ORDER_CANCELLED') });
    expect(states.slice(-2)).toEqual(['ConfirmOrder', 'Ended']);
  });
});
