import type { AttributeValue, Item } from './attribute-value.ts';

/** A list or map has 3 bytes beside its elements, and 1 more for each element. */
const COLLECTION_BYTES = 3;
const ELEMENT_BYTES = 1;

/** Items are never changed, only replaced. */
const known = new WeakMap<Item, number>();

/**
 * Returns the size of an item in bytes, as DynamoDB counts it for its limits.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function sizeOf(item: Item): number {
  const counted = known.get(item);
  if (counted !== undefined) return counted;
  const bytes = sizeOfAttributes(item);
  known.set(item, bytes);
  return bytes;
}

function sizeOfAttributes(item: Item): number {
  let bytes = 0;
  for (const name in item) bytes += Buffer.byteLength(name) + sizeOfValue(item[name] ?? {});
  return bytes;
}

function sizeOfValue(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return sizeOfNumber(value.N);
  if (value.M !== undefined)
    return COLLECTION_BYTES + sizeOfAttributes(value.M) + ELEMENT_BYTES * Object.keys(value.M).length;
  if (value.L !== undefined)
    return value.L.reduce((bytes, each) => bytes + ELEMENT_BYTES + sizeOfValue(each), COLLECTION_BYTES);
  if (value.B !== undefined) return Buffer.byteLength(value.B, 'base64');
  if (value.SS !== undefined) return value.SS.reduce((bytes, each) => bytes + Buffer.byteLength(each), 0);
  if (value.NS !== undefined) return value.NS.reduce((bytes, each) => bytes + sizeOfNumber(each), 0);
  return 1;
}

/** One byte for two significant digits, and one more. */
function sizeOfNumber(text: string): number {
  const digits = text
    .replace(/^[-+]/, '')
    .replace(/e.*$/i, '')
    .replace('.', '')
    .replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1;
}
