import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { Books } from './tables.ts';
import type { Report } from './violation.ts';

/** No two products share a SKU or a slug. The offers in orders are those of the active products, at their prices. */
export function checkCatalogue(
  { products, ownVariants, offers, offeredProducts }: Books,
  report: Report,
): void {
  const ownOf = Map.groupBy(ownVariants, ({ productId }) => productId);
  const owners = new Map<string, string>();
  const sold = new Map<string, string>();
  for (const { id, state } of products) {
    const own = ownOf.get(id) ?? [];
    const variants: readonly UncheckedJson[] = [...state.variants, ...own];
    const skus = variants.map(({ sku }) => `SKU ${sku}`);
    for (const name of [`slug ${state.slug}`, ...skus]) {
      const owner = owners.get(name);
      if (owner !== undefined) report('a SKU belongs to one product', `${name}: ${owner} and ${id}`);
      owners.set(name, id);
    }
    if (state.status !== 'active') continue;
    for (const { sku, prices, status, components } of variants)
      if (status !== 'archived') sold.set(sku, describe(id, prices, components));
  }
  for (const { id, state } of products) {
    const active = (ownOf.get(id) ?? []).filter(({ status }) => status !== 'archived').length;
    const count = state.variants.length + active;
    if ((state.variantCount ?? count) !== count)
      report('a product counts its variants', `${id}: ${state.variantCount}, not ${count}`);
  }
  const offered = new Map<string, string>();
  const statusOf = new Map(offeredProducts.map(({ productId, status }) => [productId, status]));
  for (const { sku, productId, prices, isForSale, components } of offers)
    if (isForSale && statusOf.get(productId) === 'active')
      offered.set(sku, describe(productId, prices, components));
  for (const sku of new Set([...sold.keys(), ...offered.keys()])) {
    if (sold.get(sku) === offered.get(sku)) continue;
    const what = `${sku}: ${offered.get(sku) ?? 'not for sale'}, in the catalogue ${sold.get(sku) ?? 'not'}`;
    report('the offers are those of the catalogue', what);
  }
}

function describe(productId: string, prices: UncheckedJson, components: UncheckedJson = []): string {
  const parts = components.map(({ sku, quantity }: UncheckedJson) => `${quantity} ${sku}`);
  return `${productId} ${JSON.stringify(Object.entries(prices).sort())} ${parts}`;
}
