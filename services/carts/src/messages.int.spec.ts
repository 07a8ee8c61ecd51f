import type { InvokeCommand } from '@aws-sdk/client-lambda';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { CORRELATION_ID, CUSTOMER_ID, ORDER_ID } from '@tradepost/contracts/example-data';
import {
  changeReservation,
  extendReservation,
  releaseStock,
  reserveStock,
} from '@tradepost/contracts/inventory/commands';
import { placeOrder } from '@tradepost/contracts/orders/commands';
import { sampleOf } from '@tradepost/contracts/samples';
import { toCommandEvent, type WorkflowCommand } from '@tradepost/lambda/messages/workflow-command';
import { asFunction } from '@tradepost/testing/as-function';
import { changesBy, undo } from '@tradepost/testing/changes';
import { toContext } from '@tradepost/testing/context';
import { messagesTo } from '@tradepost/testing/messages-to';
import { expectSamples } from '@tradepost/testing/samples';
import { toSqsEvent } from '@tradepost/testing/sqs';
import { createFinishSubmission } from './adapters/finish-submission.ts';
import { createReservations } from './adapters/inventory.ts';
import { createInvoke } from './adapters/invoke.ts';
import { createPlaceOrder } from './adapters/orders.ts';
import { CARTS_TABLE_NAME, type Carts, startCarts } from './carts.spec-kit.ts';
import { handler as onOrderRejected } from './consumers/on-order-rejected.ts';
import { handler as onSubjectErased } from './consumers/on-subject-erased.ts';
import { isSubmitted } from './domain/cart.ts';
import type { CartEvent, CartState } from './domain/cart-shapes.ts';
import { cartIdsOf, reservationIdOf } from './domain/ids.ts';
import { submit } from './domain/submit.ts';

let service: Carts;
beforeAll(async () => {
  service = await startCarts();
}, 120_000);
afterAll(() => service?.stop());

const [cartId = ''] = cartIdsOf(ORDER_ID);
const cause = { actor: 'spec', correlationId: CORRELATION_ID };
const SUBMITTED_AT = '2026-01-05T09:30:00.000Z';

/** Writes a cart with the given events after its creation; `at` is that of the clock. */
const write = (id: string, events: readonly object[]) =>
  service.deps.carts.execute(id, () => ({ events: events as readonly CartEvent[] }), cause);
const stateOf = async (id: string): Promise<CartState> => (await service.deps.carts.load(id)).state;
const personOf = (subjectId: string) => ({ subjectId, emailHash: 'eml_1', sealedEmail: 's1..ZW1haWw' });

/** Submits a cart with the quote of the sample, and returns the command that orders receives. */
async function placedOrder(): Promise<CloudEvent> {
  // Inputs of the cart. Ids, codes, keys of the customer and who places the order follow from them.
  const { quote, sealed, sealedPaymentToken, subjectId } = sampleOf(placeOrder).data;
  service.clock.at = SUBMITTED_AT;
  const created = { type: 'CartCreated', cartId, customerId: CUSTOMER_ID, currency: 'GBP', country: 'GB' };
  await write(cartId, [
    { ...created, person: personOf(subjectId) },
    { type: 'CheckoutBegun', quote },
  ]);
  const requested = {
    ...{ orderId: ORDER_ID, fingerprint: 'fpr_1', country: 'GB', sealed, sealedPaymentToken },
    ...{ locale: 'en-GB', purchaseOrderNumber: '4500017' },
  };
  await service.deps.carts.execute(cartId, submit(quote.id, requested), cause);
  const { state, ...loaded } = await service.deps.carts.load(cartId);
  if (!isSubmitted(state)) throw new Error(`the cart is ${state.status}`);

  const payloads: string[] = [];
  const send = async ({ input }: InvokeCommand) => {
    payloads.push(String(input.Payload));
    return { Payload: Buffer.from(JSON.stringify({ outcome: 'accepted', status: 'placed' })) };
  };
  const finish = createFinishSubmission({
    carts: service.deps.carts,
    placeOrder: createPlaceOrder(createInvoke({ send } as never, 1_000), 'orders-commands'),
  });
  const logger = { warn: () => undefined, error: () => undefined };
  expect(await finish({ ...loaded, state }, cause, logger)).toHaveProperty('reply');
  expect(payloads).toHaveLength(1);
  const event = toCommandEvent(placeOrder, JSON.parse(payloads[0] ?? '') as WorkflowCommand, SUBMITTED_AT);
  expect(placeOrder.data.safeParse(event.data)).toMatchObject({ success: true });
  return event;
}

/** Returns the commands that inventory receives for versions of a cart, with the time at which each is sent. */
async function reservationCommands(): Promise<Record<string, CloudEvent>> {
  const payloads: string[] = [];
  const send = async ({ input }: InvokeCommand) => {
    payloads.push(String(input.Payload));
    return { Payload: Buffer.from(JSON.stringify({ outcome: 'accepted', expiresAt: SUBMITTED_AT })) };
  };
  const invoke = createInvoke({ send } as never, 1_000);
  const { reserve, change, extend, release } = createReservations(invoke, 'inventory-commands');
  const reservationId = reservationIdOf(ORDER_ID);
  const at = (version: number) => ({ cartId, reservationId, version, correlationId: CORRELATION_ID });
  await reserve(at(4), [{ sku: 'MUG-BLUE', quantity: 2 }]);
  await change(at(6), [{ sku: 'MUG-BLUE', quantity: 3 }]);
  await extend(at(7));
  await release(at(8));
  const contracts = {
    'reserve-stock.cart': [reserveStock, '2026-01-05T09:25:00.100Z'],
    'change-reservation': [changeReservation, '2026-01-05T09:26:00.100Z'],
    'extend-reservation': [extendReservation, '2026-01-05T09:27:00.100Z'],
    'release-stock.cart': [releaseStock, '2026-01-05T09:28:00.100Z'],
  } as const;
  return Object.fromEntries(
    Object.entries(contracts).map(([name, [contract, time]], index) => {
      const event = toCommandEvent(contract, JSON.parse(payloads[index] ?? '') as WorkflowCommand, time);
      expect(contract.data.safeParse(event.data)).toMatchObject({ success: true });
      return [name, event];
    }),
  );
}

it('the commands to orders and inventory match the committed samples', async () => {
  const { documents } = service.db;
  let order: CloudEvent | undefined;
  const changes = await changesBy(documents, CARTS_TABLE_NAME, async () => {
    order = await placedOrder();
  });
  await undo(documents, CARTS_TABLE_NAME, changes);
  const ofReservations = await reservationCommands();
  expectSamples('tradepost.carts', 'command', { 'place-order': order, ...ofReservations });
});

it('a delivered message erases the cart of its person, and no other', async () => {
  const messages = await messagesTo('carts');
  expect([...messages.keys()].toSorted()).toEqual(['onOrderRejected', 'onSubjectErased']);
  const handler = asFunction('tradepost-dev-carts-on-subject-erased', onSubjectErased);
  process.env['CUSTOMERS_DEAD_LETTERS_URL'] = 'unused';
  for (const { message } of messages.get('onSubjectErased') ?? []) {
    const { subjectId, orderId } = message.data as { subjectId: string; orderId: string };
    const [theirs, other] = [cartIdsOf(orderId)[0] ?? '', 'crt_01JD3XK8WQ4N6T2B9V5M7R0C2E'];
    for (const id of [theirs, other]) {
      const created = { type: 'CartCreated', cartId: id, currency: 'GBP', country: 'GB' };
      await write(id, [{ ...created, person: personOf(subjectId) }]);
    }
    expect(await handler(toSqsEvent([message]), toContext())).toEqual({ batchItemFailures: [] });
    expect(await stateOf(theirs)).toMatchObject({ status: 'erased' });
    expect(await stateOf(other)).toMatchObject({ status: 'open' });
  }
});

it('a delivered message opens the cart of a rejected order, and none of an order without a cart', async () => {
  const { quote, sealed } = sampleOf(placeOrder).data;
  const handler = asFunction('tradepost-dev-carts-on-order-rejected', onOrderRejected);
  process.env['ORDERS_DEAD_LETTERS_URL'] = 'unused';
  const samples = (await messagesTo('carts')).get('onOrderRejected') ?? [];
  expect(samples.length).toBeGreaterThan(0);
  for (const [place, { message }] of samples.entries()) {
    const { orderId } = message.data as { orderId: string };
    const id = `crt_01JD3XK8WQ4N6T2B9V5M7R0C3${place}`;
    const created = { type: 'CartCreated', cartId: id, currency: 'GBP', country: 'GB' };
    const submission = { orderId, at: SUBMITTED_AT, fingerprint: 'fpr_1', sealed, country: 'GB' };
    await write(id, [
      { ...created, person: personOf('sub_1') },
      { type: 'CheckoutBegun', quote },
      { type: 'CartSubmitted', submission },
    ]);
    const ofCart = { ...message, data: { ...Object(message.data), cartId: id } };
    for (const [sent, status] of [
      [message, 'submitting'],
      [ofCart, 'open'],
    ] as const) {
      expect(await handler(toSqsEvent([sent]), toContext())).toEqual({ batchItemFailures: [] });
      expect(await stateOf(id)).toMatchObject({ status });
    }
  }
});
