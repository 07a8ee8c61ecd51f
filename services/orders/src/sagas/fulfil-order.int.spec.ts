import type { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { commitStock, reserveStock } from '@tradepost/contracts/inventory/commands';
import { awaitPayment, confirmOrder, rejectOrder } from '@tradepost/contracts/orders/commands';
import { authorizePayment } from '@tradepost/contracts/payments/commands';
import { holdCodes } from '@tradepost/contracts/pricing/commands';
import { sampleOf } from '@tradepost/contracts/samples';
import { toCommandEvent, type WorkflowCommand } from '@tradepost/lambda/messages/workflow-command';
import { type MessagesByConsumer, messagesTo } from '@tradepost/testing/messages-to';
import { expectSamples } from '@tradepost/testing/samples';
import { type Run, runStateMachine } from '@tradepost/testing/state-machine';
import { createSendLinkRequest } from '../adapters/link-requests.ts';

const DEFINITION = 'services/orders/src/sagas/fulfil-order.asl.yml';
const ENTERED_AT = '2026-01-05T09:30:00.100Z';
const SPEC_TIMEOUT_MS = 120_000;

let messages: MessagesByConsumer;
beforeAll(async () => {
  messages = await messagesTo('orders');
}, SPEC_TIMEOUT_MS);

const accepted = () => ({ outcome: 'accepted' });
const rejected = (rejection: object) => () => ({ outcome: 'rejected', rejection });
const allWell = {
  ReserveStock: accepted,
  HoldCodes: accepted,
  AuthorizePayment: accepted,
  AwaitPayment: accepted,
  CommitStock: accepted,
  ConfirmOrder: accepted,
  RejectOrder: accepted,
};

/** The command of the service itself, which no saga sends. */
async function linkRequest(): Promise<CloudEvent | undefined> {
  const sent: SendMessageCommand[] = [];
  const client = { send: async (command: SendMessageCommand) => void sent.push(command) };
  await createSendLinkRequest(
    client as unknown as SQSClient,
    'http://127.0.0.1/commands',
  )({
    emailHash: 'eml_7K2M9Q4T6V8X1Z3B5D7F9H0J2N',
    orderId: 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E',
    correlationId: 'cor_01JD3XK8WQ4N6T2B9V5M7R0C1E',
    at: '2026-01-05T11:00:00.000Z',
  });
  const [{ input } = { input: undefined }] = sent;
  return JSON.parse(input?.MessageBody ?? 'null') as CloudEvent;
}

const run = (event: CloudEvent, tasks: Partial<typeof allWell> | Record<string, () => unknown> = {}) =>
  runStateMachine(DEFINITION, event, { ...allWell, ...tasks }, ENTERED_AT);

/** Returns the command of a step, as the function that receives it completes it. */
function messageOf(contract: Parameters<typeof toCommandEvent>[0], calls: Run['calls']): CloudEvent {
  return toCommandEvent(contract, calls.get(contract.type)?.[0] as WorkflowCommand, ENTERED_AT);
}

function bodyOf(state: string, calls: Run['calls']): unknown {
  return calls.get(state)?.[0]?.['MessageBody'];
}

describe('the saga', () => {
  it('confirms the order of every event that its rule delivers', async () => {
    const brought = messages.get('FulfilOrder') ?? [];
    expect(brought.map(({ sample }) => sample)).toEqual([
      'order-placed',
      'order-placed.with-details',
      'order-placed.with-quote',
    ]);
    for (const { message } of brought) {
      expect((await run(message)).states.slice(-2)).toEqual(['ConfirmOrder', 'Ended']);
    }
  });

  it('sends the commands in the committed samples', async () => {
    const [{ message } = { message: undefined }] = messages.get('FulfilOrder') ?? [];
    if (message === undefined) throw new Error('no rule delivers an event to the saga');
    const { calls } = await run(message);
    const shortages = [{ sku: 'MUG-BLUE', requested: 2, available: 1 }];
    const outOfStock = await run(message, {
      ReserveStock: rejected({ code: 'OUT_OF_STOCK', shortages }),
    });
    const { nextAction, until } = sampleOf(awaitPayment).data;
    const pending = await run(message, {
      AuthorizePayment: () => ({ outcome: 'accepted', status: 'pending', nextAction, until }),
    });
    const quoted = messages.get('FulfilOrder')?.find(({ sample }) => sample === 'order-placed.with-quote');
    if (quoted === undefined) throw new Error('no order with codes is delivered to the saga');
    const withCodes = await run(quoted.message);
    const declined = await run(message, { AuthorizePayment: rejected({ code: 'INSUFFICIENT_FUNDS' }) });
    expectSamples('tradepost.orders', 'command', {
      'reserve-stock': messageOf(reserveStock, calls),
      'authorize-payment': messageOf(authorizePayment, calls),
      'commit-stock': messageOf(commitStock, calls),
      'hold-codes': messageOf(holdCodes, withCodes.calls),
      'await-payment': messageOf(awaitPayment, pending.calls),
      'confirm-order': messageOf(confirmOrder, calls),
      'reject-order.out-of-stock': messageOf(rejectOrder, outOfStock.calls),
      'reject-order.insufficient-funds': messageOf(rejectOrder, declined.calls),
      'request-order-link': await linkRequest(),
    });
  });

  it('puts the same commands into the inbox if the orders function fails', async () => {
    const [{ message } = { message: undefined }] = messages.get('FulfilOrder') ?? [];
    if (message === undefined) throw new Error('no rule delivers an event to the saga');
    const failing = () => {
      throw new Error('the function failed');
    };
    const later = { ConfirmLater: () => ({}), RejectLater: () => ({}) };
    const confirmed = await run(message, { ConfirmOrder: failing, ...later });
    expect(bodyOf('ConfirmLater', confirmed.calls)).toEqual(messageOf(confirmOrder, confirmed.calls));
    const outOfStock = rejected({ code: 'OUT_OF_STOCK' });
    const refused = await run(message, { ReserveStock: outOfStock, RejectOrder: failing, ...later });
    expect(bodyOf('RejectLater', refused.calls)).toEqual(messageOf(rejectOrder, refused.calls));
  });
});
