import type { Draw } from '../random.ts';
import type { HttpClient, HttpRequest } from '../world/http-client.ts';
import { customer, DEVELOPER, SUPPORT } from '../world/tokens.ts';
import type { World } from '../world/world.ts';
import type { Claim } from './claim-orders.ts';
import { claimsOf } from './order-routes.ts';
import type { PlacedOrder } from './plan-orders.ts';
import { asStaff, get } from './requests.ts';

export type CorrectConfig = {
  readonly world: Pick<World, 'scheduler'>;
  readonly http: HttpClient;
  readonly draw: Draw;
  readonly record: { readonly orders: readonly PlacedOrder[]; readonly claims: Claim[] };
  /** Places of participants to leave out. */
  readonly withoutOrders?: ReadonlySet<number>;
};

/** Place of those who correct orders among the participants, so that they can be left out of a run. */
const CORRECTORS = -8;

const CORRECTORS_SHARE = 0.6;
const MAX_CORRECTORS = 4;
const MAX_TIMES = 3;
const MINUTE_MS = 60_000;
/** Some correct an order before it is confirmed; some, long afterwards, while people are erased. */
const WITHIN_MS = [2_000, 100_000, 100_000, 45 * MINUTE_MS];
/** One more than an order may have. */
const TOO_MANY = 21;
const TOO_MANY_SHARE = 0.06;
const BLUNDERS_SHARE = 0.3;
const CLAIMS_SHARE = 0.4;
/** Longer than an index is behind its table. */
const CLAIMED_AFTER_MS = 130_000;
const UNKNOWN_ORDER = 'ord_00000000000000000000000000';

/**
 * Plays staff who correct orders: of the version that they have read, of any, and of one that is no longer there. Others read the
 * orders, and a customer claims the order of a guest with the corrected address.
 */
export async function correctOrders({
  world,
  http,
  draw: drawn,
  record,
  withoutOrders,
}: CorrectConfig): Promise<void> {
  const draw = drawn.under('correctors');
  if (!draw.chance('any', CORRECTORS_SHARE) || withoutOrders?.has(CORRECTORS) === true) return;
  await Promise.all(
    Array.from({ length: draw.int('how many', 1, MAX_CORRECTORS) }, async (_none, place) => {
      const of = draw.under(`corrector ${place}`);
      await world.scheduler.sleep(of.pick('within', WITHIN_MS) * of.unit('comes'));
      if (record.orders.length === 0) return;
      const order = of.pick('order', record.orders);
      const send = (request: HttpRequest, key: string) => http.send(request, `corrector ${place} ${key}`);
      if (of.chance('blunders', BLUNDERS_SHARE))
        for (const [index, request] of blunders(order).entries()) await send(request, `blunder ${index}`);
      const times = of.chance('too many', TOO_MANY_SHARE) ? TOO_MANY : of.int('times', 1, MAX_TIMES);
      for (let time = 0; time < times; time += 1) {
        const once = of.under(`time ${time}`);
        const body = bodyOf(once, `${place}-${time}`);
        const read =
          times === TOO_MANY ? undefined : await send(get(`/v1/orders/${order.orderId}`), `looks ${time}`);
        const version = once.chance('any version', 0.3) ? undefined : read?.body.version;
        await send(correction(order.orderId, body, version), `corrects ${time}`);
        const { email } = body as { readonly email?: string };
        if (email !== undefined && order.plan.by === 'guest' && once.chance('claimed', CLAIMS_SHARE))
          await claim(order, email, { world, record, send, name: `${place}${time}` });
        if (times === TOO_MANY) continue;
        await send(get(`/v1/orders/${order.orderId}`), `reads ${time}`);
        await send(get(`/v1/orders/${order.orderId}/history`), `reads all ${time}`);
      }
    }),
  );
}

/** A customer who has proven the corrected address claims the order, and reads it. */
async function claim(
  { orderId }: PlacedOrder,
  email: string,
  {
    world,
    record,
    send,
    name,
  }: Pick<CorrectConfig, 'world' | 'record'> & {
    readonly send: (request: HttpRequest, key: string) => Promise<unknown>;
    readonly name: string;
  },
): Promise<void> {
  const customerId = `cus_${`9${name}`.padStart(26, '0')}`;
  record.claims.push({ orderId, customerId });
  const claims = { ...customer(customerId), email };
  await world.scheduler.sleep(CLAIMED_AFTER_MS);
  await send({ method: 'POST', path: '/v1/me/order-claims', claims }, `claims ${name}`);
  await send({ method: 'GET', path: `/v1/me/orders/${orderId}`, claims }, `reads theirs ${name}`);
}

/** @param version undefined for any */
function correction(orderId: string, body: object, version: number | undefined): HttpRequest {
  return asStaff({
    method: 'PATCH',
    path: `/v1/orders/${orderId}/personal-data`,
    headers: {
      'if-match': version === undefined ? '*' : `"${version}"`,
      'content-type': 'application/merge-patch+json',
    },
    body: { reason: 'a typing error', ...body },
  });
}

/** Each address is of one correction, so that it leads to one order. Most texts are those that `check-personal-data.ts` looks for. */
function bodyOf(draw: Draw, name: string): object {
  return draw.pick('patch', [
    { email: `Corrected-${name}@example.com` },
    { email: `corrected-${name}@example.com`, shippingAddress: { name: 'Ada King Lovelace' } },
    { shippingAddress: { line1: `${name} St James Square`, line2: null, country: 'GB' } },
    { note: `Ring at Lovelace ${name}`, shippingAddress: { phone: '020 7946 0001' } },
    { note: null, shippingAddress: { phone: null, company: null, region: null } },
    {},
  ]);
}

/** Corrections that are rejected. */
function blunders({ orderId }: PlacedOrder): readonly HttpRequest[] {
  const body = { email: 'corrected-by-mistake@example.com' };
  const { headers: _headers, ...ofNoVersion } = correction(orderId, body, undefined);
  const withoutAccess = [
    SUPPORT,
    claimsOf('bff').claims ?? {},
    claimsOf('ada').claims ?? {},
    {
      ...DEVELOPER,
      scope: 'tradepost/orders:read',
    },
  ];
  return [
    correction(UNKNOWN_ORDER, body, undefined),
    correction(orderId, body, 99),
    ofNoVersion,
    correction(orderId, { shippingAddress: { country: 'FR' } }, undefined),
    correction(orderId, { email: null }, undefined),
    ...withoutAccess.map((claims) => ({
      ...correction(orderId, body, undefined),
      claims,
      isWithoutAccess: true,
    })),
  ];
}
