import * as z from 'zod/mini';
import { storedLevel } from './stock.ts';

/** Sort keys of stock levels start with this. */
export const LOCATION_PREFIX = 'location#';

/** The item of a stock level, with the ids of its last change. */
export const stockItem = z.object({
  ...storedLevel.shape,
  correlationId: z.string(),
  causationId: z.optional(z.string()),
});

export type StockItem = z.infer<typeof stockItem>;

/** Returns whether an item of the table is a stock level, by its sort key. */
export function isStockItem({ sk }: Readonly<Record<string, unknown>>): boolean {
  return typeof sk === 'string' && sk.startsWith(LOCATION_PREFIX);
}
