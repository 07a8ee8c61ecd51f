import type { Journal } from '../invariants/journal.ts';
import type { Draw } from '../random.ts';
import type { HttpClient, HttpRequest } from '../world/http-client.ts';
import { type Claims, customer } from '../world/tokens.ts';
import type { World } from '../world/world.ts';
import type { PlacedOrder } from './plan-orders.ts';
import { sendCommand } from './send-command.ts';

/** A customer who may have a guest's order: they have proven its address, or another system sent the command with its hash. */
export type Claim = { readonly orderId: string; readonly customerId: string };

export type ClaimConfig = {
  readonly world: World;
  readonly http: HttpClient;
  readonly draw: Draw;
  readonly record: {
    readonly orders: readonly PlacedOrder[];
    readonly claims: Claim[];
    readonly journal: Journal;
  };
  /** Places of participants to leave out. */
  readonly withoutOrders?: ReadonlySet<number>;
};

/** Place of the claimants among the participants, so that they can be left out of a run. */
const CLAIMANTS = -7;

const CLAIMANTS_SHARE = 0.5;
const MAX_CLAIMANTS = 4;
const CLAIMS_WITHIN_MS = 100_000;
/** Longer than an index is behind its table. */
const AGAIN_AFTER_MS = 150_000;
const READS_AFTER_MS = 20_000;

/** Whoever claims the order of a guest. Each has an id of their own for each order. */
const KINDS = ['owner', 'owner', 'second owner', 'unverified', 'thief'] as const;
type Kind = (typeof KINDS)[number];

/**
 * Plays customers who claim orders of guests: with the verified address of the order, with the same one as another customer, with one
 * that is not verified, and with another one. Other systems send the command too, with a right and a wrong hash.
 */
export async function claimOrders({
  world,
  http,
  draw: drawn,
  record,
  withoutOrders,
}: ClaimConfig): Promise<void> {
  const draw = drawn.under('claimants');
  if (!draw.chance('any', CLAIMANTS_SHARE) || withoutOrders?.has(CLAIMANTS) === true) return;
  await Promise.all(
    Array.from({ length: draw.int('how many', 1, MAX_CLAIMANTS) }, async (_none, place) => {
      const of = draw.under(`claimant ${place}`);
      await world.scheduler.sleep(CLAIMS_WITHIN_MS * of.unit('comes'));
      const ofGuests = record.orders.filter(({ plan }) => plan.by === 'guest');
      if (ofGuests.length === 0) return;
      const order = of.pick('order', ofGuests);
      const kind = of.pick('kind', KINDS);
      const claims = toClaims(kind, order);
      const send = (request: Omit<HttpRequest, 'claims'>, key: string) =>
        http.send({ ...request, claims }, `claimant ${place} ${key}`);
      const { orderId } = order;
      const customerId = String(claims['customer_id']);
      if (kind.endsWith('owner')) record.claims.push({ orderId, customerId });
      if (of.chance('blunders', 0.3)) {
        const request = { method: 'POST', path: '/v1/me/order-claims' };
        await http.send({ ...request, isWithoutAccess: true }, `claimant ${place} without a token`);
        await send({ ...request, body: { email: 'somebody@example.com' } }, 'with a body');
      }
      for (const time of ['first', 'again']) {
        await send({ method: 'POST', path: '/v1/me/order-claims' }, `${time} claim`);
        if (of.chance(`${time} command`, 0.3))
          sendCommand(world, 'orders', toCommand(kind, order, customerId, `${place} ${time}`, record));
        await world.scheduler.sleep(READS_AFTER_MS * of.unit(`${time} reads`));
        await send({ method: 'GET', path: '/v1/me/orders' }, `${time} list`);
        await send({ method: 'GET', path: `/v1/me/orders/${orderId}` }, `${time} read`);
        await world.scheduler.sleep(AGAIN_AFTER_MS);
      }
    }),
  );
}

function toClaims(kind: Kind, { plan: { place, body } }: PlacedOrder): Claims {
  const customerId = `cus_${String(100 * (KINDS.indexOf(kind) + 1) + place).padStart(26, '0')}`;
  const claims = customer(customerId);
  if (kind === 'thief') return claims;
  const email = String(body['email']);
  return { ...claims, email, email_verified: String(kind !== 'unverified') };
}

/** The command as another system sends it: with the hash of the order for who owns its address, with another one for others. */
function toCommand(
  kind: Kind,
  { orderId }: PlacedOrder,
  customerId: string,
  name: string,
  { journal }: { readonly journal: Journal },
) {
  const [placed] = journal.of('orders-events').get(`order#${orderId} 0`) ?? [];
  const emailHash = kind.endsWith('owner')
    ? String(placed?.item?.events[0].emailHash)
    : `eml_${'0'.repeat(26)}`;
  return {
    ...{ id: `claim ${name}`, type: 'ClaimOrder', subject: orderId },
    data: { orderId, customerId, emailHash },
  };
}
