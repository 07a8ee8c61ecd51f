import { getPaymentEntries as route } from '@tradepost/contracts/payments/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';

export const handler = http(route, (request) => getPaymentEntries(request, deps()));

/** Returns a payment's entries. If there are none, the event store shows whether the payment exists. */
export async function getPaymentEntries(
  { params: { paymentId } }: HttpRequest<typeof route>,
  { ledger, payments }: Pick<Deps, 'ledger' | 'payments'>,
): Promise<HttpReply<typeof route>> {
  const items = await ledger.entriesOf(paymentId);
  if (items.length === 0 && (await payments.load(paymentId)).state.status === 'none') {
    return { rejection: { code: 'PAYMENT_NOT_FOUND', paymentId } };
  }
  return { body: { items: [...items] } };
}
