import { forEach } from '@tradepost/command-line/for-each';
import type { Order } from '@tradepost/contracts/orders/model';
import type { Payment } from '@tradepost/contracts/payments/model';
import { PAYMENT_TOKENS } from '../e2e/payment-tokens.ts';
import { type Shop, waitFor } from '../e2e/shop.ts';

/** An order of its own SKU, with its expected end. */
export type OrderScenario = {
  readonly sku: string;
  readonly units: number;
  readonly quantities: readonly number[];
  readonly token: string;
  readonly cancelled?: boolean;
  readonly status: Order['status'];
  readonly code?: string | undefined;
};

export const orderScenarios: readonly OrderScenario[] = [
  ...PAYMENT_TOKENS.map(({ token, status, code }) => ({
    ...{ sku: `SCENARIO-${token.toUpperCase().replaceAll('_', '-')}`, units: 10, quantities: [2] },
    ...{ token, status, code },
  })),
  { ...approved('SCENARIO-LINES', 10, [1, 2, 3]), status: 'confirmed' },
  { ...approved('SCENARIO-SOLD-OUT', 2, [2]), status: 'confirmed' },
  { ...approved('SCENARIO-NOT-ENOUGH', 1, [2]), status: 'rejected', code: 'OUT_OF_STOCK' },
  { ...approved('SCENARIO-CANCELLED', 5, [5]), cancelled: true, status: 'cancelled' },
];

function approved(sku: string, units: number, quantities: readonly number[]) {
  return { sku, units, quantities, token: 'tok_approved' };
}

const AT_ONCE = 4;

const SETTLED_WITHOUT_MONEY: readonly Payment['status'][] = ['declined', 'voided'];

/**
 * Places the orders of all scenarios, some at the same time, and waits for their reservations and payments.
 *
 * @returns the orders by SKU
 * @throws Error if an order, its reservation or its payment does not end as expected
 */
export async function runScenarios(
  shop: Shop,
  scenarios: readonly OrderScenario[],
  onRun: () => void,
): Promise<ReadonlyMap<string, Order>> {
  const orders = new Map<string, Order>();
  await forEach(scenarios, AT_ONCE, async (scenario) => {
    orders.set(scenario.sku, await run(shop, scenario));
    onRun();
  });
  const { balanced } = await shop.ledger();
  if (!balanced) throw new Error('the ledger does not balance');
  return orders;
}

async function run(shop: Shop, scenario: OrderScenario): Promise<Order> {
  const { sku, units, quantities, token, status, code } = scenario;
  await shop.sell(sku, units);
  const { id } = await shop.place({ sku, quantities, token, key: sku });
  let order = await shop.ended(id);
  if (scenario.cancelled) {
    await shop.cancel(id);
    order = await shop.ended(id);
  }
  const end = [order.status, order.rejection?.code];
  if (end[0] !== status || end[1] !== code)
    throw new Error(`the order of ${sku} ended ${end.join(' ')} instead of ${status} ${code ?? ''}`);
  const reserved = status === 'confirmed' ? quantities.reduce((sum, each) => sum + each, 0) : 0;
  await waitFor(
    `${reserved} of ${sku} to be reserved`,
    async () => (await shop.stockOf(sku)).reserved === reserved,
  );
  // Rejected before its payment.
  if (code === 'OUT_OF_STOCK') return order;
  const isHeld = status === 'confirmed';
  await waitFor(`the payment of ${sku} to be ${isHeld ? 'authorized' : 'declined or voided'}`, async () => {
    const { status: now } = await shop.paymentOf(order);
    return isHeld ? now === 'authorized' : SETTLED_WITHOUT_MONEY.includes(now);
  });
  return order;
}
