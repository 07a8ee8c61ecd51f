import type { Loaded } from '@tradepost/aggregate/store';
import type { SubmittedCart as Reply } from '@tradepost/contracts/carts/model';
import { by } from '@tradepost/lambda/by';
import type { PaymentTokens } from '@tradepost/personal-data/payment-tokens';
import type { Quote } from '@tradepost/quote/quote';
import type { OrderDeps, PepperDeps } from '../deps.ts';
import { isOpen, isSubmitted } from '../domain/cart.ts';
import type { CartState, CheckingOutCart } from '../domain/cart-shapes.ts';
import { type ChangeRejection, rejectionOf } from '../domain/changeable.ts';
import type { CheckedCart } from '../domain/check-cart.ts';
import { beginCheckout } from '../domain/check-out.ts';
import { UnavailableError } from '../domain/facts.ts';
import { orderIdOf, paymentIdOf } from '../domain/ids.ts';
import type { PersonalData } from '../domain/personal-data.ts';
import { quoteOf, type RequestedSubmission, rejectedOrderOf, submit } from '../domain/submit.ts';
import { withoutQuoteProblems } from './begin-checkout.ts';
import { type ChangeDeps, type ChangeRequest, cartNotFound } from './change-cart.ts';
import type { ReachedCart } from './reach-cart.ts';
import { check, type OpenedCart, openCart } from './show-cart.ts';

export type SubmitDeps = ChangeDeps &
  OrderDeps &
  Pick<PepperDeps, 'fingerprintOf' | 'hashIp'> & { readonly paymentTokens: Pick<PaymentTokens, 'seal'> };

export type SubmitRequest = Omit<ChangeRequest, 'ifMatch'> & {
  readonly body: {
    readonly quoteId: string;
    readonly paymentToken?: string | undefined;
    readonly locale?: string | undefined;
    readonly purchaseOrderNumber?: string | undefined;
  };
  readonly idempotencyKey: string | undefined;
  readonly sourceIp: string | undefined;
};

/** Rejections of a submit that are problems of its cart. */
const BLOCKING = [
  'CART_EMPTY',
  'EMAIL_MISSING',
  'ADDRESS_MISSING',
  'SHIPPING_CHOICE_MISSING',
  'SHIPPING_CHOICE_STALE',
  'NO_SHIPPING_FOR_ADDRESS',
  'UNKNOWN_SKU',
  'SKU_NOT_FOR_SALE',
  'CURRENCY_NOT_OFFERED',
  'QUANTITY_ABOVE_MAXIMUM',
  'OUT_OF_STOCK',
  'TAX_RATE_MISSING',
  'CART_TOO_LARGE',
] as const;

type SubmitCode =
  | ChangeRejection['code']
  | (typeof BLOCKING)[number]
  | UnavailableError['code']
  | 'QUOTE_EXPIRED'
  | 'QUOTE_CHANGED';

/** The data that a submit stores, or the reason for which there is none. */
type Prepared =
  | { readonly requested: RequestedSubmission }
  | { readonly rejection: { readonly code: SubmitCode; readonly [fact: string]: unknown } };

/**
 * Submits a cart: everything is checked once more, then one write to the cart decides, and the order is placed with the quote that
 * was shown. If the cart costs something else now, it gets the new quote, and the caller has to submit that one. A repeat of a submit
 * whose order was rejected gets that order, also if the cart has another one by now.
 */
export async function submitCart(request: SubmitRequest, reached: ReachedCart, dependencies: SubmitDeps) {
  const { params, body, logger } = request;
  const { cartId } = params;
  if (reached === undefined) return cartNotFound(cartId);
  const { state: before } = reached;
  const isRepeat = isSubmitted(before) || rejectedOrderOf(before, body.quoteId) !== undefined;
  const ready: Prepared = isRepeat
    ? { requested: await repeated(request, dependencies) }
    : await prepare(reached, request, dependencies);
  if ('rejection' in ready) return ready;
  const command = submit(body.quoteId, ready.requested);
  const result = await dependencies.carts.executeFrom(cartId, reached, command, by(request));
  if ('rejection' in result) return result;
  const { state, version } = result;
  const rejected = toRejected(state, body.quoteId);
  if (rejected !== undefined) return { body: rejected };
  if (!isSubmitted(state)) throw new Error(`${cartId} is ${state.status} after it was submitted`);
  const finished = await dependencies.finishSubmission({ state, version }, by(request), logger);
  if ('rejection' in finished) return finished;
  return { body: finished.reply };
}

/** The answer to the submit of a quote whose order was rejected, as it was then. The token of a guest's order is not stored. */
function toRejected(state: CartState, quoteId: string): Reply | undefined {
  const rejected = rejectedOrderOf(state, quoteId);
  if (rejected === undefined || !('rejectedOrders' in state)) return undefined;
  const { orderId, orderNumber, status, dueMinor } = rejected;
  return {
    ...{ cartId: state.cartId, orderId, status },
    ...(orderNumber === undefined ? {} : { orderNumber }),
    ...{ dueMinor, currency: state.currency },
  };
}

/** The part of a submit by which a repeat is recognised. Nothing of it is stored. */
async function repeated(request: SubmitRequest, dependencies: SubmitDeps): Promise<RequestedSubmission> {
  const sealed = { contact: '', invoice: '' };
  return { orderId: '', sealed, country: '', ...(await identify(request, dependencies)) };
}

async function identify({ body, idempotencyKey }: SubmitRequest, { fingerprintOf }: SubmitDeps) {
  return {
    fingerprint: await fingerprintOf(body),
    ...(idempotencyKey === undefined ? {} : { keyHash: await fingerprintOf({ idempotencyKey }) }),
  };
}

async function prepare(
  { state, version }: Loaded<NonNullable<ReachedCart>['state']>,
  request: SubmitRequest,
  dependencies: SubmitDeps,
): Promise<Prepared> {
  const { body, logger } = request;
  if (!isOpen(state)) return { rejection: rejectionOf(state) satisfies ChangeRejection };
  const quote = quoteOf(state, body.quoteId, dependencies.now());
  if (state.status !== 'checkingOut' || quote === undefined)
    return { rejection: { code: 'QUOTE_EXPIRED' } } as const;
  const opened = await openCart(state, dependencies);
  let checked: CheckedCart;
  try {
    checked = withoutQuoteProblems(await check(state, opened.personal, dependencies, logger));
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    logger.warn('cart not submitted', error);
    return { rejection: { code: error.code } };
  }
  const problem = rejectionIn(checked);
  if (problem !== undefined) return { rejection: problem };
  if (checked.quote === undefined) throw new Error(`${state.cartId} has neither a quote nor a problem`);
  if (checked.quote.fingerprint !== quote.fingerprint)
    return quoteChanged({ state, version }, checked.quote, request, dependencies);
  return requestSubmission(state, opened, request, dependencies);
}

/** The first problem with which a cart cannot be submitted, with all problems. */
function rejectionIn({ problems }: CheckedCart) {
  const [first] = problems.filter(({ blocking }) => blocking);
  if (first === undefined) return undefined;
  const { blocking: _blocking, ...facts } = first;
  const code = BLOCKING.find((each) => each === first.code);
  if (code === undefined) throw new Error(`a cart has the unknown problem ${first.code}`);
  return { ...facts, code, problems };
}

/** Gives the cart the new quote: the customer has to see it before it is charged. */
async function quoteChanged(
  { state, version }: Loaded<CheckingOutCart>,
  after: Quote,
  request: SubmitRequest,
  { carts, reservations }: SubmitDeps,
): Promise<Prepared> {
  const { cartId, checkout } = state;
  const result = await carts.executeFrom(cartId, { state, version }, beginCheckout(after), by(request));
  if ('rejection' in result) return result;
  await reservations.keep(result, by(request), request.logger);
  const { totals: before } = checkout.quote;
  return { rejection: { code: 'QUOTE_CHANGED', before, after: after.totals, quoteId: after.id } } as const;
}

async function requestSubmission(
  cart: CheckingOutCart,
  { personal, subject }: OpenedCart,
  request: SubmitRequest,
  dependencies: SubmitDeps,
): Promise<Prepared> {
  const { customerId, person, rejectedOrders } = cart;
  const { body, sourceIp } = request;
  const { seals, paymentTokens, hashIp } = dependencies;
  const data = toOrderData(personal);
  // The person was erased since the checkout began.
  if (subject === undefined || person === undefined || data === undefined)
    return { rejection: { code: 'EMAIL_MISSING' } } as const;
  const orderId = orderIdOf(cart);
  // The keys of a guest are of one order, by which a privacy request finds it.
  const hasOwnKeys = customerId === undefined && rejectedOrders !== undefined;
  const ofOrder = hasOwnKeys ? await seals.ofGuest(orderId, person.emailHash) : subject;
  const sealed = seals.sealOrder(orderId, ofOrder, data);
  const { paymentToken, locale, purchaseOrderNumber } = body;
  const requested: RequestedSubmission = {
    ...{ orderId, sealed, country: data.shippingAddress.country },
    ...(hasOwnKeys ? { subjectId: ofOrder.subjectId } : {}),
    ...(await identify(request, dependencies)),
    ...(customerId === undefined && sourceIp !== undefined ? { ipHash: await hashIp(sourceIp) } : {}),
    ...(paymentToken === undefined
      ? {}
      : { sealedPaymentToken: await paymentTokens.seal(paymentIdOf(orderId), paymentToken) }),
    ...(locale === undefined ? {} : { locale }),
    ...(purchaseOrderNumber === undefined ? {} : { purchaseOrderNumber }),
  };
  return { requested };
}

function toOrderData({ email, shippingAddress, billingAddress }: PersonalData) {
  if (email === undefined || shippingAddress === undefined) return undefined;
  return { email, shippingAddress, ...(billingAddress === undefined ? {} : { billingAddress }) };
}
