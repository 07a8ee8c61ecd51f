import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '@tradepost/aggregate/batch-get';
import { DEFAULT_LOCATION } from '@tradepost/contracts/fields/identifiers';
import type { StockLevel } from '@tradepost/contracts/models/stock';
import { type Availability, canServe, type Line, type StockBySku } from './domain/allocate.ts';
import { sideBySide } from './side-by-side.ts';
import { LOCATION_PREFIX, skuKey, stockKey, toLevel } from './stock-item.ts';

const MAX_READS_AT_ONCE = 16;

export type StockTable = {
  /** The stock of a SKU at all locations, ordered by location; empty if no stock is kept. */
  readonly ofSku: (sku: string) => Promise<readonly StockLevel[]>;
  /** As `ofSku`, in the order of the SKUs. */
  readonly ofSkus: (skus: readonly string[]) => Promise<readonly (readonly StockLevel[])[]>;
  /** The stock to allocate lines on: the default location, or all locations if the default has too little. */
  readonly forLines: (lines: readonly Line[]) => Promise<StockBySku>;
};

type Config = { readonly client: DynamoDBDocumentClient; readonly tableName: string };

/** Reads stock: `pk = sku#<SKU>`, and at each location one item, `sk = location#<location>`. Strongly consistent. */
export function createStockTable(config: Config): StockTable {
  return {
    ofSku: (sku) => queryLocations(config, sku),
    ofSkus: (skus) => sideBySide(skus, MAX_READS_AT_ONCE, (sku) => queryLocations(config, sku)),
    forLines: (lines) => readForLines(config, lines),
  };
}

async function queryLocations({ client, tableName }: Config, sku: string): Promise<readonly StockLevel[]> {
  const levels: StockLevel[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': skuKey(sku), ':prefix': LOCATION_PREFIX },
        ConsistentRead: true,
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    levels.push(...(page.Items ?? []).map(toLevel));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return levels;
}

/** The default location serves most orders: one request reads it for 100 SKUs. */
async function readForLines(config: Config, lines: readonly Line[]): Promise<StockBySku> {
  const keys = lines.map((line) => stockKey(line.sku, DEFAULT_LOCATION));
  const items = await batchGet(config.client, config.tableName, keys, { isConsistent: true });
  const stock = new Map<string, readonly Availability[]>(
    items.map(toLevel).map((level) => [level.sku, [level]]),
  );
  const elsewhere = lines.filter(
    (line) => !stock.get(line.sku)?.some((level) => canServe(level, line.quantity)),
  );
  await sideBySide(elsewhere, MAX_READS_AT_ONCE, async (line) => {
    stock.set(line.sku, await queryLocations(config, line.sku));
  });
  return stock;
}
