import { inSource } from './mutant.ts';

const RESERVATIONS = 'services/inventory/src/reservations-table.ts';
const DECIDE = 'services/inventory/src/domain/decide-reservation.ts';
const STOCK = 'services/inventory/src/stock-changes.ts';

export const inventoryMutants = [
  inSource(
    'stock is taken without a condition',
    RESERVATIONS,
    "condition: '#available >= :quantity'",
    "condition: 'attribute_exists(pk)'",
  ),
  inSource(
    'stock and reservation are written one after the other',
    RESERVATIONS,
    'else explain(await writeAll(client, [store.toWrite(id, commit), ...updates]), id, taken.length);',
    'else { await store.commit(id, commit); explain(await writeAll(client, [...updates]), id, taken.length); }',
  ),
  inSource(
    'returned units stay reserved',
    RESERVATIONS,
    '#available = #available + :quantity, #reserved = #reserved - :quantity',
    '#available = #available + :quantity',
  ),
  inSource(
    'returned units do not become available',
    RESERVATIONS,
    '#available = #available + :quantity, #reserved = #reserved - :quantity',
    '#reserved = #reserved - :quantity',
  ),
  inSource(
    'a full transaction conflict counts as a write',
    'services/inventory/src/transaction.ts',
    "throw new ConflictError('the transaction was interrupted', { cause });",
    'return undefined;',
  ),
  inSource(
    'a failed condition of stock counts as a write',
    RESERVATIONS,
    'if (failed <= taken) throw new StockTakenError(',
    'if (failed <= taken) return; throw new StockTakenError(',
  ),
  inSource(
    'reserve is not idempotent',
    DECIDE,
    "    case 'held':\n    case 'committed':\n      return NOTHING_TO_DO;",
    "    case 'held':\n    case 'committed':\n      return start(command);",
  ),
  inSource(
    'a release that comes first leaves no tombstone',
    DECIDE,
    "return { events: [{ type: 'ReservationBarred', at, orderId }] };",
    'return NOTHING_TO_DO;',
  ),
  inSource(
    'commit succeeds without an effect',
    DECIDE,
    "return { events: [{ type: 'StockCommitted', at: command.at }] };",
    'return NOTHING_TO_DO;',
  ),
  inSource(
    'a committed reservation is not released',
    DECIDE,
    "    case 'held':\n    case 'committed':\n      return startRelease(",
    "    case 'committed':\n      return NOTHING_TO_DO;\n    case 'held':\n      return startRelease(",
  ),
  inSource(
    'an adjustment is made once for each request',
    STOCK,
    "      Item: { ...adjustmentKey(sku, adjustmentId), id: adjustmentId, version: 0, state, events, ...metadata },\n      ConditionExpression: 'attribute_not_exists(pk)',",
    '      Item: { ...adjustmentKey(sku, adjustmentId), id: adjustmentId, version: 0, state, events, ...metadata },',
  ),
  inSource(
    'stock is counted without its version',
    STOCK,
    "ConditionExpression: '#version = :expected',",
    "ConditionExpression: '#version >= :expected OR #version < :expected',",
  ),
  inSource(
    'a first count overwrites another',
    STOCK,
    "return { Put: { TableName: tableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } };",
    'return { Put: { TableName: tableName, Item } };',
  ),
  inSource(
    'units of an expired reservation are returned twice',
    RESERVATIONS,
    'else explain(await writeAll(client, [store.toWrite(id, commit), ...updates]), id, taken.length);',
    `else if (state.status === 'released' && taken.length === 0) {
        await writeAll(client, updates);
        await store.commit(id, commit);
      } else explain(await writeAll(client, [store.toWrite(id, commit), ...updates]), id, taken.length);`,
  ),
  inSource(
    'a count below the reserved units is accepted',
    'services/inventory/src/domain/stock.ts',
    "if (onHand < reserved) return { rejection: { code: 'STOCK_BELOW_RESERVED', onHand: before, reserved } };",
    '',
  ),
];
