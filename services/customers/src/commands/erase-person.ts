import type { ErasureDeps } from '../deps.ts';
import { eraseCustomer } from '../domain/erase-customer.ts';
import { invoiceUntil } from '../domain/invoice-until.ts';
import type { OrdersFound } from '../domain/orders-found.ts';
import { requireRequest } from './require-request.ts';

/** The order belongs to a customer, with all of their data: the request must name the customer. */
class OrderOfCustomer extends Error {
  override readonly name = 'OrderOfCustomer';
}

/**
 * Deletes the keys of all subjects of a person; names and addresses of sold orders are restricted to taxes. Each subject is put on
 * the erasure list before its keys are deleted, so that an erasure that breaks off is completed by the comparison with the list.
 *
 * @returns `held` if a legal hold was placed meanwhile
 * @throws OrderOfCustomer
 */
export async function erasePerson(
  requestId: string,
  found: OrdersFound,
  { customers, erasureList, erasures, holds, nowMs, requests, retentionYears, subjectKeys }: ErasureDeps,
): Promise<{ readonly held: boolean }> {
  const request = await requireRequest(requestId, requests);
  if (request.erased !== undefined) return { held: false };
  const { customerId, correlationId } = request;
  if (customerId === undefined && found.customerId !== null)
    throw new OrderOfCustomer(`the order of ${requestId} belongs to a customer`);
  if (customerId !== undefined && (await holds.find(customerId)) !== undefined) {
    await requests.save({ ...request, status: 'held' });
    return { held: true };
  }
  const own = customerId === undefined ? [] : await subjectKeys.subjectsOf(customerId);
  const subjectIds = [...new Set([...own, ...found.subjectIds])];
  const orders = await erasures.ordersOf(subjectIds);
  const erasedAt = new Date(nowMs()).toISOString();
  const until = invoiceUntil(found.lastPlacedAt, retentionYears());
  for (const subjectId of subjectIds) {
    const erasure = await erasureList.add({ subjectId, invoiceUntil: until, erasedAt });
    await erasures.erase(erasure);
  }
  if (customerId !== undefined)
    await customers.execute(customerId, eraseCustomer(), { actor: 'tradepost.customers', correlationId });
  const erased = subjectIds.map((subjectId) => {
    const orderId = orders.get(subjectId);
    return { subjectId, ...(orderId === undefined ? {} : { orderId }) };
  });
  await requests.save({ ...request, status: 'running', erased, erasedAt });
  return { held: false };
}
