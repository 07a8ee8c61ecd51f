import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { type Deliveries, deliveriesTo } from '@tradepost/testing/deliveries';
import { expectSamples } from '@tradepost/testing/samples';
import { runStateMachine } from '@tradepost/testing/state-machine';

const DEFINITION = 'services/orders/src/sagas/fulfil-order.asl.yml';
const ENTERED_AT = '2026-01-05T09:30:00.100Z';
const SPEC_TIMEOUT_MS = 120_000;

let deliveries: Deliveries;
beforeAll(async () => {
  deliveries = await deliveriesTo('orders');
}, SPEC_TIMEOUT_MS);

const accepted = () => ({ outcome: 'accepted' });
const rejected = (rejection: object) => () => ({ outcome: 'rejected', rejection });
const allWell = {
  ReserveStock: accepted,
  AuthorizePayment: accepted,
  CommitStock: accepted,
  ConfirmOrder: accepted,
  RejectOrder: accepted,
};

const run = (event: CloudEvent, tasks: Partial<typeof allWell> | Record<string, () => unknown> = {}) =>
  runStateMachine(DEFINITION, event, { ...allWell, ...tasks }, ENTERED_AT);

describe('the saga', () => {
  it('confirms the order of every event that its rule delivers', async () => {
    const brought = deliveries.get('FulfilOrder') ?? [];
    expect(brought.map(({ sample }) => sample)).toEqual(['order-placed', 'order-placed.with-details']);
    for (const { message } of brought) {
      expect((await run(message)).states.slice(-2)).toEqual(['ConfirmOrder', 'Ended']);
    }
  });

  it('sends the commands in the committed samples', async () => {
    const [{ message } = { message: undefined }] = deliveries.get('FulfilOrder') ?? [];
    if (message === undefined) throw new Error('no rule delivers an event to the saga');
    const { calls } = await run(message);
    const shortages = [{ sku: 'MUG-BLUE', requested: 2, available: 1 }];
    const outOfStock = await run(message, {
      ReserveStock: rejected({ code: 'OUT_OF_STOCK', shortages }),
    });
    const declined = await run(message, { AuthorizePayment: rejected({ code: 'INSUFFICIENT_FUNDS' }) });
    const first = (state: string, of = calls) => of.get(state)?.[0] as CloudEvent | undefined;
    expectSamples('tradepost.orders', 'command', {
      'reserve-stock': first('ReserveStock'),
      'authorize-payment': first('AuthorizePayment'),
      'commit-stock': first('CommitStock'),
      'confirm-order': first('ConfirmOrder'),
      'reject-order.out-of-stock': first('RejectOrder', outOfStock.calls),
      'reject-order.insufficient-funds': first('RejectOrder', declined.calls),
    });
  });
});
