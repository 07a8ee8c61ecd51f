import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DEFAULT_LOCATION } from '@tradepost/contracts/inventory/limits';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import type { Item } from '@tradepost/dynamodb/item';
import { queryAll } from '@tradepost/dynamodb/query-all';
import { mapConcurrent } from '@tradepost/lambda/map-concurrent';
import { type Availability, canServe, type Line, type StockBySku } from '../domain/allocate.ts';
import { type StockLevel, storedLevel } from '../domain/stock.ts';
import { LOCATION_PREFIX } from '../domain/stock-item.ts';
import { skuKey, stockKey } from './stock-keys.ts';
import { MAX_MARKERS, TAKE_WINDOW } from './stock-takes.ts';
import { markersOf } from './take-markers.ts';

const MAX_READS_AT_ONCE = 16;
const CROWDED_TAKES_EACH = 8;

export type StockTable = {
  /** The stock of a SKU at all locations, ordered by location; empty if the SKU has no stock item. */
  readonly ofSku: (sku: string) => Promise<readonly StockLevel[]>;
  /** Like `ofSku`, for many SKUs and in their order. */
  readonly ofSkus: (skus: readonly string[]) => Promise<readonly (readonly StockLevel[])[]>;
  /**
   * The stock to allocate lines on: the default location, or all locations if the default has too little.
   *
   * @param unitsOf units of a stock that may be taken; all available ones by default
   */
  readonly forLines: (
    lines: readonly Line[],
    unitsOf?: (level: Availability) => number,
  ) => Promise<StockBySku>;
};

type Config = { readonly client: DynamoDBDocumentClient; readonly tableName: string };

/** Reads stock: `pk = sku#<SKU>`, and at each location one item, `sk = location#<location>`. Strongly consistent. */
export function createStockTable(config: Config): StockTable {
  return {
    ofSku: (sku) => queryLocations(config, sku),
    ofSkus: (skus) => mapConcurrent(skus, MAX_READS_AT_ONCE, (sku) => queryLocations(config, sku)),
    forLines: (lines, unitsOf) => readForLines(config, lines, unitsOf),
  };
}

async function queryLocations(config: Config, sku: string): Promise<readonly StockLevel[]> {
  return (await queryItems(config, sku)).map((item) => storedLevel.parse(item));
}

function queryItems({ client, tableName }: Config, sku: string): Promise<readonly Item[]> {
  return queryAll(client, {
    TableName: tableName,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': skuKey(sku), ':prefix': LOCATION_PREFIX },
    ConsistentRead: true,
  });
}

/**
 * Available units, and the version before which a take of them must happen. If the stock has too many markers, a take is
 * planned only at every eighth version; it removes markers that are no longer needed.
 */
function toAvailability(item: Item): Availability {
  const { location, available, heldByCarts, version } = storedLevel.parse(item);
  const isCrowded = markersOf(item).length >= MAX_MARKERS && version % CROWDED_TAKES_EACH !== 0;
  const ofCarts = heldByCarts === undefined ? {} : { heldByCarts };
  return { location, available, ...ofCarts, ...(isCrowded ? {} : { takeBefore: version + TAKE_WINDOW }) };
}

/** Reads the default location first: it serves most orders, and one request reads it for 100 SKUs. */
async function readForLines(
  config: Config,
  lines: readonly Line[],
  unitsOf: (level: Availability) => number = ({ available }) => available,
): Promise<StockBySku> {
  const keys = lines.map((line) => stockKey(line.sku, DEFAULT_LOCATION));
  const items = await batchGet(config.client, config.tableName, keys, { isConsistent: true });
  const stock = new Map<string, readonly Availability[]>(
    items.map((item) => [storedLevel.parse(item).sku, [toAvailability(item)]]),
  );
  const elsewhere = lines.filter(
    (line) => !stock.get(line.sku)?.some((level) => canServe({ available: unitsOf(level) }, line.quantity)),
  );
  await mapConcurrent(elsewhere, MAX_READS_AT_ONCE, async (line) => {
    stock.set(line.sku, (await queryItems(config, line.sku)).map(toAvailability));
  });
  return stock;
}
