import type { Command } from '@tradepost/aggregate/aggregate';
import { replay } from '@tradepost/aggregate/stored-commit';
import { by, type RequestOrigin } from '@tradepost/lambda/by';
import type { IdFromKey, KeyOwner } from '@tradepost/lambda/id-from-key';
import type { Logger } from '@tradepost/lambda/log/logger';
import type { FingerprintOf } from '@tradepost/lambda/request-fingerprint';
import type { PaymentTokens } from '@tradepost/personal-data/payment-tokens';
import type { CatalogOffers } from '../adapters/catalog-offers.ts';
import type { GuestHashes } from '../adapters/guest-hashes.ts';
import type { OrderNumbers } from '../adapters/order-numbers.ts';
import type { OrderSeals, SealedParts } from '../adapters/order-seals.ts';
import type { Deps } from '../deps.ts';
import { CatalogUnavailableError } from '../domain/catalog-unavailable-error.ts';
import { type OrderEvent, type OrderState, order, type PlacedOrder } from '../domain/order.ts';
import { type GivenPersonalData, splitPersonalData } from '../domain/personal-data.ts';
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

export type PlacingDeps = Pick<Deps, 'orders' | 'offers' | 'newOrderId' | 'now'> & {
  readonly catalogOffers: () => CatalogOffers;
  readonly idFromKey: IdFromKey;
  readonly fingerprintOf: FingerprintOf;
  readonly guestHashes: GuestHashes;
  readonly orderSeals: OrderSeals;
  readonly paymentTokens: Pick<PaymentTokens, 'seal'>;
  readonly orderNumbers: Pick<OrderNumbers, 'claim'>;
};

/** The request for an order, whoever places it. */
export type PlacingRequest<Body extends GivenOrder> = RequestOrigin & {
  readonly body: Body;
  readonly idempotencyKey: string | undefined;
  readonly logger: Logger;
};

type GivenOrder = GivenPersonalData & {
  readonly lines: readonly { readonly sku: string }[];
  readonly paymentToken?: string | undefined;
};

/** The facts of a requested order: without the personal data, which is sealed. */
type OrderFacts<Body extends GivenOrder> = Omit<Body, keyof GivenPersonalData | 'paymentToken'> &
  Omit<SealedParts, 'sealedReason'> & {
    readonly orderId: string;
    readonly reservationId: string;
    readonly paymentId: string;
    readonly country: string;
    readonly sealedPaymentToken?: string;
    readonly orderNumber?: string;
  };

export type Placing<Body extends GivenOrder, Rejection> = {
  /** Another owner's order with the same `Idempotency-Key` is another order. */
  readonly keyOwner: KeyOwner;
  /** Runs before the order is placed, also for a repeat of the request. */
  readonly beforePlacing?: (orderId: string) => Promise<void>;
  /** The customer with whose keys the order is sealed. An order without a customer has keys of its own. */
  readonly customerId?: string | undefined;
  readonly toCommand: (
    facts: OrderFacts<Body>,
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
export async function placeWithOffers<Body extends GivenOrder, Rejection extends { readonly code: string }>(
  request: PlacingRequest<Body>,
  placing: Placing<Body, Rejection>,
  dependencies: PlacingDeps,
): Promise<Placed<Rejection>> {
  const { body, idempotencyKey, logger } = request;
  const { orders, offers, newOrderId, catalogOffers: catalog, idFromKey, fingerprintOf } = dependencies;
  const skus = body.lines.map(({ sku }) => sku);
  const [orderId, projected, fingerprint] = await Promise.all([
    idempotencyKey === undefined ? newOrderId() : idFromKey('ord', placing.keyOwner, idempotencyKey),
    offers.find(skus),
    fingerprintOf(body),
  ]);
  const cause = { ...by(request), fingerprint };
  const draft = toDraft(orderId, body);
  const placeWith = async (known: ReadonlyMap<string, Offer>) => {
    // Decided on the draft first: an order that is rejected needs no keys and no number.
    const decision = placing.toCommand(draft, known)(order.initial, {
      version: -1,
      at: dependencies.now(),
    });
    if ('rejection' in decision) return orders.create(orderId, () => decision, cause);
    const sealed = await sealDraft(draft, body, placing, dependencies);
    const orderNumber = await dependencies.orderNumbers.claim(orderId);
    return orders.create(orderId, placing.toCommand({ ...draft, ...sealed, orderNumber }, known), cause);
  };

  await placing.beforePlacing?.(orderId);
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

/** The facts of an order before it is sealed. An order, its reservation and its payment share one ULID. */
function toDraft<Body extends GivenOrder>(orderId: string, body: Body): OrderFacts<Body> {
  const {
    email: _email,
    note: _note,
    shippingAddress,
    billingAddress: _billing,
    paymentToken,
    ...facts
  } = body;
  const ulid = orderId.slice('ord_'.length);
  return {
    ...facts,
    orderId,
    reservationId: `res_${ulid}`,
    paymentId: `pay_${ulid}`,
    country: shippingAddress.country,
    subjectId: '',
    sealed: { contact: '', invoice: '' },
    ...(paymentToken === undefined ? {} : { sealedPaymentToken: '' }),
  };
}

async function sealDraft<Body extends GivenOrder>(
  { orderId, paymentId }: OrderFacts<Body>,
  body: Body,
  { customerId }: Pick<Placing<Body, unknown>, 'customerId'>,
  { orderSeals, paymentTokens, guestHashes }: PlacingDeps,
) {
  const { contact, invoice, billing } = splitPersonalData(body);
  const emailHash = () => guestHashes.ofEmail(body.email);
  const sealed = await orderSeals.seal({ orderId, customerId, emailHash, contact, invoice, billing });
  const { paymentToken } = body;
  return {
    ...sealed,
    ...(paymentToken === undefined
      ? {}
      : { sealedPaymentToken: await paymentTokens.seal(paymentId, paymentToken) }),
  };
}
