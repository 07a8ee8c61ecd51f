import { BatchGetCommand, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { sleep } from '@tradepost/aggregate/retry';
import { ContentionError } from '@tradepost/aggregate/store';
import { DEFAULT_LOCATION } from '@tradepost/contracts/fields/identifiers';
import type { StockLevel } from '@tradepost/contracts/models/stock';
import { type Availability, canServe, type Line, type StockBySku } from './domain/allocate.ts';
import { sideBySide } from './side-by-side.ts';
import { LOCATION_PREFIX, skuKey, stockKey, toLevel } from './stock-item.ts';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MAX_BATCH_KEYS = 100;
const MAX_BATCH_ATTEMPTS = 8;
const BASE_DELAY_MS = 10;
const MAX_DELAY_MS = 500;
const MAX_READS_AT_ONCE = 16;

export type StockTable = {
  /** The stock of a SKU at all locations, by their names; none where none is kept. */
  readonly ofSku: (sku: string) => Promise<readonly StockLevel[]>;
  /** As `ofSku`, in the order of the SKUs. */
  readonly ofSkus: (skus: readonly string[]) => Promise<readonly (readonly StockLevel[])[]>;
  /** What lines, each of another SKU, are allocated on: all locations only where the default has too little. */
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

/** The default location serves the ordinary order: one request reads it for a hundred SKUs. */
async function readForLines(config: Config, lines: readonly Line[]): Promise<StockBySku> {
  const batches: Line[][] = [];
  for (let first = 0; first < lines.length; first += MAX_BATCH_KEYS) {
    batches.push(lines.slice(first, first + MAX_BATCH_KEYS));
  }
  const read = await sideBySide(batches, MAX_READS_AT_ONCE, (batch) => getDefaults(config, batch));
  const stock = new Map<string, readonly Availability[]>(read.flat().map((level) => [level.sku, [level]]));
  const elsewhere = lines.filter(
    (line) => !stock.get(line.sku)?.some((level) => canServe(level, line.quantity)),
  );
  await sideBySide(elsewhere, MAX_READS_AT_ONCE, async (line) => {
    stock.set(line.sku, await queryLocations(config, line.sku));
  });
  return stock;
}

async function getDefaults({ client, tableName }: Config, lines: readonly Line[]): Promise<StockLevel[]> {
  const levels: StockLevel[] = [];
  let pending: Record<string, unknown>[] = lines.map((line) => stockKey(line.sku, DEFAULT_LOCATION));
  for (let attempt = 1; pending.length > 0; attempt += 1) {
    if (attempt > MAX_BATCH_ATTEMPTS) throw new ContentionError(`${pending.length} stocks could not be read`);
    if (attempt > 1) await sleep(Math.random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** attempt));
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [tableName]: { Keys: pending, ConsistentRead: true } } }),
    );
    levels.push(...(Responses?.[tableName] ?? []).map(toLevel));
    pending = UnprocessedKeys?.[tableName]?.Keys ?? [];
  }
  return levels;
}
