import type { UncheckedJson } from '../dynamodb/plain.ts';
import { type Answered, jsonOf } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import { type Books, fateOf, recordsOf } from './tables.ts';
import type { Report } from './violation.ts';

/** Checks that answers are true: what a success reports is stored, and a repeated key gets the same answer. */
export function checkAnswers(
  books: Books,
  answers: readonly Answered[],
  world: World,
  isQuiet: boolean,
  report: Report,
): void {
  const versionsIn = (table: string, keyOf: (item: UncheckedJson) => string) =>
    new Map(recordsOf(world, table).map(({ item }) => [keyOf(item), item]));
  const facts: Facts = {
    books,
    products: versionsIn('catalog-products', ({ id, version }) => `${id} ${version}`),
    levels: versionsIn('inventory-stock', ({ sku, location, version }) => `${sku} at ${location} ${version}`),
  };
  for (const answered of answers) {
    const { route, request, answer } = answered;
    const what = `${request.method} ${request.path} was answered ${answer.status} ${answer.body?.code ?? ''}`;
    if (request.isWithoutAccess === true && !isRefused(answer.status))
      report('a token without the scope is rejected', what);
    if (answer.status >= 500 && isQuiet) report('nothing fails without faults', what);
    const wrong = CHECKS[route]?.(answered, facts);
    if (wrong !== undefined) report('accepted requests have their effect', `${what}, but ${wrong}`);
  }
  checkRepeats(answers, report);
}

/** A request may fail with a 5xx before the check. */
function isRefused(status: number): boolean {
  return status === 401 || status === 403 || status >= 500;
}

type Facts = {
  readonly books: Books;
  /** Each version of every product, and of every stock level. */
  readonly products: ReadonlyMap<string, UncheckedJson>;
  readonly levels: ReadonlyMap<string, UncheckedJson>;
};

/** Checks by route: each returns what is wrong with an answer, or undefined. */
const CHECKS: Readonly<Record<string, (answered: Answered, facts: Facts) => string | undefined>> = {
  'POST /v1/products': checkProduct,
  'PATCH /v1/products/{productId}': checkProduct,
  'POST /v1/products/{productId}/archive': checkProduct,
  'POST /v1/stock/{sku}/adjustments': (answered, { books }) =>
    checkAdjustment(answered, answered.params['sku'], books),
  'POST /v1/stock/adjustments': (answered, { books }) =>
    checkAdjustment(answered, jsonOf(answered.request)?.sku, books),
  'PUT /v1/stock/{sku}/locations/{location}': checkCount,
  'PUT /v1/stock/levels': checkCount,
  'POST /v1/orders/{orderId}/cancel': checkCancellation,
  'POST /v1/me/orders/{orderId}/cancel': checkCancellation,
  'POST /v1/guest/orders/{orderId}/cancel': checkCancellation,
};

/** `check-access.ts` checks that the order exists for the caller. */
function checkCancellation(
  { params, answer: { status, body } }: Answered,
  { books }: Facts,
): string | undefined {
  const last = fateOf(books.orders.get(params['orderId'] ?? '') ?? []).at(-1)?.type;
  const expected =
    status === 200 ? 'OrderCancelled' : body?.code === 'ORDER_NOT_CANCELLABLE' ? 'OrderRejected' : last;
  return last === expected ? undefined : `the order ends with ${last}`;
}

function checkAdjustment(
  { request, answer }: Answered,
  sku: string | undefined,
  { adjustments }: Books,
): string | undefined {
  if (answer.status !== 201) return undefined;
  const { adjustmentId } = answer.body;
  const kept = adjustments.find(({ id, pk }) => id === adjustmentId && pk === `sku#${sku}`);
  const delta = kept?.events[0]?.delta;
  const asked = jsonOf(request).delta;
  return delta === asked ? undefined : `${adjustmentId} has the delta ${delta}`;
}

function checkCount({ answer: { status, body } }: Answered, { levels }: Facts): string | undefined {
  if (status !== 200) return undefined;
  const kept = levels.get(`${body.sku} at ${body.location} ${body.version}`);
  return kept?.onHand === body.onHand ? undefined : `version ${body.version} has ${kept?.onHand} on hand`;
}

function checkProduct(
  { request, answer: { status, body } }: Answered,
  { products }: Facts,
): string | undefined {
  if (status >= 300) return undefined;
  const seen = /^"(\d+)"$/.exec(request.headers?.['if-match'] ?? '')?.[1];
  if (seen !== undefined && body.version !== Number(seen) && body.version !== Number(seen) + 1)
    return `the version is ${body.version}`;
  const kept = products.get(`${body.id} ${body.version}`);
  if (kept === undefined) return `version ${body.version} was never stored`;
  const { title, slug, variants, status: keptStatus } = kept.state;
  const isSame =
    JSON.stringify([title, slug, keptStatus]) === JSON.stringify([body.title, body.slug, body.status]) &&
    pricesOf(variants) === pricesOf(body.variants);
  return isSame ? undefined : 'the stored product differs';
}

function pricesOf(variants: readonly UncheckedJson[]): string {
  return JSON.stringify(variants.map(({ sku, prices }) => [sku, Object.entries(prices).sort()]));
}

/** The answer to a repeated request for a replay has its present progress, and one for a cart has the cart as it is. */
const SHOWS_PRESENT: ReadonlySet<string> = new Set(['POST /v1/replays', 'POST /v1/me/carts']);

const GUEST_SUBMIT = 'POST /v1/guest/carts/{cartId}/submit';
const ORDER_TOKEN = /,"orderToken":"[^"]+"/;

/** Answers to the same request under the same key must be equal to the byte. */
function checkRepeats(answers: readonly Answered[], report: Report): void {
  const firsts = new Map<string, string>();
  for (const { route, request, answer } of answers) {
    const key = request.headers?.['idempotency-key'];
    if (key === undefined || answer.status >= 300 || SHOWS_PRESENT.has(route)) continue;
    const name = `${request.claims?.['sub']} ${request.path} ${key} ${JSON.stringify(request.body)}`;
    const first = firsts.get(name) ?? answer.text;
    firsts.set(name, first);
    if (first === answer.text) continue;
    // The token of a guest's order is not stored in the cart, which has another order after a rejection.
    const [stored, present] = [first, answer.text].map((text) => text.replace(ORDER_TOKEN, ''));
    if (GUEST_SUBMIT === route && stored === present) continue;
    const what = `${request.path} ${key}: ${answer.text}, and before ${first}`;
    report('a repeated key gets the same answer', what.slice(0, 600));
  }
}
