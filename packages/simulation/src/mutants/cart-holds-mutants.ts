import { inSource } from './mutant.ts';

const SHARE = 'carts hold no more of a stock than their share';
const OWNER = 'a reservation belongs to one cart or one order';
const LIVES = 'a reservation lives as long as documented';
const OF_CART = 'services/inventory ofCart';
const TAKE_OVER = 'services/inventory takeOver';

/** Bugs of reservations of carts, and of their take-over by orders. */
export const cartHoldsMutants = [
  inSource('carts may take all available units', SHARE, {
    in: 'services/inventory unitsForCarts',
    find: 'return Math.min($available, $_);',
    replace: 'return $available;',
  }),
  inSource(
    'the share of carts is checked before the write, and not by it',
    SHARE,
    { in: 'services/inventory cartLimits', find: 'maxHeldByCarts: $_', replace: 'maxHeldByCarts: 1_000_000' },
    { in: 'services/inventory cartLimits', find: 'minAvailable: $_', replace: 'minAvailable: 1' },
  ),
  inSource(
    'units that an order has taken over are counted as those of carts',
    'units counted for carts are those of carts',
    {
      in: 'services/inventory stockUpdates',
      find: 'const $passed = $ofCarts.filter($_);',
      replace: 'const $passed = $ofCarts.slice(0, 0);',
    },
  ),
  inSource('a cart releases what its order has taken over', OWNER, {
    in: OF_CART,
    given: ['return isOfCart($found) ? $decide($found, $at) : $_;'],
    find: 'if ($found.cart === undefined) return $_;',
    replace: 'if ($found.cart === undefined) return $decide($found, $at);',
  }),
  inSource('a late command of a cart undoes a newer one', 'an earlier version of a cart changes nothing', {
    in: OF_CART,
    find: 'if ($found.cart.version > $version) return $_;',
    replace: '',
  }),
  inSource('what a cart holds is sold', OWNER, {
    in: 'services/inventory commit',
    find: 'if ($reservation.cart !== undefined) return $_;',
    replace: '',
  }),
  inSource('a cart extends its reservation without end', LIVES, {
    in: 'services/inventory extension',
    find: 'Math.min($next, $last)',
    replace: '$next',
  }),
  inSource('an order keeps the expiry of its cart', LIVES, {
    in: TAKE_OVER,
    given: ['if (hasLines($reservation.allocations, $lines)) return $_;'],
    find: "const $takenOver = { type: 'ReservationTakenOver', $orderId, $expiresAt } as const;",
    replace:
      "const $takenOver = { type: 'ReservationTakenOver', $orderId, expiresAt: $reservation.expiresAt } as const;",
  }),
  inSource('an order gets the lines that its cart held', 'an order holds the lines that it asked for', {
    in: TAKE_OVER,
    find: 'if (hasLines($$$_)) return $taken;',
    replace: 'if ($taken.events.length > 0) return $taken;',
  }),
];
