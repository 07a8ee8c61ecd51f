import type { StateAggregate } from '@tradepost/aggregate/aggregate';
import {
  type CartEvent,
  type CartState,
  cartEvent,
  cartState,
  type OpenCart,
  type SubmittedCart,
} from './cart-shapes.ts';

/** Returns the cart after an event. An event that cannot follow this state leaves the cart unchanged. */
function evolve(cart: CartState, event: CartEvent): CartState {
  const { at } = event;
  switch (event.type) {
    case 'CartCreated': {
      if (cart.status !== 'none') return cart;
      const { type: _type, at: _at, ...created } = event;
      return {
        ...{ status: 'open', ...created, lines: [], lastLine: 0, codes: [] },
        ...{ createdAt: at, updatedAt: at },
      };
    }
    case 'LineAdded':
    case 'QuantitySet':
    case 'LineRemoved':
    case 'CodeApplied':
    case 'CodeRemoved':
    case 'DetailsChanged':
    case 'CartMergedIn':
      return isOpen(cart) ? { ...change(reopened(cart), event), updatedAt: at } : cart;
    case 'CartMergedAway': {
      if (!isOpen(cart)) return cart;
      const { cartId, currency, country, createdAt } = cart;
      const { mergedInto } = event;
      return { status: 'merged', cartId, currency, country, mergedInto, createdAt, updatedAt: at };
    }
    case 'CheckoutBegun': {
      if (!isOpen(cart)) return cart;
      const { quote, reservationId = cart.reservationId } = event;
      return {
        ...{ ...reopened(cart), status: 'checkingOut', checkout: { quote, beganAt: at }, updatedAt: at },
        ...(reservationId === undefined ? {} : { reservationId }),
      };
    }
    case 'CheckoutExpired':
      return cart.status === 'checkingOut' ? without(reopened(cart), ['reservationId']) : cart;
    case 'CartSubmitted':
      return cart.status === 'checkingOut'
        ? { ...cart, status: 'submitting', submission: event.submission, updatedAt: at }
        : cart;
    case 'OrderAccepted': {
      if (cart.status !== 'submitting') return cart;
      const { orderNumber, status } = event;
      const order = { ...(orderNumber === undefined ? {} : { orderNumber }), status, placedAt: at };
      return { ...cart, status: 'submitted', order, updatedAt: at };
    }
    case 'SubmissionRejected': {
      if (cart.status !== 'submitting') return cart;
      const { submission: _submission, ...before } = cart;
      return { ...before, status: 'checkingOut', updatedAt: at };
    }
    case 'CartReopened':
      return isSubmitted(cart) ? withoutOrder(cart, event) : cart;
    case 'CartAbandoned':
      return cart.status === 'open'
        ? { ...without(cart, ['reservationId']), status: 'abandoned', abandonedAt: at }
        : cart;
    case 'CartDropped':
      return isOpen(cart) ? { status: 'dropped', cartId: cart.cartId, updatedAt: at } : cart;
    case 'CartErased':
      return 'cartId' in cart && cart.status !== 'erased'
        ? { status: 'erased', cartId: cart.cartId, updatedAt: at }
        : cart;
    default:
      return event satisfies never;
  }
}

type Change = Extract<
  CartEvent,
  {
    type:
      | 'LineAdded'
      | 'QuantitySet'
      | 'LineRemoved'
      | 'CodeApplied'
      | 'CodeRemoved'
      | 'DetailsChanged'
      | 'CartMergedIn';
  }
>;

function change(cart: Reopened, event: Change): Reopened {
  const { lines, codes } = cart;
  switch (event.type) {
    case 'LineAdded':
      return { ...cart, lines: [...lines, event.line], lastLine: cart.lastLine + 1 };
    case 'QuantitySet': {
      const { lineId, quantity } = event;
      return { ...cart, lines: lines.map((line) => (line.lineId === lineId ? { ...line, quantity } : line)) };
    }
    case 'LineRemoved':
      return { ...cart, lines: lines.filter(({ lineId }) => lineId !== event.lineId) };
    case 'CodeApplied':
      return { ...cart, codes: [...codes, event.code] };
    case 'CodeRemoved':
      return { ...cart, codes: codes.filter((code) => code !== event.code) };
    case 'DetailsChanged': {
      const { type: _type, at: _at, removed, ...details } = event;
      const country = details.shippingAddress?.country ?? cart.country;
      return { ...without(cart, removed), ...details, country };
    }
    case 'CartMergedIn': {
      const numbers = event.lines.map(({ lineId }) => Number(lineId.slice(1)));
      return {
        ...cart,
        lines: event.lines,
        codes: event.codes,
        lastLine: Math.max(cart.lastLine, ...numbers),
      };
    }
    default:
      return event satisfies never;
  }
}

/** Returns true if a cart can be changed. */
export function isOpen(cart: CartState): cart is OpenCart {
  return cart.status === 'open' || cart.status === 'abandoned' || cart.status === 'checkingOut';
}

/** Returns true if a cart was submitted, with its order accepted or not yet. */
export function isSubmitted(cart: CartState): cart is SubmittedCart {
  return cart.status === 'submitting' || cart.status === 'submitted';
}

/** The cart after its order was rejected. The next order has another id, another quote and another reservation. */
function withoutOrder(
  cart: SubmittedCart,
  { code, at, orderNumber }: Extract<CartEvent, { type: 'CartReopened' }>,
): Reopened {
  const { status: _status, checkout, submission, reservationId: _id, rejectedOrders = [], ...rest } = cart;
  const { order, ...facts } = 'order' in rest ? rest : { ...rest, order: undefined };
  const { orderId, fingerprint, keyHash } = submission;
  const { id: quoteId, totals } = checkout.quote;
  const rejected = {
    // A cart whose submit was not answered yet has no order that was accepted.
    ...{
      orderId,
      status: order?.status ?? 'placed',
      code,
      rejectedAt: at,
      quoteId,
      dueMinor: totals.dueMinor,
      fingerprint,
    },
    ...(keyHash === undefined ? {} : { keyHash }),
    ...(orderNumber === undefined ? {} : { orderNumber }),
  };
  return { ...facts, status: 'open', rejectedOrders: [...rejectedOrders, rejected], updatedAt: at };
}

type Reopened = Extract<CartState, { status: 'open' }>;

/** The cart without a quote: a change makes it void. */
function reopened(cart: OpenCart): Reopened {
  switch (cart.status) {
    case 'open':
      return cart;
    case 'abandoned': {
      const { abandonedAt: _abandonedAt, ...facts } = cart;
      return { ...facts, status: 'open' };
    }
    case 'checkingOut': {
      const { checkout: _checkout, ...facts } = cart;
      return { ...facts, status: 'open' };
    }
    default:
      return cart satisfies never;
  }
}

function without<Value extends object>(value: Value, names: readonly (keyof Value)[]): Value {
  const kept = Object.entries(value).filter(([name]) => !names.includes(name as keyof Value));
  return Object.fromEntries(kept) as Value;
}

/** A cart: its commands are the other files of this folder. */
export const cart = {
  name: 'cart',
  initial: { status: 'none' },
  evolve,
  events: { schema: cartEvent },
  state: { schema: cartState },
} satisfies StateAggregate<CartState, CartEvent>;
