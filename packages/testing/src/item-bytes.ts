/** Maximum size of an item in DynamoDB. */
export const MAX_ITEM_BYTES = 400 * 1024;

/** Overhead of a list or map, and of each of its elements. */
const CONTAINER_BYTES = 3;
const ELEMENT_BYTES = 1;

/**
 * Size of an item as DynamoDB counts it.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 *
 * @param item plain values, as the document client takes them; undefined values are not stored
 * @returns bytes
 */
export function itemBytes(item: object): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => (value === undefined ? sum : sum + Buffer.byteLength(name) + valueBytes(value)),
    0,
  );
}

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return numberBytes(value);
  if (Array.isArray(value))
    return value.reduce<number>((sum, each) => sum + ELEMENT_BYTES + valueBytes(each), CONTAINER_BYTES);
  if (typeof value === 'object' && value !== null)
    return CONTAINER_BYTES + itemBytes(value) + ELEMENT_BYTES * Object.keys(value).length;
  return 1;
}

/** A byte for two digits, one for the exponent, and one for a minus sign. */
function numberBytes(value: number): number {
  const digits = String(Math.abs(value)).replace('.', '').length;
  return Math.ceil(digits / 2) + 1 + (value < 0 ? 1 : 0);
}
