import type { UncheckedJson } from '../../dynamodb/plain.ts';
import type { Answered } from '../../world/http-client.ts';
import { during } from '../during.ts';
import { differences } from '../models/differences.ts';
import { PRODUCT_FIELDS, type ProductAt } from '../models/product-model.ts';
import { type Facts, listInQuery, type ReadCheck } from './read-check.ts';

type Window = Pick<Answered, 'sentMs' | 'answeredMs'> & Partial<Pick<Answered, 'params'>>;

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
  return differences(body, shownBySku(state, window.params?.['sku']), PRODUCT_FIELDS);
}

/** Variants in a response. */
const MAX_VARIANTS = 48;

/** A product that is found by a SKU has its variant in the response, even if it has more than a response can have. */
function shownBySku(product: UncheckedJson, sku: string | undefined): UncheckedJson {
  const found = variantsForSale(product).find((each: UncheckedJson) => each.sku === sku);
  if (found === undefined || product.variants.some((each: UncheckedJson) => each.sku === sku)) return product;
  const { status: _status, version: _version, ...variant } = found;
  return { ...product, variants: [variant, ...product.variants.slice(0, MAX_VARIANTS - 1)] };
}

/** The variants of a stored product that are not archived, or those in a response. */
export function variantsForSale({ all, variants }: UncheckedJson): readonly UncheckedJson[] {
  return all?.filter(({ status }: UncheckedJson) => status === 'active') ?? variants;
}

const VARIANT_FIELDS = ['sku', 'title', 'prices', 'options', 'purchaseLimit', 'components'];

/** A variant as a resource: as it was at some time from the request to the answer. */
export const checkVariant: ReadCheck = (answered, { products }) => {
  const { status, body } = answered.answer;
  return status === 200 ? differenceOfVariant(body, products, answered) : undefined;
};

/** A page of variants: each as it was, and none twice. */
export const checkVariantPage: ReadCheck = (answered, { products }) => {
  const { status, body } = answered.answer;
  if (status !== 200) return undefined;
  const items: readonly UncheckedJson[] = body.items;
  if (new Set(items.map(({ sku }) => sku)).size < items.length) return 'it has a SKU twice';
  return items
    .map((item) => differenceOfVariant(item, products, answered))
    .find((wrong) => wrong !== undefined);
};

function differenceOfVariant(
  body: UncheckedJson,
  products: Facts['products'],
  window: Window,
): string | undefined {
  const known = statesIn(products.get(body.productId) ?? [], window).flatMap((state) => state?.all ?? []);
  const stored = known.find(({ sku, version }) => sku === body.sku && version === body.version);
  if (stored === undefined) return `${body.sku} was not at version ${body.version}`;
  return differences(body, stored, [...VARIANT_FIELDS, 'status']);
}

/** A component that is for sale throughout is not unavailable, and one that is archived throughout is. */
function wrongComponentOf(
  { components = [], unavailableComponents = [] }: UncheckedJson,
  facts: Facts,
  window: Window,
): string | undefined {
  const has = (product: UncheckedJson, sku: string) =>
    product?.all?.find((each: UncheckedJson) => each.sku === sku);
  for (const { sku } of components as readonly UncheckedJson[]) {
    const isUnavailable = unavailableComponents.includes(sku);
    const isForSale = isFoundThroughout(facts, window, (product) => has(product, sku)?.status === 'active');
    if (isUnavailable && isForSale) return `${sku} is for sale, and unavailable`;
    const owners = [...facts.products.values()]
      .map((states) => statesIn(states, window))
      .filter((states) => states.some((product) => has(product, sku) !== undefined));
    const isArchived = owners.every((states) =>
      states.every((product) => product?.status === 'archived' || has(product, sku)?.status === 'archived'),
    );
    if (!isUnavailable && isArchived) return `${sku} is archived, and not unavailable`;
  }
  return undefined;
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
    isFoundThroughout(facts, answered, (product) =>
      variantsForSale(product).some((each: UncheckedJson) => each.sku === sku),
    ),
  );
  if (missing !== undefined) return `${missing} is for sale`;
  for (const { productId, productTitle, productVersion, status: productStatus, ...variant } of body.items) {
    const states = statesIn(facts.products.get(productId) ?? [], answered);
    const state = states.find((product) => product?.version === productVersion);
    if (state === undefined) return `version ${productVersion} of ${productId} was not current`;
    const stored = state.all.find(({ sku }: UncheckedJson) => sku === variant.sku);
    const wrong =
      differences({ title: productTitle, status: productStatus }, state, ['title', 'status']) ??
      differences(variant, stored, VARIANT_FIELDS);
    if (wrong !== undefined) return `${variant.sku}: ${wrong}`;
    const wrongComponent = wrongComponentOf(variant, facts, answered);
    if (wrongComponent !== undefined) return `${variant.sku}: ${wrongComponent}`;
  }
  return differences(both, expected, ['known', 'unknown']);
};
