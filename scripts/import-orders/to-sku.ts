import { createHash } from 'node:crypto';
import { sku } from '@tradepost/contracts/fields/identifiers';

const MAX_SKU_LENGTH = 64;
const MARK_LENGTH = 7;

/**
 * Takes a stock code; returns the SKU that stands for it: the code itself where the API takes it. Otherwise each
 * character that it does not take becomes a dash, and a mark made from the whole code follows, so that two codes
 * never become one SKU: `15056 BL` is `15056-BL.0c6f3d`. Codes that differ in capitals are different SKUs.
 */
export function toSku(stockCode: string): string {
  if (sku.safeParse(stockCode).success) return stockCode;
  const mark = createHash('sha256')
    .update(stockCode)
    .digest('hex')
    .slice(0, MARK_LENGTH - 1);
  const taken = stockCode.replace(/[^A-Za-z0-9._-]/g, '-').slice(0, MAX_SKU_LENGTH - MARK_LENGTH - 1);
  return `${/^[A-Za-z0-9]/.test(taken) ? '' : 'x'}${taken}.${mark}`;
}

/**
 * Takes a SKU; returns a slug for its product. Slugs have no capitals: where two SKUs could come to the same, a
 * mark made from the SKU follows.
 */
export function toSlug(sku: string): string {
  const plain = sku
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (/^[A-Z0-9]+$/.test(sku)) return plain;
  const mark = createHash('sha256')
    .update(sku)
    .digest('hex')
    .slice(0, MARK_LENGTH - 1);
  return `${plain}-${mark}`;
}
