import type { CommitMetadata } from '@tradepost/aggregate/store';

const NAMES = {
  '#version': 'version',
  '#updatedAt': 'updatedAt',
  '#correlationId': 'correlationId',
  '#causationId': 'causationId',
};
const UNITS = ['onHand', 'reserved', 'available', 'heldByCarts', 'lowStockThreshold'];

/**
 * Builds the update expression of a stock: changes its units, increments its version, sets its time and message ids.
 *
 * @param change assignments to any of `#onHand`, `#reserved`, `#available`, `#heldByCarts` and `#lowStockThreshold`
 * @returns the expression with its names and values, for an update of the item
 */
export function toChange(change: string, { at, correlationId, causationId }: CommitMetadata) {
  const recorded = '#version = #version + :one, #updatedAt = :at, #correlationId = :correlationId';
  const cause = causationId === undefined ? ' REMOVE #causationId' : ', #causationId = :causationId';
  return {
    UpdateExpression: `SET ${change}, ${recorded}${cause}`,
    // DynamoDB rejects a request with an unused name.
    ExpressionAttributeNames: {
      ...NAMES,
      ...Object.fromEntries(
        UNITS.flatMap((name) => (change.includes(`#${name}`) ? [[`#${name}`, name] as const] : [])),
      ),
    },
    ExpressionAttributeValues: {
      ':one': 1,
      ':at': at,
      ':correlationId': correlationId,
      ...(causationId === undefined ? {} : { ':causationId': causationId }),
    },
  };
}
