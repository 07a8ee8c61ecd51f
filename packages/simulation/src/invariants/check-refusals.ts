import { toPlain, type UncheckedJson } from '../dynamodb/plain.ts';
import type { Change } from '../dynamodb/table.ts';
import type { Answered } from '../world/http-client.ts';
import { during } from './during.ts';
import type { Report } from './violation.ts';

/** A state of a product in the catalogue, from `atMs` on. */
export type SoldProduct = {
  readonly atMs: number;
  readonly id: string;
  /** The product of a variant that is an item of its own. */
  readonly of?: string;
  readonly isActive: boolean;
  /** It is archived: bundles of its SKUs are not for sale. */
  readonly isArchived: boolean;
  /** Components of its bundles, by SKU. */
  readonly components: ReadonlyMap<string, readonly string[]>;
  /** Prices in minor units, by SKU and currency. */
  readonly prices: ReadonlyMap<string, Readonly<Record<string, number>>>;
};

/** Takes a change of a table; returns the new state of the product if the table is the catalogue's. */
export function toSoldProduct({ table, after }: Change, atMs: number): SoldProduct | undefined {
  if (table !== 'tradepost-dev-catalog-products' || after === undefined) return undefined;
  const { pk, id, state, variant } = toPlain(after);
  if (variant !== undefined) return toOwnVariant(String(pk).replace('product#', ''), variant, atMs);
  if (state === undefined) return undefined;
  const variants = (state.variants ?? []) as readonly UncheckedJson[];
  return {
    atMs,
    id,
    isActive: state.status === 'active',
    isArchived: state.status === 'archived',
    components: new Map(variants.map(({ sku, components }) => [sku, skusOf(components)])),
    prices: new Map(variants.map(({ sku, prices }) => [sku, prices])),
  };
}

/** A variant that is an item of its own is sold like a product, while its product is active. */
function toOwnVariant(
  of: string,
  { sku, prices, status, components }: UncheckedJson,
  atMs: number,
): SoldProduct {
  return {
    atMs,
    id: `${of} ${sku}`,
    of,
    isActive: status !== 'archived',
    isArchived: status === 'archived',
    components: new Map([[sku, skusOf(components)]]),
    prices: new Map([[sku, prices]]),
  };
}

function skusOf(components: readonly UncheckedJson[] = []): readonly string[] {
  return components.map(({ sku }) => sku);
}

/** Codes that reject an order because of the catalogue. */
const FROM_OFFERS: ReadonlySet<string> = new Set(['UNKNOWN_SKU', 'SKU_NOT_FOR_SALE', 'CURRENCY_NOT_OFFERED']);

const PLACING: ReadonlySet<string> = new Set([
  'POST /v1/orders',
  'POST /v1/me/orders',
  'POST /v1/guest/orders',
]);

/**
 * An order is never rejected because of a SKU that the catalogue sold from the request until the answer, however late
 * the events of the product are.
 */
export function checkRefusals(
  answers: readonly Answered[],
  products: readonly SoldProduct[],
  report: Report,
): void {
  const byId = Map.groupBy(products, ({ id }) => id);
  for (const { route, request, answer, sentMs, answeredMs } of answers) {
    const { code, skus, currency } = answer.body ?? {};
    if (!PLACING.has(route) || !FROM_OFFERS.has(code)) continue;
    /** A component that was not archived at any time. */
    const isThere = (sku: string) =>
      [...byId.values()].some((states) =>
        during(states, sentMs, answeredMs).every(
          (state) =>
            state?.prices.has(sku) === true &&
            !state.isArchived &&
            (state.of === undefined ||
              during(byId.get(state.of) ?? [], sentMs, answeredMs).every(
                (product) => product?.isArchived === false,
              )),
        ),
      );
    for (const sku of skus as readonly string[]) {
      const isSold = (product: SoldProduct) =>
        product.isActive &&
        product.prices.has(sku) &&
        (product.components.get(sku) ?? []).every(isThere) &&
        (code !== 'CURRENCY_NOT_OFFERED' || product.prices.get(sku)?.[currency] !== undefined);
      const wasSold = [...byId.values()].some((states) =>
        during(states, sentMs, answeredMs).every(
          (state) =>
            state !== undefined &&
            isSold(state) &&
            (state.of === undefined ||
              during(byId.get(state.of) ?? [], sentMs, answeredMs).every((product) => product?.isActive)),
        ),
      );
      if (!wasSold) continue;
      const what = `${request.headers?.['idempotency-key']}: ${code} ${sku}, which the catalogue sells`;
      report('every SKU that the catalogue sells can be ordered', what);
    }
  }
}
