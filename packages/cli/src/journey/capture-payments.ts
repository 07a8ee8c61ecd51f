import { unwrap } from '@tradepost/client/client';
import { forEach } from '@tradepost/command-line/for-each';
import type { Journey } from './journey.ts';
import { count, showMinor } from './show-minor.ts';

const CONCURRENCY = 8;

/** Finance captures the payments of all confirmed orders, as the dispatch of the goods would. */
export async function capturePayments({ as, orders, progress, step }: Journey): Promise<void> {
  const due = orders.filter(({ status, quote }) => status === 'confirmed' && quote.totals.dueMinor > 0);
  let capturedMinor = 0;
  progress.begin('Capturing', due.length, 'payments');
  await forEach(due, CONCURRENCY, async ({ orderId }) => {
    const path = { orderId };
    const { paymentId } = await unwrap(as('finance').GET('/v1/orders/{orderId}', { params: { path } }));
    const { payment } = await unwrap(
      as('finance').POST('/v1/payments/{paymentId}/captures', {
        params: { path: { paymentId } },
        body: {},
        idempotencyKey: `journey-${orderId}`,
      }),
    );
    capturedMinor += payment.captured?.amountMinor ?? 0;
    progress.advance();
  });
  progress.end();
  step(`Finance captures ${count(due.length, 'payment')}: ${showMinor(capturedMinor)}.`);
}
