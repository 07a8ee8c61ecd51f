import type { Loaded } from '@tradepost/aggregate/store';
import type { Cart, CartSummary } from '@tradepost/contracts/carts/model';
import type { CartState, FullCart, MergedCart, RejectedOrder, StoredLine } from '../domain/cart-shapes.ts';
import type { CheckedCart } from '../domain/check-cart.ts';
import { KEPT_MS } from '../domain/limits.ts';
import type { PersonalData } from '../domain/personal-data.ts';

/** A cart that can be shown: it was not deleted. */
export type ShownCart = FullCart | MergedCart;

/** Returns true if a cart can be shown. */
export function isShown(state: CartState): state is ShownCart {
  return state.status !== 'none' && state.status !== 'dropped' && state.status !== 'erased';
}

/** A cart as the API returns it, with its opened personal data. */
export function toCart(
  { state, version }: Loaded<FullCart>,
  { quote, problems, shippingOptions, reservedUntil }: CheckedCart,
  personal: PersonalData,
): Cart {
  const { cartId: id, currency, country, lines, codes, shippingMethodId, rejectedOrders } = state;
  const { createdAt, updatedAt } = state;
  const shown = 'checkout' in state ? state.checkout.quote : quote;
  return {
    ...{ id, version, status: statusOf(state), currency, country, codes, ...personal },
    lines: lines.map((line) => withComponentsOf(line, shown)),
    ...(shippingMethodId === undefined ? {} : { shippingMethodId }),
    ...(shown === undefined ? {} : { quote: shown as Cart['quote'] }),
    ...{ problems: [...problems], shippingOptions: [...shippingOptions] },
    ...(reservedUntil === undefined ? {} : { reservedUntil }),
    ...('submission' in state ? { orderId: state.submission.orderId } : {}),
    ...(rejectedOrders === undefined ? {} : { rejectedOrders: rejectedOrders.map(toRejectedOrder) }),
    ...{ createdAt, updatedAt, expiresAt: expiresAtOf(state) },
  };
}

/** A line with the components that the quote has of it: those that its owner is offered. */
function withComponentsOf(line: StoredLine, quote: CheckedCart['quote']): Cart['lines'][number] {
  const components = quote?.lines.find(({ lineId }) => lineId === line.lineId)?.components;
  return components === undefined ? line : { ...line, components: [...components] };
}

function toRejectedOrder({ orderId, orderNumber, code, rejectedAt }: RejectedOrder) {
  return { orderId, ...(orderNumber === undefined ? {} : { orderNumber }), code, rejectedAt };
}

/** A cart whose lines are in another one. */
export function toMergedCart({ state, version }: Loaded<MergedCart>): Cart {
  const { cartId: id, currency, country, mergedInto, createdAt, updatedAt } = state;
  return {
    ...{ id, version, status: 'merged', currency, country, lines: [], codes: [], problems: [] },
    ...{ shippingOptions: [], mergedInto, createdAt, updatedAt, expiresAt: expiresAtOf(state) },
  };
}

/** A cart in a list, without personal data. */
export function toCartSummary({ state, version }: Loaded<FullCart>): CartSummary {
  const { cartId: id, customerId, currency, country, lines, createdAt, updatedAt } = state;
  return {
    ...{ id, version, status: statusOf(state) },
    ...(customerId === undefined ? {} : { customerId }),
    ...{ currency, country, lines, createdAt, updatedAt },
    ...(state.status === 'abandoned' ? { abandonedAt: state.abandonedAt } : {}),
  };
}

/** For its owner a cart is submitted before orders has accepted the order: it cannot be changed. */
function statusOf({ status }: FullCart): Cart['status'] {
  return status === 'submitting' ? 'submitted' : status;
}

function expiresAtOf({ updatedAt }: { readonly updatedAt: string }): string {
  return new Date(Date.parse(updatedAt) + KEPT_MS).toISOString();
}
