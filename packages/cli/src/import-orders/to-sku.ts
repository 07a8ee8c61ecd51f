import { createHash } from 'node:crypto';
import { MAX_SKU_LENGTH, sku } from '@tradepost/contracts/fields/identifiers';

const MARK_LENGTH = 7;

/** Leaves space for at most two marks within the 100 characters of a slug. */
const MAX_PLAIN_LENGTH = 80;

/**
 * Takes a stock code; returns its SKU: the code itself, trimmed and in Unicode NFC, if the API accepts it. Otherwise a dash
 * replaces each character that is not printable ASCII or is a comma, and a mark made from the whole code follows, so that
 * two codes never become one SKU: `1,5 MM` is `1-5 MM.` and six digits. Codes that differ in capitals are different SKUs.
 */
export function toSku(stockCode: string): string {
  const { data } = sku.safeParse(stockCode);
  if (data !== undefined) return data;
  const plain = stockCode.replace(/[^\x20-\x7e]|,/g, '-').trimStart();
  return `${plain.slice(0, MAX_SKU_LENGTH - MARK_LENGTH)}.${markOf(stockCode)}`;
}

/**
 * Takes a SKU; returns a slug for its product. Slugs have no capitals: if two SKUs could have the same slug, a mark made
 * from the SKU follows.
 */
export function toSlug(sku: string): string {
  const plain = sku
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (/^[A-Z0-9]+$/.test(sku) && plain.length <= MAX_PLAIN_LENGTH) return plain;
  return [plain.slice(0, MAX_PLAIN_LENGTH).replace(/-$/, ''), markOf(sku)]
    .filter((part) => part !== '')
    .join('-');
}

function markOf(text: string): string {
  return createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, MARK_LENGTH - 1);
}
