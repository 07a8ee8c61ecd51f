import type { Answer } from '@tradepost/client/call-types';
import { unwrap } from '@tradepost/client/client';
import type { components, operations } from '@tradepost/client/generated/api';
import { isProblem } from '@tradepost/client/problem-error';
import { api, readCurrency } from './api.ts';

export type Cart = components['schemas']['Cart'];
export type Quote = NonNullable<Cart['quote']>;
type Details = operations['updateGuestCart']['requestBody']['content']['application/json'];
export type GivenAddress = NonNullable<Details['shippingAddress']>;

/** The guest's cart of this browser. The cart itself is at the API; the browser keeps its id and its token. */
type Handle = { readonly id: string; readonly token: string };

const KEY = 'tradepost-shop-cart';
export const MAX_QUANTITY = 99;
/** Time for which a cart is waited for after its order was rejected. */
const REOPENED_WITHIN_READS = 20;
const READ_EVERY_MS = 250;
/** Destination of a new cart. The address replaces it. */
const COUNTRY_OF: Readonly<Record<string, string>> = { GBP: 'GB', EUR: 'DE', USD: 'US' };

/** Returns the cart as it is now; undefined if there is none, or it does not exist any more. */
export async function readCart(): Promise<Cart | undefined> {
  const handle = readHandle();
  if (handle === undefined) return showUnits(undefined);
  const { data, error } = await api.GET('/v1/guest/carts/{cartId}', callOf(handle));
  if (isProblem(error, 'CART_NOT_FOUND')) return forgetCart();
  if (error !== undefined) throw error;
  return showUnits(data);
}

/** Returns the cart if it can be changed: it is not that of an order. */
export async function readOpenCart(): Promise<Cart | undefined> {
  const cart = await readCart();
  return cart === undefined || cart.status === 'submitted' || cart.status === 'merged' ? undefined : cart;
}

/** Adds units of a SKU. Without a cart that can be changed, a new one gets them. */
export async function addToCart(sku: string, quantity: number): Promise<Cart> {
  const cart = await readOpenCart();
  const handle = (cart && readHandle()) ?? (await createCart());
  return addUnits(handle, sku, quantity);
}

/** Sets the units of a line; 0 removes it. */
export function setQuantity(lineId: string, quantity: number): Promise<Cart> {
  const { id: cartId, token: cartToken } = currentHandle();
  const body = { quantity: Math.min(Math.max(0, Math.trunc(quantity)), MAX_QUANTITY) };
  const params = { path: { cartId, lineId } };
  return changed(api.PUT('/v1/guest/carts/{cartId}/lines/{lineId}', { params, body, cartToken }));
}

export function applyCode(code: string): Promise<Cart> {
  const body = { code };
  return changed(api.POST('/v1/guest/carts/{cartId}/codes', { ...callOf(currentHandle()), body }));
}

export function removeCode(code: string): Promise<Cart> {
  const { id: cartId, token: cartToken } = currentHandle();
  const params = { path: { cartId }, query: { code } };
  return changed(api.DELETE('/v1/guest/carts/{cartId}/codes', { params, cartToken }));
}

/** Sets e-mail address, addresses or shipping method. A billing address of null removes it. */
export function updateDetails(body: Details): Promise<Cart> {
  return changed(api.PATCH('/v1/guest/carts/{cartId}', { ...callOf(currentHandle()), body }));
}

/** Begins the checkout: the cart has a quote that can be submitted, unless it has blocking problems. */
export function checkOut(): Promise<Cart> {
  return changed(api.POST('/v1/guest/carts/{cartId}/checkout', callOf(currentHandle())));
}

/** Submits the cart with the quote that was shown. A repeat, also of another tab, is the same order. */
export async function submitCart(body: { readonly quoteId: string; readonly paymentToken?: string }) {
  const answer = await api.POST('/v1/guest/carts/{cartId}/submit', { ...callOf(currentHandle()), body });
  if (answer.error === undefined) showUnits(undefined);
  return answer;
}

/**
 * Makes the cart of a rejected order one that can be submitted. It is opened again a moment after the rejection. A cart that has had as many
 * orders as it may is replaced with a new one that has the same lines, codes and details.
 */
export async function reopenCart(): Promise<void> {
  for (let reads = 0; reads < REOPENED_WITHIN_READS; reads += 1) {
    const cart = await readCart();
    if (cart?.status !== 'submitted') return;
    await new Promise((resolve) => setTimeout(resolve, READ_EVERY_MS));
  }
  const before = await readCart();
  if (before?.status !== 'submitted') return;
  await copyCart(before);
  const { email, shippingAddress, billingAddress, shippingMethodId } = before;
  const details = {
    ...(isComplete(shippingAddress) ? { shippingAddress } : {}),
    ...(isComplete(billingAddress) ? { billingAddress } : {}),
    ...(shippingMethodId === undefined ? {} : { shippingMethodId }),
  };
  if (email !== undefined) await updateDetails({ email, ...details });
}

/** Gives the lines to a new cart in the chosen currency: a cart has one currency. */
export async function moveCart(): Promise<void> {
  const before = await readOpenCart();
  if (before === undefined || before.currency === readCurrency()) return;
  const former = currentHandle();
  await copyCart(before);
  await unwrap(api.DELETE('/v1/guest/carts/{cartId}', callOf(former)));
}

export function forgetCart(): undefined {
  localStorage.removeItem(KEY);
  return showUnits(undefined);
}

async function copyCart({ lines, codes }: Cart): Promise<void> {
  const handle = await createCart();
  for (const { sku, quantity } of lines) {
    // A product that is not sold any more stays behind.
    await addUnits(handle, sku, quantity).catch(ignoreProblem);
  }
  for (const code of codes) await applyCode(code).catch(ignoreProblem);
}

/** Only the country is left of the address of a person whose data was erased. */
function isComplete(address: Cart['shippingAddress']): address is GivenAddress {
  return address?.name !== undefined && address.line1 !== undefined && address.city !== undefined;
}

function ignoreProblem(thrown: unknown): void {
  if (!isProblem(thrown)) throw thrown;
}

async function createCart(): Promise<Handle> {
  const currency = readCurrency();
  const body = { currency, country: COUNTRY_OF[currency] ?? 'GB' };
  const { id, cartToken } = await unwrap(api.POST('/v1/guest/carts', { body }));
  const handle = { id, token: cartToken };
  localStorage.setItem(KEY, JSON.stringify(handle));
  return handle;
}

function addUnits(handle: Handle, sku: string, quantity: number): Promise<Cart> {
  return changed(api.POST('/v1/guest/carts/{cartId}/lines', { ...callOf(handle), body: { sku, quantity } }));
}

async function changed(answer: Promise<Answer<Cart>>): Promise<Cart> {
  return showUnits(await unwrap(answer));
}

function callOf({ id: cartId, token: cartToken }: Handle) {
  return { params: { path: { cartId } }, cartToken };
}

function currentHandle(): Handle {
  const handle = readHandle();
  if (handle === undefined) throw new Error('there is no cart');
  return handle;
}

function readHandle(): Handle | undefined {
  try {
    const { id, token } = Object(JSON.parse(localStorage.getItem(KEY) ?? '{}')) as Partial<Handle>;
    return typeof id === 'string' && typeof token === 'string' ? { id, token } : undefined;
  } catch {
    return undefined;
  }
}

/** Shows the number of units in the link to the cart. */
function showUnits<Shown extends Cart | undefined>(cart: Shown): Shown {
  const lines = cart === undefined || cart.status === 'submitted' ? [] : cart.lines;
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const link = document.getElementById('cart-link');
  if (link !== null) link.textContent = `Cart (${units})`;
  return cart;
}
