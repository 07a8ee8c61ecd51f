import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { Claim } from '../workload/claim-orders.ts';
import { type Answered, jsonOf } from '../world/http-client.ts';
import type { Claims } from '../world/tokens.ts';
import type { Books } from './tables.ts';
import type { Report } from './violation.ts';

/** Owner of an order, by the request that placed it. */
type Owner = {
  readonly customerId?: string | undefined;
  /** Customers who may claim it: any of them may have it, or not yet. */
  readonly claimants?: readonly string[];
  /** The machine that placed it. */
  readonly machine?: string | undefined;
  readonly orderToken?: string | undefined;
};

const THEIRS = 'nobody reads or changes an order that is not theirs';

/**
 * Compares each answer about an order with a model of who may read and change it. It is made of the requests that placed the
 * orders, not of stored data. Orders whose placement was never answered are left out.
 *
 * @param claims who may have orders of guests
 * @param captured payments of which orders knew that they were captured, with the time from which on
 */
export function checkAccess(
  answers: readonly Answered[],
  captured: readonly { readonly paymentId: string; readonly atMs: number }[],
  { orders }: Books,
  claims: readonly Claim[],
  report: Report,
): void {
  const owners = ownersOf(answers, claims);
  const revokedMs = revocationsOf(answers);
  const capturedMs = new Map(captured.map(({ paymentId, atMs }) => [paymentId, atMs]));
  for (const answered of answers) {
    const { route, params, request, answer, sentMs } = answered;
    if (!ORDER_ROUTE.test(route) || request.isWithoutAccess === true) continue;
    const what = `${request.claims?.['sub'] ?? 'a guest'}: ${request.method} ${request.path} got ${answer.status}`;
    for (const item of (answer.body?.items ?? []) as UncheckedJson[]) {
      const owner = owners.get(item.id);
      if (route.startsWith('GET') && owner !== undefined && !isTheirs(answered, owner))
        report(THEIRS, `${what} with ${item.id}`);
    }
    const { orderId } = params;
    const owner = orderId === undefined ? undefined : owners.get(orderId);
    if (orderId === undefined || owner === undefined) continue;
    const isDone = answer.status < 300;
    if (isDone && !isTheirs(answered, owner)) report(THEIRS, what);
    if (isDone && route.includes('/v1/guest/') && (revokedMs.get(orderId) ?? Infinity) <= sentMs)
      report(THEIRS, `${what}, with a token that was revoked`);
    const isRevoked = orders.get(orderId)?.some(endsAccess) === true;
    // At a point in time before it was placed, nobody finds it.
    const isPast = request.path.includes('?at=');
    const isClaimant = owner.claimants?.includes(String(request.claims?.['customer_id'])) === true;
    const isKnown = !isRevoked && !isPast && !isClaimant;
    if (answer.body?.code === 'ORDER_NOT_FOUND' && isTheirs(answered, owner) && isKnown)
      report('accepted requests have their effect', `${what}, but the order exists`);
    const wasCaptured = (capturedMs.get(orderId.replace('ord_', 'pay_')) ?? sentMs) < sentMs;
    if (route === CANCEL && isDone && wasCaptured && !isSignedInRecently(request.claims))
      report('a person who cancels a captured order has signed in recently', what);
  }
  checkGuestKeys(answers, report);
}

/** Routes that name one order, and lists of orders. */
const ORDER_ROUTE = /^(GET|POST) \/v1\/(me\/|guest\/)?orders(\/\{orderId\}(\/cancel|\/history)?)?$/;
const CANCEL = 'POST /v1/orders/{orderId}/cancel';
const REVOKE = 'POST /v1/orders/{orderId}/order-token/revoke';

function ownersOf(answers: readonly Answered[], claimed: readonly Claim[]): ReadonlyMap<string, Owner> {
  const owners = new Map<string, Owner>();
  for (const { route, request, answer } of answers) {
    if (answer.status !== 201) continue;
    const { claims = {} } = request;
    const { id, orderToken } = answer.body;
    if (route === 'POST /v1/me/orders') owners.set(id, { customerId: claims['customer_id'] });
    else if (route === 'POST /v1/guest/orders')
      owners.set(id, {
        orderToken,
        claimants: claimed.flatMap(({ orderId, customerId }) => (orderId === id ? [customerId] : [])),
      });
    else if (route === 'POST /v1/orders')
      owners.set(id, {
        customerId: jsonOf(request).customerId,
        machine: isPerson(claims) ? undefined : claims['sub'],
      });
  }
  return owners;
}

/** Returns the time of the response to the first revocation of each order's token. A token is rejected from then on. */
function revocationsOf(answers: readonly Answered[]): ReadonlyMap<string, number> {
  const revokedMs = new Map<string, number>();
  for (const { route, params, answer, answeredMs } of answers) {
    const { orderId = '' } = params;
    if (route === REVOKE && answer.status === 200 && !revokedMs.has(orderId))
      revokedMs.set(orderId, answeredMs);
  }
  return revokedMs;
}

function isTheirs({ route, request }: Answered, owner: Owner): boolean {
  const { claims = {}, headers = {} } = request;
  if (route.includes(' /v1/guest/'))
    return owner.orderToken !== undefined && owner.orderToken === headers['x-order-token'];
  if (route.includes(' /v1/me/')) {
    const customerId = claims['customer_id'] ?? '';
    return owner.customerId === customerId || owner.claimants?.includes(customerId) === true;
  }
  return isPerson(claims) || owner.machine === claims['sub'];
}

function isPerson(claims: Claims): boolean {
  return claims['username'] !== undefined;
}

/** Sign-ins of the simulation are at the beginning of time, or after the end of each run. */
function isSignedInRecently(claims: Claims = {}): boolean {
  return !isPerson(claims) || Number(claims['auth_time']) > 1;
}

/** After a revocation the token is no longer valid; an erased customer has no orders. */
function endsAccess({ events }: UncheckedJson): boolean {
  return events.some(
    ({ type }: UncheckedJson) => type === 'OrderTokenRevoked' || type === 'PersonalDataErased',
  );
}

/** A key is used again only if the same guest sent another order with it. */
function checkGuestKeys(answers: readonly Answered[], report: Report): void {
  const ofGuests = answers.filter(({ route }) => route === 'POST /v1/guest/orders');
  const byGuest = Map.groupBy(ofGuests, ({ request }) => {
    const email = String(jsonOf(request)?.email).toLowerCase();
    return `${email} ${request.headers?.['idempotency-key']}`;
  });
  for (const [guest, all] of byGuest) {
    const bodies = new Set(all.map(({ request }) => JSON.stringify(request.body)));
    const isRejected = all.some(({ answer }) => answer.body?.code === 'IDEMPOTENCY_KEY_REUSED');
    if (isRejected && bodies.size === 1) report(THEIRS, `${guest}: the key was used by another guest`);
  }
}
