import { commitStock, reserveStock } from '@tradepost/contracts/inventory/commands';
import { awaitPayment, confirmOrder, rejectOrder } from '@tradepost/contracts/orders/commands';
import type { orderPlaced } from '@tradepost/contracts/orders/events';
import { authorizePayment } from '@tradepost/contracts/payments/commands';
import { holdCodes } from '@tradepost/contracts/pricing/commands';
import { toCommandEvent, type WorkflowCommand } from '@tradepost/lambda/messages/workflow-command';
import { runStateMachine } from '@tradepost/testing/state-machine';
import type * as z from 'zod/mini';
import { placed } from '../domain/order.spec-kit.ts';
import { toOrderPlaced } from '../streams/to-contract-events.ts';

type OrderPlaced = z.infer<typeof orderPlaced.data>;

const DEFINITION = 'services/orders/src/sagas/fulfil-order.asl.yml';
const RECEIVED_AT = '2026-01-05T09:30:00.000Z';
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
  throw Object.assign(new Error('no result'), { name });
};
const queued = { ConfirmLater: () => ({}), RejectLater: () => ({}) };
const succeeding = {
  ReserveStock: accepted,
  ReserveComponents: accepted,
  HoldCodes: accepted,
  AuthorizePayment: accepted,
  AwaitPayment: accepted,
  AskPaymentAgain: accepted,
  CommitStock: accepted,
  ConfirmOrder: accepted,
  RejectOrder: accepted,
  ...queued,
};

const run = (tasks: Partial<Record<keyof typeof succeeding, () => unknown>> = {}) =>
  runStateMachine(DEFINITION, event, { ...succeeding, ...tasks });

/** Returns the task states that a run called, and the reason for which it rejected the order. */
async function outcome(tasks: Partial<Record<keyof typeof succeeding, () => unknown>>) {
  const { calls } = await run(tasks);
  const [reject] = calls.get('RejectOrder') ?? [];
  return {
    commands: [...calls.keys()],
    rejection: (reject?.['data'] as { rejection?: unknown } | undefined)?.rejection,
  };
}

describe("a guest's saga", () => {
  it('passes the guest to inventory and payments', async () => {
    const guest = { emailHash: `eml_${'0'.repeat(26)}`, ipHash: `ipa_${'0'.repeat(26)}` };
    const ofGuest = { ...event, data: { ...(event.data as object), guest } };
    const { states, calls } = await runStateMachine(DEFINITION, ofGuest, succeeding);
    expect(states.slice(0, 2)).toEqual(['IsGuest', 'GuestBuys']);
    expect(calls.get('ReserveStock')?.[0]).toMatchObject({ data: { isGuest: true } });
    expect(calls.get('AuthorizePayment')?.[0]).toMatchObject({ data: { guest } });
  });
});

describe('an order with bundles', () => {
  it('reserves their components, with the lines of no bundle', async () => {
    const reservationLines = [{ sku: 'MUG-BLUE', quantity: 5 }];
    const ofBundles = { ...event, data: { ...(event.data as object), reservationLines } };
    const { states, calls } = await runStateMachine(DEFINITION, ofBundles, succeeding);
    expect(states.slice(2, 5)).toEqual(['HasBundles', 'ReserveComponents', 'IsStockReserved']);
    const [payload] = calls.get('ReserveComponents') ?? [];
    const message = toCommandEvent(reserveStock, payload as WorkflowCommand, RECEIVED_AT);
    const { reservationId, orderId } = event.data as OrderPlaced;
    expect(message).toMatchObject({
      id: `${event.id}/ReserveStock`,
      data: { reservationId, orderId, lines: reservationLines, isGuest: false },
    });
    expect(reserveStock.data.safeParse(message.data).success).toBe(true);
  });
});

describe('a function that fails for an order with bundles', () => {
  const ofBundles = {
    ...event,
    data: { ...(event.data as object), reservationLines: [{ sku: 'MUG-BLUE', quantity: 5 }] },
  };
  const fails = (name: string) =>
    runStateMachine(DEFINITION, ofBundles, { ...succeeding, ReserveComponents: fault(name) });

  it('rejects the order', async () => {
    const { calls } = await fails('Lambda.Unknown');
    expect(calls.get('RejectOrder')?.[0]).toMatchObject({
      data: { rejection: { code: 'STOCK_UNAVAILABLE' } },
    });
  });

  it('leaves the order pending if it is Lambda itself', async () => {
    expect((await fails('Lambda.TooManyRequestsException')).states.at(-1)).toBe('LambdaUnavailable');
  });
});

describe('a saga whose steps all succeed', () => {
  it('passes inventory and payments no guest, whose reservation would expire earlier', async () => {
    const { calls } = await run();
    expect(calls.get('ReserveStock')?.[0]).toMatchObject({ data: { isGuest: false } });
    expect(calls.get('AuthorizePayment')?.[0]).toMatchObject({ data: { guest: null } });
  });

  it('passes through reservation, authorization, commitment and confirmation', async () => {
    const { states } = await run();
    expect(states).toEqual([
      'IsGuest',
      'OtherBuys',
      'HasBundles',
      'ReserveStock',
      'IsStockReserved',
      'HasQuote',
      'DueOfQuote',
      'HasCodes',
      'IsPaymentDue',
      'AuthorizePayment',
      'IsPaymentAuthorized',
      'CommitStock',
      'IsStockCommitted',
      'IsPaymentPending',
      'ConfirmOrder',
      'Ended',
    ]);
  });

  it.each([
    ['ReserveStock', reserveStock],
    ['AuthorizePayment', authorizePayment],
    ['CommitStock', commitStock],
    ['ConfirmOrder', confirmOrder],
  ] as const)('sends a %s that its contract accepts', async (state, contract) => {
    const { calls } = await run();
    const [payload] = calls.get(state) ?? [];
    expect(payload).toMatchObject({ command: contract.type, cause: { executionid: 'execution-1' } });
    const message = toCommandEvent(contract, payload as WorkflowCommand, RECEIVED_AT);
    expect(message).toMatchObject({
      id: `${event.id}/${contract.type}`,
      source: 'tradepost.orders',
      correlationid: 'cor_1',
      causationid: event.id,
    });
    expect(contract.data.safeParse(message.data).success).toBe(true);
  });
});

const data = event.data as OrderPlaced;
const { quote, sealedPaymentToken: _token, ...withoutToken } = data;
/** The data of the order, if this much of it is due. */
const due = (dueMinor: number) => ({ quote: { ...quote, totals: { ...quote?.totals, dueMinor } } });

describe('an order of which nothing is due', () => {
  it.each([
    ['with a payment token', { ...data, ...due(0) }],
    ['without a payment token', { ...withoutToken, ...due(0) }],
    ['of version 0.1', { ...withoutToken, total: { amountMinor: 0, currency: 'GBP' } }],
  ])('is confirmed without a payment: %s', async (_which, of) => {
    const free = { ...event, data: of };
    const { states } = await runStateMachine(DEFINITION, free, succeeding);
    expect(states.filter((state) => state !== 'DueOfQuote' && state !== 'DueOfTotal')).toEqual([
      'IsGuest',
      'OtherBuys',
      'HasBundles',
      'ReserveStock',
      'IsStockReserved',
      'HasQuote',
      'HasCodes',
      'IsPaymentDue',
      'CommitStock',
      'IsStockCommitted',
      'IsPaymentPending',
      'ConfirmOrder',
      'Ended',
    ]);
  });
});

it('an order is paid as much as is due of it', async () => {
  const cheap = { ...event, data: { ...data, ...due(1) } };
  const { calls } = await runStateMachine(DEFINITION, cheap, succeeding);
  const amount = { amountMinor: 1, currency: 'GBP' };
  expect(calls.get('AuthorizePayment')?.[0]).toMatchObject({ data: { amount } });
  const old = { ...event, data: { ...data, quote: undefined } };
  const { calls: callsOfOld } = await runStateMachine(
    DEFINITION,
    JSON.parse(JSON.stringify(old)),
    succeeding,
  );
  expect(callsOfOld.get('AuthorizePayment')?.[0]).toMatchObject({ data: { amount: data.total } });
});

describe('an order with discount codes', () => {
  const codes = ['SPRING'];
  const withCodes = (of: object) => ({ ...event, data: { ...data, codes, ...of } });

  it.each([
    ['of a buyer who is known', { customerKey: 'cus_1' }],
    ['of anybody', {}],
  ])('holds them before the payment: codes %s', async (_whose, buyer) => {
    const { states, calls } = await runStateMachine(DEFINITION, withCodes(buyer), succeeding);
    expect(states.indexOf('HoldCodes')).toBeLessThan(states.indexOf('AuthorizePayment'));
    const payload = calls.get('HoldCodes')?.[0] as WorkflowCommand;
    const { data: sent } = toCommandEvent(holdCodes, payload, RECEIVED_AT);
    expect(holdCodes.data.parse(sent)).toEqual({ orderId: data.orderId, codes, ...buyer });
    expect(states.slice(-2)).toEqual(['ConfirmOrder', 'Ended']);
  });

  it.each([
    ['with its codes', { codes, customerKey: 'cus_1' }],
    ['without codes', { codes: [] }],
  ])('holds its parts of budgets %s', async (_how, of) => {
    const budgets = [{ promotionId: `prm_${'0'.repeat(26)}`, currency: 'GBP', minor: 170 }];
    const placedData = { ...data, ...(of.codes.length === 0 ? {} : of), budgets };
    const { states, calls } = await runStateMachine(DEFINITION, { ...event, data: placedData }, succeeding);
    expect(states.indexOf('HoldCodes')).toBeLessThan(states.indexOf('AuthorizePayment'));
    const payload = calls.get('HoldCodes')?.[0] as WorkflowCommand;
    const { data: sent } = toCommandEvent(holdCodes, payload, RECEIVED_AT);
    expect(holdCodes.data.parse(sent)).toEqual({ orderId: data.orderId, ...of, budgets });
  });

  it.each([
    ['with the code of pricing', rejected('CODE_EXHAUSTED'), 'CODE_EXHAUSTED'],
    ['if pricing fails', fault('Lambda.Unknown'), 'CODES_UNAVAILABLE'],
  ])('is rejected %s, without a payment', async (_why, HoldCodes, code) => {
    const tasks = { ...succeeding, HoldCodes };
    const { calls } = await runStateMachine(DEFINITION, withCodes({}), tasks);
    expect(calls.get('RejectOrder')?.[0]).toMatchObject({ data: { rejection: { code } } });
    expect(calls.has('AuthorizePayment')).toBe(false);
  });
});

describe('a payment that the customer has to complete', () => {
  const UNTIL = '2026-01-05T10:00:00.000Z';
  const nextAction = { kind: 'redirect', redirectUrl: 'https://pay.example/1' };
  const pending = () => ({ outcome: 'accepted', status: 'pending', nextAction, until: UNTIL });
  const waiting = () => ({ outcome: 'accepted', status: 'awaitingPayment' });

  it('makes the order wait after its stock is committed, and ends the saga', async () => {
    const { states, calls } = await run({
      AuthorizePayment: pending,
      AwaitPayment: waiting,
      AskPaymentAgain: pending,
    });
    expect(states.slice(-8)).toEqual([
      'CommitStock',
      'IsStockCommitted',
      'IsPaymentPending',
      'AwaitPayment',
      'IsOrderWaiting',
      'AskPaymentAgain',
      'IsPaymentSettled',
      'Ended',
    ]);
    const payload = calls.get('AwaitPayment')?.[0] as WorkflowCommand;
    const message = toCommandEvent(awaitPayment, payload, RECEIVED_AT);
    expect(awaitPayment.data.parse(message.data)).toEqual({
      orderId: data.orderId,
      nextAction,
      until: UNTIL,
    });
    expect(calls.get('AskPaymentAgain')).toEqual(calls.get('AuthorizePayment'));
  });

  it('confirms the order if the payment was authorized before the order waited for it', async () => {
    const { states } = await run({
      AuthorizePayment: pending,
      AwaitPayment: waiting,
      AskPaymentAgain: () => ({ outcome: 'accepted', status: 'authorized' }),
    });
    expect(states.slice(-2)).toEqual(['ConfirmOrder', 'Ended']);
  });

  it('rejects the order if the payment was declined before the order waited for it', async () => {
    const tasks = {
      AuthorizePayment: pending,
      AwaitPayment: waiting,
      AskPaymentAgain: rejected('PAYMENT_DECLINED'),
    };
    expect(await outcome(tasks)).toMatchObject({ rejection: { code: 'PAYMENT_DECLINED' } });
  });

  it.each([
    ['was cancelled meanwhile', rejected('ORDER_CANCELLED')],
    ['is rejected, because its time is up', () => ({ outcome: 'accepted', status: 'rejected' })],
  ])('ends the saga if the order %s', async (_what, AwaitPayment) => {
    const { states } = await run({ AuthorizePayment: pending, AwaitPayment });
    expect(states.slice(-3)).toEqual(['AwaitPayment', 'IsOrderWaiting', 'Ended']);
  });

  it('leaves the order waiting if payments cannot be asked again', async () => {
    const { states, calls } = await run({
      AuthorizePayment: pending,
      AwaitPayment: waiting,
      AskPaymentAgain: fault('Lambda.Unknown'),
    });
    expect(states.at(-1)).toBe('Ended');
    expect(calls.has('RejectOrder')).toBe(false);
  });

  it('leaves the order pending if it cannot be updated', async () => {
    const { error } = await run({ AuthorizePayment: pending, AwaitPayment: fault('Lambda.Unknown') });
    expect(error).toBe('LambdaUnavailable');
  });
});

describe('a rejection by a participant', () => {
  it('rejects the order with the code of inventory and requests no payment', async () => {
    expect(await outcome({ ReserveStock: rejected('OUT_OF_STOCK') })).toEqual({
      commands: ['ReserveStock', 'RejectOrder'],
      rejection: { code: 'OUT_OF_STOCK' },
    });
  });

  it('sends a RejectOrder that its contract accepts', async () => {
    const { calls } = await run({ ReserveStock: rejected('OUT_OF_STOCK') });
    const [payload] = calls.get('RejectOrder') ?? [];
    const { data } = toCommandEvent(rejectOrder, payload as WorkflowCommand, RECEIVED_AT);
    expect(rejectOrder.data.safeParse(data).success).toBe(true);
  });

  it('rejects the order with the code of payments', async () => {
    expect(await outcome({ AuthorizePayment: rejected('INSUFFICIENT_FUNDS') })).toEqual({
      commands: ['ReserveStock', 'AuthorizePayment', 'RejectOrder'],
      rejection: { code: 'INSUFFICIENT_FUNDS' },
    });
  });

  it('rejects the order if the reservation has expired', async () => {
    expect(await outcome({ CommitStock: rejected('RESERVATION_RELEASED') })).toMatchObject({
      rejection: { code: 'RESERVATION_RELEASED' },
    });
  });
});

describe('a function that fails', () => {
  it.each([
    ['ReserveStock', 'STOCK_UNAVAILABLE'],
    ['AuthorizePayment', 'PAYMENT_OUTCOME_UNKNOWN'],
    ['CommitStock', 'STOCK_UNAVAILABLE'],
  ] as const)('is called four times in %s before the order is rejected with %s', async (state, code) => {
    const { calls } = await run({ [state]: fault('Lambda.Unknown') });
    expect(calls.get(state)).toHaveLength(4);
    expect(calls.get('RejectOrder')?.[0]).toMatchObject({ data: { rejection: { code } } });
    expect(calls.has('ConfirmOrder')).toBe(false);
  });

  it('lets the saga continue if a later call succeeds', async () => {
    let calls = 0;
    const result = await run({
      AuthorizePayment: () => {
        calls += 1;
        return calls === 3 ? accepted() : fault('PaymentOutcomeUnknown')();
      },
    });
    expect(result.calls.get('AuthorizePayment')).toHaveLength(3);
    expect(result.states.at(-2)).toBe('ConfirmOrder');
  });

  it('is not called again with a command that cannot be parsed', async () => {
    const { calls } = await run({ ReserveStock: fault('ValidationError') });
    expect(calls.get('ReserveStock')).toHaveLength(1);
  });
});

const LAMBDA_ERRORS = [
  'Lambda.TooManyRequestsException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
];

describe('an error of Lambda itself', () => {
  it.each(LAMBDA_ERRORS)(
    'is retried eight times and neither confirms nor rejects the order: %s',
    async (name) => {
      const { states, calls, error } = await run({ ReserveStock: fault(name) });
      expect(calls.get('ReserveStock')).toHaveLength(9);
      expect(states.slice(-2)).toEqual(['ReserveStock', 'LambdaUnavailable']);
      expect(error).toBe('LambdaUnavailable');
    },
  );

  it.each(['AuthorizePayment', 'CommitStock'] as const)('leaves the order pending in %s', async (state) => {
    const { states, calls, error } = await run({ [state]: fault('Lambda.TooManyRequestsException') });
    expect(states.slice(-2)).toEqual([state, 'LambdaUnavailable']);
    expect(error).toBe('LambdaUnavailable');
    expect(calls.has('RejectOrder')).toBe(false);
  });

  it('has its own count of retries, separate from errors of the function', async () => {
    let calls = 0;
    const result = await run({
      ReserveStock: () => {
        calls += 1;
        if (calls <= 8) return fault('Lambda.TooManyRequestsException')();
        return calls <= 11 ? fault('Lambda.Unknown')() : accepted();
      },
    });
    expect(result.calls.get('ReserveStock')).toHaveLength(12);
    expect(result.states.at(-1)).toBe('Ended');
  });
});

describe('an order that cannot be updated', () => {
  it('is confirmed by the inbox', async () => {
    const { states, calls } = await run({ ConfirmOrder: fault('Lambda.ServiceException') });
    expect(states.at(-1)).toBe('ConfirmLater');
    expect(calls.get('ConfirmLater')?.[0]).toMatchObject({ MessageBody: { type: 'ConfirmOrder' } });
    expect(calls.has('RejectOrder')).toBe(false);
  });

  it('is rejected by the inbox, with its reason', async () => {
    const { calls } = await run({
      ReserveStock: rejected('OUT_OF_STOCK'),
      RejectOrder: fault('Lambda.ServiceException'),
    });
    expect(calls.get('RejectLater')?.[0]).toMatchObject({
      MessageBody: { type: 'RejectOrder', data: { rejection: { code: 'OUT_OF_STOCK' } } },
    });
  });
});

describe('an order that was cancelled meanwhile', () => {
  it('ends its saga without another command', async () => {
    const { states } = await run({ ConfirmOrder: rejected('ORDER_CANCELLED') });
    expect(states.slice(-2)).toEqual(['ConfirmOrder', 'Ended']);
  });
});
