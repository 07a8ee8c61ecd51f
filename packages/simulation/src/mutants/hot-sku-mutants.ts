import { inSource, type Mutant } from './mutant.ts';

/** The conditions of a take, which are its promises. */
const CONDITIONS = [
  'attribute_not_exists(#taken)',
  'attribute_not_exists(#closed)',
  '#version < :takeBefore',
  '#available >= :quantity',
];
const HELD = 'reserved units are those of reservations';
const takeWithout = (condition: string, name: string, caughtBy = HELD) =>
  inSource(name, caughtBy, {
    in: 'services/inventory take',
    find: `const $isPossible = '${CONDITIONS.join(' AND ')}';`,
    replace: `const $isPossible = '${CONDITIONS.filter((each) => each !== condition).join(' AND ')}';`,
  });

/** Bugs of takes without a transaction: most need a repeated or interrupted order while others arrive. */
const bugs: readonly Mutant[] = [
  takeWithout('attribute_not_exists(#taken)', 'a take does not check its marker'),
  takeWithout('attribute_not_exists(#closed)', 'a take does not check whether it was closed'),
  takeWithout(
    '#available >= :quantity',
    'a take does not check the available units',
    'stock is never oversold',
  ),
  takeWithout('#version < :takeBefore', 'a take may be late without a limit'),
  inSource('a take that finds its marker counts as one that failed', HELD, {
    in: 'services/inventory attempt',
    find: "$_ === undefined ? 'failed' : 'taken'",
    replace: "'failed'",
  }),
  inSource('a take that was closed counts as taken', HELD, {
    in: 'services/inventory close',
    find: "$_ === 'taken' ? 'taken' : 'failed'",
    replace: "'taken'",
  }),
  inSource('a release leaves a take open', HELD, {
    in: 'services/inventory settleTake',
    find: '$_.close($$$_)',
    replace: "'failed'",
  }),
  inSource('a release skips units that were taken', HELD, {
    in: 'services/inventory cancelTake',
    find: "$_ === 'taken' ? 'StockReserved' : 'ReservationCancelled'",
    replace: "'ReservationCancelled'",
  }),
  inSource('markers are never removed', 'a stock has few markers', {
    in: 'services/inventory tidy',
    find: '$late.length < MIN_TIDIED',
    replace: '$late.length >= 0',
  }),
  inSource('a marker is removed before its reservation has moved on', HELD, {
    in: 'services/inventory settledOf',
    find: '({ reservationId: $id, version: $version }) => ($versions.get($id) ?? -1) > $version',
    replace: '({ reservationId: $id }) => $versions.has($id)',
  }),
  inSource('a marker is removed while its take may be late', HELD, {
    in: 'services/inventory tidy',
    find: 'markersOf($stock).filter($_)',
    replace: 'markersOf($stock)',
  }),
  inSource('a reservation of one line is a transaction', 'orders of one SKU do not wait for each other', {
    in: 'services/inventory toAvailability',
    find: '$isCrowded ? {} : { takeBefore: $version + TAKE_WINDOW }',
    replace: '$isCrowded || $version > -1 ? {} : { takeBefore: $version + TAKE_WINDOW }',
  }),
];

export const hotSkuMutants: readonly Mutant[] = [
  ...bugs.map((bug) => ({ ...bug, scenario: 'hot-sku' as const })),
  // Not of the scenario: the SKU must be short at one location, and be there at several.
  inSource(
    'a reservation whose take failed is held without its units',
    'an order that does not ship holds no stock',
    {
      in: 'services/inventory stockMove',
      given: ['const $to = $events.reduce(reservation.evolve, $before);'],
      find: 'const $changes = difference($$$_);',
      replace: `if ($before.status === 'taking' && $to.status === 'held')
        return { held: [], released: [], ofCarts: [] };
      const $changes = difference(heldBy($before), heldBy($to));`,
    },
  ),
];
