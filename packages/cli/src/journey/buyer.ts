import { setTimeout as sleep } from 'node:timers/promises';
import type { DataOf, Operation } from '@tradepost/client/call-types';
import { unwrap } from '@tradepost/client/client';
import type { ProblemError } from '@tradepost/client/problem-error';
import { poll } from '@tradepost/command-line/poll';
import { type Api, connect } from '../api/connect.ts';
import { createLocalTokens } from '../api/local-tokens.ts';
import type { ShownQuote } from './reconcile.ts';
import { COUNTRY, CURRENCY } from './show-minor.ts';

export type Cart = DataOf<Operation<'/v1/me/carts/{cartId}', 'get'>>;
export type Order = DataOf<Operation<'/v1/me/orders/{orderId}', 'get'>>;
type Contents = Omit<NewCart, 'currency' | 'country'>;
type NewCart = Operation<'/v1/me/carts', 'post'>['requestBody']['content']['application/json'];
type Details = Operation<'/v1/me/carts/{cartId}', 'patch'>['requestBody']['content']['application/json'];

/** A customer with an account, or a guest: both have the same routes. */
export type Buyer = {
  /** @throws ProblemError if a SKU or a code is refused */
  readonly createCart: (contents?: Contents) => Promise<Cart>;
  readonly addLine: (cart: Cart, sku: string, quantity: number) => Promise<Cart>;
  /** @throws ProblemError if the code is refused */
  readonly applyCode: (cart: Cart, code: string) => Promise<Cart>;
  readonly update: (cart: Cart, details: Details) => Promise<Cart>;
  readonly checkOut: (cart: Cart) => Promise<Cart>;
  /** @throws ProblemError if the cart costs something else now, or has a blocking problem */
  readonly submit: (
    cart: Cart,
    quoteId: string,
    paymentToken?: string,
  ) => Promise<{ readonly orderId: string }>;
  readonly getCart: (cart: Cart) => Promise<Cart>;
  /** Deletes a cart, which then holds nothing any more. */
  readonly drop: (cart: Cart) => Promise<Cart>;
  readonly getOrder: (orderId: string) => Promise<Order | undefined>;
  readonly close: () => Promise<void>;
};

/** Under load, requests are throttled, and the client sends them again for so long. */
const PATIENCE_MS = 600_000;
/** A saga ends within four minutes, and one that was interrupted is started again. */
const ENDS_WITHIN_MS = 600_000;
const TOO_MANY_REQUESTS = 429;
const FIRST_SERVER_ERROR = 500;

/** Creates a customer, who is one of the local users and signs in as such. */
export function createCustomer(url: string, name: string): Buyer {
  const token = createLocalTokens(url, { name });
  const api = connect({ url, token, connections: 2, patienceMs: PATIENCE_MS });
  const at = ({ id: cartId, version }: Cart) => ({ params: { path: { cartId } }, ifMatch: `"${version}"` });
  return {
    createCart: (contents) => unwrap(api.POST('/v1/me/carts', { body: toNewCart(contents) })),
    addLine: (cart, sku, quantity) =>
      unwrap(api.POST('/v1/me/carts/{cartId}/lines', { ...at(cart), body: { sku, quantity } })),
    applyCode: (cart, code) =>
      unwrap(api.POST('/v1/me/carts/{cartId}/codes', { ...at(cart), body: { code } })),
    update: (cart, body) => unwrap(api.PATCH('/v1/me/carts/{cartId}', { ...at(cart), body })),
    checkOut: (cart) => unwrap(api.POST('/v1/me/carts/{cartId}/checkout', at(cart))),
    submit: ({ id: cartId }, quoteId, paymentToken) =>
      unwrap(
        api.POST('/v1/me/carts/{cartId}/submit', {
          params: { path: { cartId } },
          body: toSubmission(quoteId, paymentToken),
        }),
      ),
    getCart: ({ id: cartId }) => unwrap(api.GET('/v1/me/carts/{cartId}', { params: { path: { cartId } } })),
    drop: (cart) => unwrap(api.DELETE('/v1/me/carts/{cartId}', at(cart))),
    getOrder: (orderId) => found(api.GET('/v1/me/orders/{orderId}', { params: { path: { orderId } } })),
    close: () => api.close(),
  };
}

/** Creates a guest, who keeps the tokens of the last cart and the last order. Each guest has a connection. */
export function createGuest(url: string): Buyer {
  let cartToken = '';
  let orderToken = '';
  const api = connect({ url, connections: 1, patienceMs: PATIENCE_MS, token: () => undefined });
  const of = ({ id: cartId }: Cart) => ({ params: { path: { cartId } }, cartToken });
  const at = (cart: Cart) => ({ ...of(cart), ifMatch: `"${cart.version}"` });
  return {
    createCart: async (contents) => {
      const { cartToken: token, ...cart } = await createGuestCart(api, toNewCart(contents));
      cartToken = token;
      return cart;
    },
    addLine: (cart, sku, quantity) =>
      unwrap(api.POST('/v1/guest/carts/{cartId}/lines', { ...at(cart), body: { sku, quantity } })),
    applyCode: (cart, code) =>
      unwrap(api.POST('/v1/guest/carts/{cartId}/codes', { ...at(cart), body: { code } })),
    update: (cart, body) => unwrap(api.PATCH('/v1/guest/carts/{cartId}', { ...at(cart), body })),
    checkOut: (cart) => unwrap(api.POST('/v1/guest/carts/{cartId}/checkout', at(cart))),
    submit: async (cart, quoteId, paymentToken) => {
      const body = toSubmission(quoteId, paymentToken);
      const submitted = await unwrap(api.POST('/v1/guest/carts/{cartId}/submit', { ...of(cart), body }));
      orderToken = submitted.orderToken ?? '';
      return submitted;
    },
    getCart: (cart) => unwrap(api.GET('/v1/guest/carts/{cartId}', of(cart))),
    drop: (cart) => unwrap(api.DELETE('/v1/guest/carts/{cartId}', at(cart))),
    getOrder: (orderId) =>
      found(api.GET('/v1/guest/orders/{orderId}', { params: { path: { orderId } }, orderToken })),
    close: () => api.close(),
  };
}

function toNewCart(contents: Contents = {}): NewCart {
  return { currency: CURRENCY, country: COUNTRY, ...contents };
}

/**
 * The route has no idempotency key, so the client sends it once. A second cart harms nobody, so that it is sent again if it was
 * throttled or failed.
 */
async function createGuestCart(api: Api, body: NewCart) {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    const { data, error } = await api.POST('/v1/guest/carts', { body });
    if (data !== undefined) return data;
    const mayPass = error.status === TOO_MANY_REQUESTS || error.status >= FIRST_SERVER_ERROR;
    if (!mayPass || performance.now() > giveUpAt) throw error;
    await sleep(Math.random() * AGAIN_WITHIN_MS);
  }
}

const AGAIN_WITHIN_MS = 2_000;

function toSubmission(quoteId: string, paymentToken: string | undefined) {
  return { quoteId, ...(paymentToken === undefined ? {} : { paymentToken }) };
}

/** Returns undefined for an order that cannot be read yet. */
async function found<Data>(
  answer: Promise<{ readonly data?: Data | undefined; readonly error?: ProblemError | undefined }>,
): Promise<Data | undefined> {
  const { data, error } = await answer;
  if (error !== undefined && error.code !== 'ORDER_NOT_FOUND') throw error;
  return data;
}

/** The quote of a cart. @throws Error if it has none */
export function quoteOf({ id, quote, problems }: Cart): ShownQuote {
  if (quote !== undefined) return quote;
  throw new Error(`${id} has no quote: ${problems.map(({ code }) => code).join(', ') || 'and no problem'}`);
}

/** Waits until an order has one of the statuses; returns it. @throws Error if time is up */
export async function waitForOrder(
  buyer: Buyer,
  orderId: string,
  statuses: readonly Order['status'][],
  firstPauseMs = 100,
): Promise<Order> {
  const order = await poll(
    async () => {
      const read = await buyer.getOrder(orderId);
      return read !== undefined && statuses.includes(read.status) ? read : undefined;
    },
    { withinMs: ENDS_WITHIN_MS, firstPauseMs, longestPauseMs: 5_000 },
  );
  if (order !== undefined) return order;
  throw new Error(`${orderId} is not ${statuses.join(' or ')} within ${ENDS_WITHIN_MS / 1_000} s`);
}
