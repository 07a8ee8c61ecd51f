import type { UncheckedJson } from '../../dynamodb/plain.ts';
import type { CartsRecord, CreatedCart } from '../../workload/carts/carts-record.ts';
import { CUSTOMER_IDS } from '../../workload/order-routes.ts';
import { type Answered, jsonOf } from '../../world/http-client.ts';
import { during } from '../during.ts';
import type { Report } from '../violation.ts';
import { type Carts, type CartVersion, isSubmitted, textOf, unitsIn } from './cart-journal.ts';

const THEIRS = 'a cart is reached only by its owner';
const STATE = 'an answer is a state that there was';
const EFFECT = 'accepted requests have their effect';
const REASON = 'nothing is rejected without a reason';

/** Routes that name one cart. */
const CART_ROUTE = /^(\w+) \/v1\/(me|guest)\/carts\/\{cartId\}(.*)$/;

/** Facts of an answer about a cart. */
type OfCart = {
  readonly answered: Answered;
  readonly owner: CreatedCart | undefined;
  readonly versions: readonly CartVersion[];
  readonly what: string;
};

/**
 * Compares every answer about a cart with a model of who may reach it, made of the requests that created carts, and with the stored
 * versions of the cart.
 */
export function checkCartAnswers(
  answers: readonly Answered[],
  { created }: CartsRecord,
  carts: Carts,
  { isSkewed }: { readonly isSkewed: boolean },
  report: Report,
): void {
  const owners = new Map(created.map((cart) => [cart.cartId, cart]));
  for (const answered of answers) {
    const match = CART_ROUTE.exec(answered.route);
    if (match === null) continue;
    const { params, request, answer } = answered;
    const cartId = params['cartId'] ?? '';
    const versions = carts.get(cartId)?.versions ?? [];
    const what = `${request.method} ${request.path} got ${answer.status} ${answer.body?.code ?? ''}`;
    const of = { answered, owner: owners.get(cartId), versions, what };
    checkOwner(of, owners, report);
    if (answer.status < 300 && !match[3]?.startsWith('/submit'))
      checkShown(of, match[1] ?? '', match[3] ?? '', report);
    if (answer.status >= 400) checkRejection(of, isSkewed, report);
  }
}

function checkOwner(
  { answered, owner, versions, what }: OfCart,
  owners: ReadonlyMap<string, CreatedCart>,
  report: Report,
): void {
  const { route, request, answer, answeredMs } = answered;
  // A cart whose creation was not answered has no known owner.
  if (owner === undefined) return;
  const isTheirs = route.includes('/v1/guest/')
    ? owner.by === 'guest' && request.headers?.['x-cart-token'] === owner.cartToken
    : owner.by !== 'guest' && request.claims?.['customer_id'] === CUSTOMER_IDS[owner.by];
  const isDone = answer.status < 300 || (answer.status === 409 && answer.body?.code !== 'CART_NOT_FOUND');
  if (isDone && !isTheirs) report(THEIRS, what);
  const body = route.endsWith('/merge') ? jsonOf(request) : undefined;
  const merged = owners.get(body?.cartId);
  if (answer.status < 300 && body !== undefined && merged?.cartToken !== body.cartToken)
    report(THEIRS, `${what} with the token of another cart`);
  const named = answer.body?.cartId ?? owner.cartId;
  if (answer.body?.code !== 'CART_NOT_FOUND' || named !== owner.cartId || !isTheirs) return;
  const isGone = versions.some(
    ({ state, atMs }) => atMs <= answeredMs && (state.status === 'dropped' || state.status === 'erased'),
  );
  if (!isGone) report(EFFECT, `${what}, but the cart exists`);
}

/** The fields of a stored cart that its owner sees as they are. */
const SHOWN = [
  'currency',
  'country',
  'lines',
  'codes',
  'shippingMethodId',
  'mergedInto',
  'createdAt',
  'updatedAt',
];

/** A cart in an answer is a version that was current during the request, or that the request made. */
function checkShown(
  { answered, versions, what }: OfCart,
  method: string,
  below: string,
  report: Report,
): void {
  const { answer, request, sentMs, answeredMs } = answered;
  const { body } = answer;
  const place = versions.findIndex(({ version }) => version === body.version);
  const [stored, next] = [versions[place], versions[place + 1]];
  if (stored === undefined || stored.atMs > answeredMs || (next?.atMs ?? Infinity) < sentMs) {
    report(STATE, `${what} with version ${body.version}`);
    return;
  }
  const { state } = stored;
  const status = state.status === 'submitting' ? 'submitted' : state.status;
  const differing = SHOWN.filter((name) => {
    const own = state.status === 'merged' && (name === 'lines' || name === 'codes') ? [] : state[name];
    return textOf(withoutComponents(name, body[name]) ?? null) !== textOf(own ?? null);
  });
  if (!hasComponentsOfQuote(body)) differing.push('components');
  if (status !== body.status) differing.push('status');
  if (state.checkout !== undefined && textOf(state.checkout.quote) !== textOf(body.quote))
    differing.push('quote');
  if (state.submission?.orderId !== body.orderId) differing.push('orderId');
  const idsOf = (orders: readonly UncheckedJson[] = []) =>
    orders.map(({ orderId, code }) => `${orderId} ${code}`);
  if (textOf(idsOf(state.rejectedOrders)) !== textOf(idsOf(body.rejectedOrders)))
    differing.push('rejectedOrders');
  if (differing.length > 0)
    report(STATE, `${what} with another ${differing.join(', ')} than version ${body.version}`);
  const seen = /^"(\d+)"$/.exec(request.headers?.['if-match'] ?? '')?.[1];
  if (
    seen !== undefined &&
    method !== 'DELETE' &&
    body.version !== Number(seen) &&
    body.version !== Number(seen) + 1
  )
    report(EFFECT, `${what} with version ${body.version}, although it named ${seen}`);
  const wrong = effectOf(method, below, answered, { before: versions[place - 1]?.state ?? {}, after: state });
  if (wrong !== undefined) report(EFFECT, `${what}, but ${wrong}`);
}

/** Lines are stored without the components, which are those of the quote. */
function withoutComponents(name: string, value: UncheckedJson): UncheckedJson {
  if (name !== 'lines') return value;
  return value.map(({ components: _components, ...line }: UncheckedJson) => line);
}

function hasComponentsOfQuote({ lines, quote }: UncheckedJson): boolean {
  return lines.every(({ lineId, components }: UncheckedJson) => {
    const quoted = quote?.lines.find((line: UncheckedJson) => line.lineId === lineId);
    return textOf(quoted?.components ?? []) === textOf(components ?? []);
  });
}

type Change = { readonly before: UncheckedJson; readonly after: UncheckedJson };

/** Returns how the version in an answer lacks the effect of its request. */
function effectOf(
  method: string,
  below: string,
  { request, params }: Answered,
  { before, after }: Change,
): string | undefined {
  const body = jsonOf(request) ?? {};
  if (method === 'POST' && below === '/lines') {
    const added = (unitsIn(after).get(body.sku) ?? 0) - (unitsIn(before).get(body.sku) ?? 0);
    return added === body.quantity ? undefined : `${added} units of ${body.sku} were added`;
  }
  if (method === 'PUT') {
    const { lineId } = params;
    const line = (after.lines as UncheckedJson[]).find((each) => each.lineId === lineId);
    return (line?.quantity ?? 0) === body.quantity ? undefined : `${lineId} has ${line?.quantity} units`;
  }
  if (method === 'POST' && below === '/codes') {
    const code = String(body.code).trim().toUpperCase();
    return after.codes.includes(code) ? undefined : `the cart has the codes ${after.codes}`;
  }
  if (method === 'PATCH') {
    const { shippingAddress, shippingMethodId, email, billingAddress } = body;
    const isSet =
      (shippingAddress === undefined || after.country === shippingAddress.country) &&
      (shippingMethodId === undefined || after.shippingMethodId === shippingMethodId) &&
      (email === undefined || after.person !== undefined) &&
      (billingAddress === undefined || (after.billingAddress !== undefined) === (billingAddress !== null));
    return isSet ? undefined : 'the cart has other details';
  }
  return undefined;
}

/** A cart that is submitted or merged was so by then; a quote that was current throughout and had time left has not expired. */
function checkRejection({ answered, versions, what }: OfCart, isSkewed: boolean, report: Report): void {
  const { answer, request, sentMs, answeredMs } = answered;
  const current = during(versions, sentMs, answeredMs).filter((each) => each !== undefined);
  const { code } = answer.body;
  if (code === 'CART_SUBMITTED' && !current.some(({ state }) => isSubmitted(state))) report(REASON, what);
  if (code !== 'QUOTE_EXPIRED') return;
  const quoteId = jsonOf(request)?.quoteId;
  const wasOrdered = ({ state }: CartVersion) =>
    (state.rejectedOrders as UncheckedJson[] | undefined)?.some((order) => order.quoteId === quoteId) ===
    true;
  if (current.length > 0 && current.every(wasOrdered))
    report(REASON, `${what}, although its quote was ordered`);
  if (isSkewed) return;
  const isValid = ({ state }: CartVersion) =>
    state.status === 'checkingOut' &&
    state.checkout.quote.id === quoteId &&
    Date.parse(state.checkout.quote.expiresAt) > answeredMs;
  if (current.every(isValid)) report(REASON, `${what}, although its quote was valid`);
}
