import { inSource, type Mutant } from './mutant.ts';

const TAKES = 'services/inventory/src/stock-takes.ts';
const CARRY_OUT = 'services/inventory/src/carry-out.ts';
const DECIDE = 'services/inventory/src/domain/decide-reservation.ts';

/** Bugs of takes without a transaction: most need a repeated or interrupted order while others arrive. */
const bugs: readonly Mutant[] = [
  inSource(
    'a take does not check its marker',
    TAKES,
    'attribute_not_exists(#taken) AND attribute_not_exists(#closed) AND',
    'attribute_not_exists(#closed) AND',
  ),
  inSource(
    'a take does not check whether it was closed',
    TAKES,
    'attribute_not_exists(#taken) AND attribute_not_exists(#closed) AND',
    'attribute_not_exists(#taken) AND',
  ),
  inSource(
    'a take does not check the available units',
    TAKES,
    '#version < :takeBefore AND #available >= :quantity',
    '#version < :takeBefore',
  ),
  inSource(
    'a take may be late without a limit',
    TAKES,
    '#version < :takeBefore AND #available >= :quantity',
    '#available >= :quantity',
  ),
  inSource(
    'a take that finds its marker counts as one that failed',
    TAKES,
    "return error.Item?.[taken] === undefined ? 'failed' : 'taken';",
    "return 'failed';",
  ),
  inSource(
    'a take that was closed counts as taken',
    TAKES,
    "return updated === 'taken' ? 'taken' : 'failed';",
    "return 'taken';",
  ),
  inSource(
    'a release leaves a take open',
    CARRY_OUT,
    ': takes.close(id, { version, state });',
    ": 'failed';",
  ),
  inSource(
    'a release skips units that were taken',
    DECIDE,
    "type: take === 'taken' ? 'StockReserved' : 'ReservationBarred'",
    "type: 'ReservationBarred'",
  ),
  inSource(
    'markers are never removed',
    TAKES,
    'if (late.length < MIN_TIDIED) return;',
    'if (late.length >= 0) return;',
  ),
  inSource(
    'a marker is removed before its reservation has moved on',
    TAKES,
    'return markers.filter(({ reservationId, version }) => (versions.get(reservationId) ?? -1) > version);',
    'return markers.filter(({ reservationId }) => versions.has(reservationId));',
  ),
  inSource(
    'a marker is removed while its take may be late',
    TAKES,
    "markersOf(stock).filter(({ takeBefore }) => Number(stock['version']) >= takeBefore)",
    'markersOf(stock)',
  ),
  inSource(
    'a reservation of one line is a transaction',
    'services/inventory/src/stock-table.ts',
    '...(isCrowded ? {} : { takeBefore: version + TAKE_WINDOW })',
    '...(isCrowded || version > -1 ? {} : { takeBefore: version + TAKE_WINDOW })',
  ),
];

export const hotSkuMutants: readonly Mutant[] = [
  ...bugs.map((bug) => ({ ...bug, scenario: 'hot-sku' as const })),
  // Not of the scenario: the SKU must be short at one location, and be there at several.
  inSource(
    'a reservation whose take failed is held without its units',
    'services/inventory/src/domain/reservation.ts',
    '  const had = heldBy(isTaken ? evolve(before, first) : before);',
    `  if (before.status === 'taking' && events.reduce(evolve, before).status === 'held')
    return { taken: [], returned: [] };
  const had = heldBy(isTaken ? evolve(before, first) : before);`,
  ),
];
