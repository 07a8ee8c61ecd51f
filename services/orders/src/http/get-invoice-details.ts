import type { AuditLog } from '@tradepost/audit/audit-log';
import { getInvoiceDetails as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { audit, type Deps, deps, orderSeals } from '../deps.ts';
import type { ShowDeps } from './show-orders.ts';

type InvoiceDeps = Pick<Deps, 'orders'> & ShowDeps & { readonly audit: AuditLog };

export const handler = http(route, (request) =>
  getInvoiceDetails(request, { ...deps(), orderSeals: orderSeals(), audit: audit() }),
);

/** Returns name and address of an order for taxes, also after the erasure of the person. The reading is recorded before. */
export async function getInvoiceDetails(
  { params: { orderId }, caller, correlationId }: HttpRequest<typeof route>,
  { orders, orderSeals: seals, audit: log }: InvoiceDeps,
): Promise<HttpReply<typeof route>> {
  const { state } = await orders.load(orderId);
  if (state.status === 'none') return { rejection: { code: 'ORDER_NOT_FOUND', orderId } };
  const recorded = await log.record({
    act: 'InvoiceDetailsRead',
    actor: caller.id,
    target: `orders/${orderId}`,
    correlationId,
  });
  const { invoice, billing, restrictedUntil } = await seals.openInvoice(state);
  if (invoice === undefined) return { rejection: { code: 'INVOICE_DETAILS_ERASED', orderId } };
  const { total, placedAt, country } = state;
  return {
    body: {
      orderId,
      address: { ...invoice, country },
      ...(billing === undefined ? {} : { billingAddress: billing }),
      total,
      placedAt,
      ...(restrictedUntil === undefined ? {} : { restrictedUntil }),
    },
    recorded,
  };
}
