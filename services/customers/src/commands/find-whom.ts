import type { WhomDeps } from '../deps.ts';
import type { StoredPrivacyRequest } from '../domain/privacy-request.ts';

/** The person of a request, as the other services find their data. */
export type Whom = {
  readonly customerId: string | null;
  readonly orderIds: readonly string[];
  /**
   * Subjects by which the orders were found; null if the request names the order. An order counts only if it has one of them: a request
   * that placed an order twice leaves keys that the order does not have, with the address that it had then.
   */
  readonly subjectIds: readonly string[] | null;
};

/** Returns the customer of a request, and the orders that they placed without an account. */
export async function findWhom(
  { customerId, orderId, emailHash }: StoredPrivacyRequest,
  { erasures, subjectKeys }: WhomDeps,
): Promise<Whom> {
  if (customerId !== undefined) {
    const orders = await erasures.ordersOf(await subjectKeys.subjectsOf(customerId));
    return { customerId, orderIds: [...orders.values()], subjectIds: [...orders.keys()] };
  }
  if (orderId !== undefined) return { customerId: null, orderIds: [orderId], subjectIds: null };
  const ofAddress = emailHash === undefined ? [] : await subjectKeys.findByEmail(emailHash);
  return {
    customerId: null,
    orderIds: ofAddress.map((subject) => subject.orderId),
    subjectIds: ofAddress.map(({ subjectId }) => subjectId),
  };
}
