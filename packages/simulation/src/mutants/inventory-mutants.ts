import { inSource } from './mutant.ts';

const TABLE = 'services/inventory createReservationsTable';
const RELEASE = 'services/inventory release';
const WRITE_STOCK = 'services/inventory writeStock';
const RELEASE_UNITS = "changes: ['#available = #available + :quantity', '#reserved = #reserved - :quantity']";
const WRITE_TOGETHER =
  'explain(await writeAll($client, [$store.toWrite($id, $commit), ...$updates]), $id, $held);';

const ALERTS = 'an alert is published when stock crosses its threshold, and only then';

const DISPATCH_UNITS = "changes: ['#onHand = #onHand - :quantity', '#reserved = #reserved - :quantity']";

/** Faults of the dispatch of sold units. */
const dispatchMutants = [
  inSource('dispatched units stay on hand', 'stock is what was received and not dispatched', {
    in: 'services/inventory dispatchUnits',
    find: DISPATCH_UNITS,
    replace: "changes: ['#available = #available + :quantity', '#reserved = #reserved - :quantity']",
  }),
  inSource('dispatched units stay reserved', 'stock is never oversold', {
    in: 'services/inventory dispatchUnits',
    find: DISPATCH_UNITS,
    replace: "changes: ['#onHand = #onHand - :quantity', '#reserved = #reserved']",
  }),
  inSource('a repeated dispatch is made again', 'no dispatch happens twice', {
    in: 'services/inventory dispatch',
    find: 'if ($earlier !== undefined) return $_;',
    replace: '',
  }),
  inSource('a dispatch is not compared with what is reserved', 'only sold units are dispatched', {
    in: 'services/inventory exceeding',
    find: '$quantity > $found',
    replace: '$found < 0',
  }),
  inSource('a dispatch takes all units that are left', 'a dispatch has the units that the warehouse sent', {
    in: 'services/inventory sendUnits',
    given: ['heldBy($reservation)'],
    find: '[...$allocations]',
    replace: '[...heldBy($reservation)]',
  }),
  inSource('a release releases dispatched units, too', 'reserved units are those of reservations', {
    in: 'services/inventory evolve',
    find: 'subtract($state.allocations, $sent)',
    replace: '[...$state.allocations]',
  }),
  inSource('a partly dispatched reservation is closed', 'a dispatch of sold units has its effect', {
    in: 'services/inventory evolve',
    find: '$left.length === 0',
    replace: '$left.length >= 0',
  }),
];

export const inventoryMutants = [
  ...dispatchMutants,
  inSource('stock is held without a condition', 'stock is never oversold', {
    in: 'services/inventory holdUnits',
    find: "conditions: ['#available >= :quantity']",
    replace: "conditions: ['attribute_exists(pk)']",
  }),
  inSource(
    'stock and reservation are written one after the other',
    'reserved units are those of reservations',
    {
      in: TABLE,
      find: WRITE_TOGETHER,
      replace: `{
          await $store.commit($id, $commit);
          explain(await writeAll($client, [...$updates]), $id, $held.length);
        }`,
    },
  ),
  inSource('reserved units are shown as available', 'a SKU is shown as available only if it has free units', {
    in: 'services/inventory toShopAvailability',
    find: "return 'out';",
    replace: "return 'low';",
  }),
  inSource('released units stay reserved', 'stock is never oversold', {
    in: 'services/inventory releaseUnits',
    find: RELEASE_UNITS,
    replace: "changes: ['#available = #available + :quantity']",
  }),
  inSource('released units do not become available', 'stock is never oversold', {
    in: 'services/inventory releaseUnits',
    find: RELEASE_UNITS,
    replace: "changes: ['#reserved = #reserved - :quantity']",
  }),
  inSource('a full transaction conflict counts as a write', 'accepted requests have their effect', {
    in: 'services/inventory writeAll',
    find: 'throw new ConflictError($$$_);',
    replace: 'return undefined;',
  }),
  inSource('a failed condition of stock counts as a write', 'nothing is rejected without a reason', {
    in: 'services/inventory explain',
    find: 'if ($failed <= $held) throw $error;',
    replace: 'if ($failed <= $held) return; throw $error;',
  }),
  inSource('reserve is not idempotent', 'nothing is rejected without a reason', {
    in: 'services/inventory reserve',
    given: ["case 'none': return $start;"],
    find: "case 'committed': case 'dispatched': return $_;",
    replace: "case 'committed': case 'dispatched': return $start;",
  }),
  inSource('a release that comes first leaves no tombstone', 'an order that does not ship holds no stock', {
    in: RELEASE,
    given: ["case 'refused': case 'dispatched': return $nothing;"],
    find: "case 'none': return $_;",
    replace: "case 'none': return $nothing;",
  }),
  inSource('commit succeeds without an effect', 'a confirmed order has its stock', {
    in: 'services/inventory commit',
    given: ["case 'committed': case 'dispatched': return $nothing;"],
    find: "return { events: [{ type: 'StockCommitted' }] };",
    replace: 'return $nothing;',
  }),
  inSource('a committed reservation is not released', 'an order that does not ship holds no stock', {
    in: RELEASE,
    given: ["case 'refused': case 'dispatched': return $nothing;"],
    find: "case 'held': case 'committed': return $released;",
    replace: "case 'committed': return $nothing; case 'held': return $released;",
  }),
  inSource('an adjustment is made once for each request', 'stock is what was received and not dispatched', {
    in: 'services/inventory putAdjustment',
    find: "ConditionExpression: 'attribute_not_exists(pk)'",
    replace: '',
  }),
  inSource('stock is counted without its version', 'stock is what was received and not dispatched', {
    in: WRITE_STOCK,
    find: "ConditionExpression: '#version = :expected'",
    replace: "ConditionExpression: '#version >= :expected OR #version < :expected'",
  }),
  inSource('a first count overwrites another', 'stock is what was received and not dispatched', {
    in: WRITE_STOCK,
    find: "ConditionExpression: 'attribute_not_exists(pk)'",
    replace: '',
  }),
  inSource('units of an expired reservation are released twice', 'reserved units are those of reservations', {
    in: TABLE,
    given: ['const $prepared = prepareCommit($$$_);'],
    find: WRITE_TOGETHER,
    replace: `if ($prepared.state.status === 'released' && $held === 0) {
          await writeAll($client, $updates);
          await $store.commit($id, $commit);
        } else ${WRITE_TOGETHER}`,
  }),
  inSource('a count below the reserved units is accepted', 'stock is never oversold', {
    in: 'services/inventory set',
    find: "if ($_) return { rejection: { code: 'STOCK_BELOW_RESERVED', $$$_ } };",
    replace: '',
  }),
  inSource(
    'other locations are read only if the default has no stock item',
    'nothing is rejected without a reason',
    {
      in: 'services/inventory readForLines',
      find: '!$stock.get($line.sku)?.some($_)',
      replace: '$stock.get($line.sku) === undefined',
    },
  ),
  inSource('an alert is repeated while stock is low', ALERTS, {
    in: 'services/inventory toStockAlerts',
    find: '!isLow($before) && isLow($after)',
    replace: 'isLow($after)',
  }),
];
