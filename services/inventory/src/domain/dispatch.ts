import type { Decision } from '@tradepost/aggregate/aggregate';
import { MAX_DISPATCHES } from '@tradepost/contracts/inventory/limits';
import { type Allocation, heldBy, type ReservationEvent, type ReservationIn } from './reservation.ts';
import { NOTHING_TO_DO, type ReservationCommand } from './reservation-command.ts';
import { continueHolding, continueRelease, settleTake, type TooLarge } from './reservation-steps.ts';
import { mergeAllocations } from './stock-move.ts';

export type DispatchRejection =
  | {
      readonly code:
        | 'RESERVATION_NOT_FOUND'
        | 'RESERVATION_RELEASED'
        | 'RESERVATION_REFUSED'
        | 'RESERVATION_NOT_COMMITTED';
    }
  /** The reservation has fewer units of the SKU at the location. */
  | ({ readonly code: 'DISPATCH_EXCEEDS_RESERVED'; readonly reserved: number } & Allocation)
  /** An earlier dispatch of the same id had other units. */
  | { readonly code: 'DISPATCH_MISMATCH'; readonly dispatchId: string }
  | { readonly code: 'TOO_MANY_DISPATCHES'; readonly maxDispatches: number }
  | TooLarge;

export type GivenDispatch = {
  readonly dispatchId: string;
  /** The same for the same units in another order. */
  readonly digest: string;
  readonly allocations: readonly Allocation[];
};

/**
 * Dispatches units of a committed reservation, `MAX_ALLOCATIONS_OF_DISPATCH` at most: all of them in one transaction, or none. A repeat of a dispatch sends nothing more. A
 * reservation that is released keeps what was dispatched.
 */
export const dispatch = ({
  allocations,
  ...given
}: GivenDispatch): ReservationCommand<DispatchRejection> => ({
  lines: [],
  takeToSettle: () => 'take',
  step:
    ({ stock, take }) =>
    (reservation) => {
      if (reservation.status === 'none') return { rejection: { code: 'RESERVATION_NOT_FOUND' } };
      const units = { ...given, allocations: mergeAllocations(allocations) };
      const { dispatchId, digest } = given;
      const earlier = reservation.dispatches?.find((each) => each.dispatchId === dispatchId);
      if (earlier !== undefined)
        return earlier.digest === digest
          ? NOTHING_TO_DO
          : { rejection: { code: 'DISPATCH_MISMATCH', dispatchId } };
      switch (reservation.status) {
        case 'taking':
          return settleTake({ take, stock }, reservation);
        case 'reserving':
          return continueHolding(stock, reservation);
        case 'releasing':
          return continueRelease(reservation);
        case 'held':
          return { rejection: { code: 'RESERVATION_NOT_COMMITTED' } };
        case 'committed':
        case 'dispatched':
          return sendUnits(units, reservation);
        case 'released':
          return { rejection: { code: 'RESERVATION_RELEASED' } };
        case 'refused':
          return { rejection: { code: 'RESERVATION_REFUSED' } };
        default:
          return reservation satisfies never;
      }
    },
});

function sendUnits(
  units: GivenDispatch,
  reservation: ReservationIn<'committed' | 'dispatched'>,
): Decision<ReservationEvent, DispatchRejection> {
  const exceeds = exceeding(units, heldBy(reservation));
  if (exceeds !== undefined) return exceeds;
  if ((reservation.dispatches?.length ?? 0) >= MAX_DISPATCHES)
    return { rejection: { code: 'TOO_MANY_DISPATCHES', maxDispatches: MAX_DISPATCHES } };
  const { allocations, ...given } = units;
  const sent = { ...given, allocations: [...allocations] };
  return { events: [{ type: 'StockDispatched', ...sent }] };
}

/** The rejection of the first units that are not reserved; undefined if all are. */
function exceeding({ allocations }: Pick<GivenDispatch, 'allocations'>, reserved: readonly Allocation[]) {
  const all = mergeAllocations(reserved);
  for (const { sku, location, quantity } of allocations) {
    const found = all.find((each) => each.sku === sku && each.location === location)?.quantity ?? 0;
    if (quantity > found) {
      const code = 'DISPATCH_EXCEEDS_RESERVED' as const;
      return { rejection: { code, sku, location, quantity, reserved: found } };
    }
  }
  return undefined;
}
