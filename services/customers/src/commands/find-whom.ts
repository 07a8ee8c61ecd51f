import type { WhomDeps } from '../deps.ts';
import type { StoredPrivacyRequest } from '../domain/privacy-request.ts';

/** The person of a request, as the other services find their data. */
export type Whom = { readonly customerId: string | null; readonly orderIds: readonly string[] };

/** Returns the customer of a request, and the orders that they placed without an account. */
export async function findWhom(
  { customerId, orderId, emailHash }: StoredPrivacyRequest,
  { erasures, subjectKeys }: WhomDeps,
): Promise<Whom> {
  if (customerId !== undefined) {
    const orders = await erasures.ordersOf(await subjectKeys.subjectsOf(customerId));
    return { customerId, orderIds: [...orders.values()] };
  }
  const ofAddress = emailHash === undefined ? [] : await subjectKeys.findByEmail(emailHash);
  const orderIds = ofAddress.map((subject) => subject.orderId);
  return { customerId: null, orderIds: orderId === undefined ? orderIds : [orderId, ...orderIds] };
}
