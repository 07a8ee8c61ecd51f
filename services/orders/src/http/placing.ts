import type { Command } from '@tradepost/aggregate/aggregate';
import { replay } from '@tradepost/aggregate/stored-commit';
import { by, type RequestOrigin } from '@tradepost/lambda/by';
import type { IdFromKey, KeyOwner } from '@tradepost/lambda/id-from-key';
import { hashRequest } from '@tradepost/lambda/idempotent-id';
import type { Logger } from '@tradepost/lambda/log/logger';
import type { CatalogOffers } from '../adapters/catalog-offers.ts';
import type { Deps } from '../deps.ts';
import { CatalogUnavailableError } from '../domain/catalog-unavailable-error.ts';
import { type OrderEvent, type OrderState, order, type PlacedOrder } from '../domain/order.ts';
import type { Offer } from '../domain/price-lines.ts';

/** Rejections that depend on the offers. */
const FROM_OFFERS: ReadonlySet<string> = new Set([
  'UNKNOWN_SKU',
  'SKU_NOT_FOR_SALE',
  'CURRENCY_NOT_OFFERED',
  'PRICE_ABOVE_EXPECTED',
  'PRICE_BELOW_FLOOR',
  'PURCHASE_LIMIT_EXCEEDED',
]);

export type PlacingDeps = Pick<Deps, 'orders' | 'offers' | 'newOrderId'> & {
  readonly catalogOffers: () => CatalogOffers;
  readonly idFromKey: IdFromKey;
};

/** The request for an order, whoever places it. */
export type PlacingRequest = RequestOrigin & {
  readonly body: { readonly lines: readonly { readonly sku: string }[] };
  readonly idempotencyKey: string | undefined;
  readonly logger: Logger;
};

export type OrderIds = {
  readonly orderId: string;
  readonly reservationId: string;
  readonly paymentId: string;
};

export type Placing<Rejection> = {
  /** Another owner's order with the same `Idempotency-Key` is another order. */
  readonly keyOwner: KeyOwner;
  /** Runs before the order is placed, also for a repeat of the request. */
  readonly beforePlacing?: (orderId: string) => Promise<void>;
  readonly toCommand: (
    ids: OrderIds,
    offers: ReadonlyMap<string, Offer>,
  ) => Command<OrderState, OrderEvent, Rejection & { readonly code: string }>;
};

export type Placed<Rejection> =
  | { readonly orderId: string; readonly state: PlacedOrder }
  | { readonly rejection: Rejection | { readonly code: 'IDEMPOTENCY_KEY_REUSED' | 'CATALOG_UNAVAILABLE' } };

/**
 * Places an order with one write; everything else follows from its event. Offers are read from this service's own projection,
 * which lags behind the catalogue. Before an order is rejected because of its offers, they are read from the catalogue itself,
 * so that an offer can be ordered as soon as the catalogue has it.
 *
 * @returns the order as it was placed, also to a repeat of the request
 */
export async function placeWithOffers<Rejection extends { readonly code: string }>(
  request: PlacingRequest,
  { keyOwner, beforePlacing, toCommand }: Placing<Rejection>,
  { orders, offers, newOrderId, catalogOffers: catalog, idFromKey }: PlacingDeps,
): Promise<Placed<Rejection>> {
  const { body, idempotencyKey, logger } = request;
  const skus = body.lines.map(({ sku }) => sku);
  const [orderId, projected] = await Promise.all([
    idempotencyKey === undefined ? newOrderId() : idFromKey('ord', keyOwner, idempotencyKey),
    offers.find(skus),
  ]);
  const cause = { ...by(request), fingerprint: hashRequest(body) };
  const placeWith = (known: ReadonlyMap<string, Offer>) =>
    orders.create(orderId, toCommand(idsOf(orderId), known), cause);

  await beforePlacing?.(orderId);
  let created = await placeWith(projected);
  if ('rejection' in created && FROM_OFFERS.has(created.rejection.code)) {
    try {
      created = await placeWith(new Map([...projected, ...(await catalog().read(skus))]));
    } catch (error) {
      if (!(error instanceof CatalogUnavailableError)) throw error;
      logger.warn('catalogue not read', error);
      return { rejection: { code: error.code } };
    }
  }
  if ('rejection' in created) return created;
  // A repeated request gets the response of the first, even if the order has changed.
  const { state } = created.repeated ? replay(order, (await orders.history(orderId)).slice(0, 1)) : created;
  if (state.status === 'none') throw new Error(`${orderId} does not exist after it was placed`);
  return { orderId, state };
}

/** An order, its reservation and its payment share one ULID, so that each id can be derived from the others. */
function idsOf(orderId: string): OrderIds {
  const ulid = orderId.slice('ord_'.length);
  return { orderId, reservationId: `res_${ulid}`, paymentId: `pay_${ulid}` };
}
