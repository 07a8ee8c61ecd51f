import type { Api } from '@tradepost/cli/api/connect';
import { type DemoProduct, seedCatalogue } from '@tradepost/cli/seed/seed-catalogue';

const PRODUCTS = 50;
const PRICE_MINOR = 1_000;

/** Creates a catalogue of 50 SKUs, each with more stock than a run can sell; returns the SKUs. */
export async function stockShop(api: Api, unitsPerSku: number): Promise<string[]> {
  const skus = Array.from({ length: PRODUCTS }, (_, index) => `BENCH-${String(index).padStart(2, '0')}`);
  const products = skus.map(
    (sku): DemoProduct => ({
      title: `Product ${sku}`,
      slug: sku.toLowerCase(),
      description: 'For measuring.',
      categories: ['bench'],
      variants: [
        {
          sku,
          prices: { GBP: PRICE_MINOR, EUR: PRICE_MINOR, USD: PRICE_MINOR },
          options: {},
          weightGrams: 100,
        },
      ],
    }),
  );
  await seedCatalogue(api, products, unitsPerSku);
  return skus;
}
