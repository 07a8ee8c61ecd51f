import type { UncheckedJson } from '../../dynamodb/plain.ts';
import type { Answered } from '../../world/http-client.ts';
import { during } from '../during.ts';
import { differences } from '../models/differences.ts';
import { PRODUCT_FIELDS, type ProductAt } from '../models/product-model.ts';
import { type Facts, listInQuery, type ReadCheck } from './read-check.ts';

type Window = Pick<Answered, 'sentMs' | 'answeredMs'>;

/** Returns the states of a product from the request to the answer; the first may be undefined. */
function statesIn(states: readonly ProductAt[], { sentMs, answeredMs }: Window) {
  return during(states, sentMs, answeredMs).map((state) => state?.product as UncheckedJson);
}

/** Returns true if one product was active, and had what was asked for, from the request to the answer. */
function isFoundThroughout(
  { products }: Facts,
  window: Window,
  isWanted: (product: UncheckedJson) => boolean,
): boolean {
  return [...products.values()].some((states) =>
    statesIn(states, window).every(
      (product) => product !== undefined && product.status === 'active' && isWanted(product),
    ),
  );
}

/** Returns the check of an answer with an active product. */
export function productCheck(isWanted: (product: UncheckedJson, answered: Answered) => boolean): ReadCheck {
  return (answered, facts) => {
    const { status, body } = answered.answer;
    const isAsked = (product: UncheckedJson) => isWanted(product, answered);
    if (status === 404)
      return isFoundThroughout(facts, answered, isAsked) ? 'the product is for sale' : undefined;
    if (status !== 200) return undefined;
    if (body.status !== 'active' || !isAsked(body)) return 'it is not the active product that was asked for';
    return differenceOf(body, facts, answered);
  };
}

export const adminProductCheck: ReadCheck = (answered, facts) => {
  const { status, body } = answered.answer;
  const states = facts.products.get(answered.params['productId'] ?? '') ?? [];
  if (status === 404) return statesIn(states, answered)[0] === undefined ? undefined : 'the product exists';
  return status === 200 ? differenceOf(body, facts, answered) : undefined;
};

function differenceOf(body: UncheckedJson, { products }: Facts, window: Window): string | undefined {
  const states = statesIn(products.get(body.id) ?? [], window);
  const state = states.find((product) => product?.version === body.version);
  if (state === undefined) return `version ${body.version} was not current, but ${states.at(-1)?.version}`;
  return differences(body, state, PRODUCT_FIELDS);
}

/** The variants of active products, in the order of the request; `unknown` are the SKUs that no active product has. */
export const checkVariants: ReadCheck = (answered, facts) => {
  const { status, body } = answered.answer;
  if (status !== 200) return undefined;
  const asked = [...new Set(listInQuery(answered, 'skus'))];
  const known = body.items.map(({ sku }: UncheckedJson) => sku);
  const both = { known, unknown: body.unknown };
  const expected = {
    known: asked.filter((sku) => known.includes(sku)),
    unknown: asked.filter((sku) => !known.includes(sku)),
  };
  const missing = (body.unknown as readonly string[]).find((sku) =>
    isFoundThroughout(facts, answered, ({ variants }) =>
      variants.some((each: UncheckedJson) => each.sku === sku),
    ),
  );
  if (missing !== undefined) return `${missing} is for sale`;
  for (const { productId, productTitle, productVersion, status: productStatus, ...variant } of body.items) {
    const states = statesIn(facts.products.get(productId) ?? [], answered);
    const state = states.find((product) => product?.version === productVersion);
    if (state === undefined) return `version ${productVersion} of ${productId} was not current`;
    const stored = state.variants.find(({ sku }: UncheckedJson) => sku === variant.sku);
    const wrong =
      differences({ title: productTitle, status: productStatus }, state, ['title', 'status']) ??
      differences(variant, stored, ['sku', 'prices', 'options', 'purchaseLimit']);
    if (wrong !== undefined) return `${variant.sku}: ${wrong}`;
  }
  return differences(both, expected, ['known', 'unknown']);
};
