import { unwrap } from '@tradepost/client/client';
import { forEach } from '@tradepost/command-line/for-each';
import type { TrialBalance } from '@tradepost/contracts/payments/model';
import type { Expected, Journey } from './journey.ts';
import type { Books, CodeUses, StockCount, StoredOrder, StoredPayment } from './reconcile.ts';
import { CURRENCY } from './show-minor.ts';

const CONCURRENCY = 8;

/** Reads the trial balance in the currency of the journey. */
export function readLedger({ as }: Pick<Journey, 'as'>): Promise<TrialBalance> {
  const path = { currency: CURRENCY };
  return unwrap(as('finance').GET('/v1/ledger/{currency}', { params: { path } }));
}

/** Reads everything that is compared, as staff. */
export async function readBooks(
  journey: Journey,
  { uses, sold }: Expected,
  ledgerBefore: TrialBalance,
): Promise<Books> {
  const confirmed = journey.orders.filter(({ status }) => status === 'confirmed');
  const orders: StoredOrder[] = [];
  await forEach(confirmed, CONCURRENCY, async ({ orderId }) => {
    orders.push(await readOrder(journey, orderId));
  });
  const codes: CodeUses[] = [];
  for (const { id, code, limit } of Object.values(journey.codes)) {
    const params = { path: { discountCodeId: id } };
    const read = await unwrap(
      journey.as('merchandiser').GET('/v1/discount-codes/{discountCodeId}', { params }),
    );
    const { expectedUses } = uses.find((each) => each.code === code) ?? {};
    codes.push({ code, limit, ...read.uses, expectedUses });
  }
  const stock: StockCount[] = [];
  for (const { sku, units } of Object.values(journey.goods)) {
    const params = { path: { sku } };
    const { onHand, reserved, available } = await unwrap(
      journey.as('warehouse').GET('/v1/stock/{sku}', { params }),
    );
    const { expectedSold } = sold.find((each) => each.sku === sku) ?? {};
    stock.push({ sku, received: units, onHand, reserved, available, expectedSold });
  }
  const ledgerAfter = await readLedger(journey);
  return { currency: CURRENCY, played: journey.orders, orders, ledgerBefore, ledgerAfter, codes, stock };
}

async function readOrder({ as }: Journey, orderId: string): Promise<StoredOrder> {
  const finance = as('finance');
  const order = await unwrap(finance.GET('/v1/orders/{orderId}', { params: { path: { orderId } } }));
  const { status, totals, reservationId, paymentId } = order;
  const reservation = await unwrap(
    as('warehouse').GET('/v1/reservations/{reservationId}', { params: { path: { reservationId } } }),
  );
  const payment = await readPayment(finance, paymentId);
  return {
    ...{ orderId, status, totals, reservationStatus: reservation.status },
    ...(payment === undefined ? {} : { payment }),
  };
}

/** Returns undefined if there is no payment. */
async function readPayment(
  finance: ReturnType<Journey['as']>,
  paymentId: string,
): Promise<StoredPayment | undefined> {
  const params = { path: { paymentId } };
  const { data, error } = await finance.GET('/v1/payments/{paymentId}', { params });
  if (error?.code === 'PAYMENT_NOT_FOUND') return undefined;
  if (error) throw error;
  const { items: entries } = await unwrap(finance.GET('/v1/payments/{paymentId}/entries', { params }));
  return { status: data.status, capturedMinor: data.captured?.amountMinor ?? 0, entries };
}
