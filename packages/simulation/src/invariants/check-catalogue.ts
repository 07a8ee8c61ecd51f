import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { Books } from './tables.ts';
import type { Violation } from './violation.ts';

/** No two products share a SKU or a slug. The offers in orders are those of the active products, at their prices. */
export function checkCatalogue({
  products,
  offers,
}: Pick<Books, 'products' | 'offers'>): readonly Violation[] {
  const owners = new Map<string, string>();
  const violations: Violation[] = [];
  const sold = new Map<string, string>();
  for (const { id, state } of products) {
    const skus = state.variants.map(({ sku }: UncheckedJson): string => sku);
    for (const name of [`slug ${state.slug}`, ...skus.map((sku: string) => `SKU ${sku}`)]) {
      const owner = owners.get(name);
      if (owner !== undefined)
        violations.push({ invariant: 'a SKU belongs to one product', what: `${name}: ${owner} and ${id}` });
      owners.set(name, id);
    }
    if (state.status !== 'active') continue;
    for (const { sku, prices } of state.variants) sold.set(sku, describe(id, prices));
  }
  const offered = new Map(
    offers
      .filter(({ isForSale }) => isForSale)
      .map(({ sku, productId, prices }) => [sku as string, describe(productId, prices)]),
  );
  for (const sku of new Set([...sold.keys(), ...offered.keys()])) {
    if (sold.get(sku) === offered.get(sku)) continue;
    const what = `${sku}: ${offered.get(sku) ?? 'not for sale'}, in the catalogue ${sold.get(sku) ?? 'not'}`;
    violations.push({ invariant: 'the offers are those of the catalogue', what });
  }
  return violations;
}

function describe(productId: string, prices: UncheckedJson): string {
  return `${productId} ${JSON.stringify(Object.entries(prices).sort())}`;
}
