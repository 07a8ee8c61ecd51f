import { getPayment as route } from '@tradepost/contracts/payments/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toPayment } from '../projections/to-payment.ts';

export const handler = http(route, (request) => getPayment(request, deps()));

/** Returns a payment from the event store, so that a read after a command shows its result. */
export async function getPayment(
  { params: { paymentId } }: HttpRequest<typeof route>,
  { payments }: Pick<Deps, 'payments'>,
): Promise<HttpReply<typeof route>> {
  const payment = toPayment(await payments.history(paymentId));
  if (payment === undefined) return { rejection: { code: 'PAYMENT_NOT_FOUND', paymentId } };
  return { body: payment, version: payment.version };
}
