import type { Api } from '../api/connect.ts';
import { seedCatalogue } from './seed-catalogue.ts';

export type StockedSku = {
  readonly sku: string;
  readonly units: number;
  /** In minor units, by currency. */
  readonly prices: Readonly<Record<string, number>>;
};

/** Creates a product for each SKU, and receives its units. A second call with the same SKUs changes nothing. */
export async function stockShop(api: Api, skus: readonly StockedSku[]): Promise<void> {
  const units = new Map(skus.map((each) => [each.sku, each.units]));
  const products = skus.map(({ sku, prices }) => ({
    title: `Product ${sku}`,
    slug: sku.toLowerCase(),
    description: 'For tests.',
    categories: [],
    variants: [{ sku, prices, weightGrams: 100 }],
  }));
  await seedCatalogue(api, products, (sku) => units.get(sku) ?? 0);
}
