import type { Books } from './tables.ts';
import type { Violation } from './violation.ts';

/** No two products have a SKU or a slug in common. */
export function checkCatalogue({ products }: Pick<Books, 'products'>): readonly Violation[] {
  const owners = new Map<string, string>();
  const violations: Violation[] = [];
  for (const { id, state } of products) {
    const names = [`slug ${state.slug}`, ...state.variants.map(({ sku }: { sku: string }) => `SKU ${sku}`)];
    for (const name of names) {
      const owner = owners.get(name);
      if (owner !== undefined)
        violations.push({ invariant: 'a SKU is one product’s', what: `${name}: ${owner} and ${id}` });
      owners.set(name, id);
    }
  }
  return violations;
}
