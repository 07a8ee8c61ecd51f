import { createProduct } from '@tradepost/contracts/catalog/routes';
import type { PlannedOrder } from './to-orders.ts';
import { toSku } from './to-sku.ts';

/** A product that the orders need, and how many units of it. */
export type WantedProduct = {
  readonly sku: string;
  readonly title: string;
  readonly priceMinor: number;
  readonly units: number;
};

/** Maximum length of a title in the catalogue. */
const MAX_TITLE_LENGTH = 200;

/** Gathers the products of a file's orders. If titles or prices differ, the most frequent one is used. */
export class WantedProducts {
  readonly #products = new Map<string, Gathered>();
  /** How many stock codes have another SKU, since the API does not accept the code itself. */
  renamed = 0;
  /** How many lines have a title that the API does not accept: their product has another title, or its SKU. */
  refusedTitles = 0;

  add(order: PlannedOrder): void {
    for (const line of order.lines) {
      const product = this.#productOf(line.sku, line.from[0]?.stockCode ?? line.sku);
      product.units += line.quantity;
      for (const { title, unitPriceMinor } of line.from) {
        const clean = toTitle(title);
        if (clean !== '' && createProduct.body.shape.title.safeParse(clean).success)
          count(product.titles, clean);
        else if (clean !== '') this.refusedTitles += 1;
        if (unitPriceMinor > 0) count(product.prices, unitPriceMinor);
      }
    }
  }

  list(): WantedProduct[] {
    return [...this.#products].map(([sku, { units, titles, prices }]) => ({
      sku,
      title: mostFrequent(titles) ?? sku,
      priceMinor: mostFrequent(prices) ?? 0,
      units,
    }));
  }

  #productOf(sku: string, stockCode: string): Gathered {
    const known = this.#products.get(sku);
    if (known !== undefined) return known;
    if (toSku(stockCode) !== stockCode) this.renamed += 1;
    const product = { units: 0, titles: new Map<string, number>(), prices: new Map<number, number>() };
    this.#products.set(sku, product);
    return product;
  }
}

type Gathered = { units: number; readonly titles: Map<string, number>; readonly prices: Map<number, number> };

/** Replaces line breaks and tabs in a title by spaces, and cuts a long title. */
function toTitle(written: string): string {
  const clean = written.replace(/[\s\p{Control}]+/gu, ' ').trim();
  // Does not cut a surrogate pair in half.
  return clean
    .slice(0, MAX_TITLE_LENGTH)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Returns the most frequent value, the first of equally frequent ones. */
function mostFrequent<Key>(counts: ReadonlyMap<Key, number>): Key | undefined {
  let best: Key | undefined;
  let most = 0;
  for (const [key, times] of counts) {
    if (times > most) [best, most] = [key, times];
  }
  return best;
}
