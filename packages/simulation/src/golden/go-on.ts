import type { CloudDescription } from '@tradepost/local/templates/read-templates';
import { createFaults } from '../faults/faults.ts';
import { createDraw } from '../random.ts';
import type { PlacedOrder } from '../workload/workload.ts';
import { createHttpClient } from '../world/http-client.ts';
import type { World } from '../world/world.ts';

const SETTLED_WITHIN_MS = 3_600_000;
/** Beyond the places of a run's own orders. */
const PLACE_OF_ANOTHER = 9;

/**
 * Every second order that was paid is given back a part, and then the rest. For every third, somebody has given it all
 * back by hand at the provider meanwhile: ours is refused there.
 */
export async function refund(world: World, { plan, orderId }: PlacedOrder): Promise<void> {
  const paymentId = orderId.replace('ord_', 'pay_');
  const charge = world.dynamodb
    .table('tradepost-dev-payments-simulated-provider')
    .all()
    .find(
      ({ pk, charge: of }) => pk?.S?.startsWith(`charge#${paymentId}`) && of?.M?.['status']?.S === 'captured',
    );
  if (charge?.['charge']?.M === undefined) return;
  const amountMinor = Number(charge['charge'].M['capturedMinor']?.N);
  const currency = String(charge['charge'].M['currency']?.S);
  if (amountMinor < 2) return;
  const giveBack = (refundId: string, minor: number) => {
    const amount = { amountMinor: minor, currency };
    world.queues.byUrl('tradepost-dev-payments-commands').send(
      JSON.stringify({
        specversion: '1.0',
        id: `${refundId}/RefundPayment`,
        source: 'tradepost.shipping',
        type: 'RefundPayment',
        subject: paymentId,
        time: new Date(Math.floor(world.scheduler.nowMs())).toISOString(),
        correlationid: refundId,
        data: { paymentId, refundId, amount, reason: 'damaged' },
      }),
    );
    return world.run(world.scheduler.nowMs() + SETTLED_WITHIN_MS);
  };
  const refundId = (place: number) => `rfd_${orderId.slice('ord_'.length, -1)}${place}`;
  if (plan.place % 2 === 0) await giveBack(refundId(0), 1);
  if (plan.place % 3 === 0) {
    const given = { ...charge['charge'].M, refundedMinor: { N: String(amountMinor) } };
    const Item = { ...charge, charge: { M: given } };
    world.dynamodb.execute('PutItem', { TableName: 'tradepost-dev-payments-simulated-provider', Item });
  }
  if (plan.place !== 1) await giveBack(refundId(1), amountMinor - (plan.place % 2 === 0 ? 1 : 0));
}

/** A customer who is known orders what another had, and says more about it than the customers of a run do. */
export async function orderAgain(
  world: World,
  description: CloudDescription,
  orders: readonly PlacedOrder[],
): Promise<readonly PlacedOrder[]> {
  const [first] = orders;
  if (first === undefined) return [];
  const { scheduler, functions } = world;
  const draw = createDraw(0);
  const faults = createFaults({ draw, kinds: [] });
  const http = createHttpClient({ routes: description.routes, functions, scheduler, draw, faults });
  const { expectedTotal: _total, ...usual } = first.plan.body;
  const body = {
    ...usual,
    customerId: 'cus_01JD3XK8WQ4N6T2B9V5M7R0C1E',
    note: 'Leave it with the neighbour.',
    reference: 'PO-4711',
    paymentToken: 'tok_approved',
  };
  const headers = { 'idempotency-key': 'ordered-again' };
  const asked = http.send({ method: 'POST', path: '/v1/orders', body, headers }, 'ordered again');
  await world.run(scheduler.nowMs() + SETTLED_WITHIN_MS);
  const answer = await asked;
  if (answer?.status !== 201) return [];
  const once = { copies: 1, isRepeated: false, isContradicted: false };
  const plan = { ...first.plan, ...once, place: PLACE_OF_ANOTHER, body };
  return [{ plan, orderId: String(answer.body.id), answer }];
}
