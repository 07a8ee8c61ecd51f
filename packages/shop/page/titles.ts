import { unwrap } from '@tradepost/client/client';
import { api } from './api.ts';

type Line = { readonly sku: string; readonly components?: readonly Component[] | undefined };
type Component = { readonly sku: string; readonly quantity: number };

/** Maximum number of SKUs per request of `GET /v1/variants`. */
const MAX_SKUS = 100;

/** Titles by SKU, of lines and of the components of bundles. A product that is not sold by itself has none. */
export async function titlesOf(lines: readonly Line[]): Promise<ReadonlyMap<string, string>> {
  const skus = [
    ...new Set(lines.flatMap(({ sku, components = [] }) => [sku, ...components.map((each) => each.sku)])),
  ];
  const titles = new Map<string, string>();
  for (let first = 0; first < skus.length; first += MAX_SKUS) {
    const query = { skus: skus.slice(first, first + MAX_SKUS) };
    const { items } = await unwrap(api.GET('/v1/variants', { params: { query } }));
    for (const { sku, title, productTitle } of items) titles.set(sku, title ?? productTitle);
  }
  return titles;
}

/** The contents of one bundle, such as `Contains 2 × Pocket notebook, 1 × Brass pen.`; empty if there are no components. */
export function contentsOf(
  components: readonly Component[] | undefined,
  titles: ReadonlyMap<string, string>,
): string {
  if (components === undefined) return '';
  return `Contains ${components.map(({ sku, quantity }) => `${quantity} × ${titles.get(sku) ?? sku}`).join(', ')}.`;
}
