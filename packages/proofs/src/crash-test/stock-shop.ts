import type { Api } from '@tradepost/cli/api/connect';
import { type DemoProduct, seedCatalogue } from '@tradepost/cli/seed/seed-catalogue';
import type { Draw } from '@tradepost/simulation/random';

/** Some SKUs never sell out; others sell out midway or soon. */
const UNITS: readonly number[] = [1_000_000, 1_000_000, 1_000_000, 1_000, 200, 20];
const HIGHEST_PRICE_MINOR = 5_000;

/** Creates a product for each amount of units; returns the units received by SKU. */
export async function stockShop(api: Api, draw: Draw): Promise<ReadonlyMap<string, number>> {
  const received = new Map<string, number>();
  for (const [index, units] of UNITS.entries()) {
    const sku = `CRASH-${index}`;
    const priceIn = (currency: string) => draw.int(`${sku} ${currency}`, 1, HIGHEST_PRICE_MINOR);
    const product: DemoProduct = {
      title: `Product ${sku}`,
      slug: sku.toLowerCase(),
      description: 'For breaking.',
      categories: [],
      variants: [
        {
          sku,
          prices: { GBP: priceIn('GBP'), EUR: priceIn('EUR'), JPY: priceIn('JPY') },
          weightGrams: 100,
        },
      ],
    };
    await seedCatalogue(api, [product], units);
    received.set(sku, units);
  }
  return received;
}
