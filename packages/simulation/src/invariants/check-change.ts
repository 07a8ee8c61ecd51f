import { toPlain } from '../dynamodb/plain.ts';
import type { Change } from '../dynamodb/table.ts';
import { EVENT_ARCHIVE } from '../world/forged-events.ts';
import type { Report } from './violation.ts';

/**
 * Checks the invariants of a single write: an archived event never changes. Units on hand are the sum of reserved and
 * available units, and neither is negative.
 */
export function checkChange({ table, keys, before, after }: Change, report: Report): void {
  if (after === undefined) return;
  if (table === EVENT_ARCHIVE) {
    if (before !== undefined && before['event']?.S !== after['event']?.S)
      report('an archived event never changes', String(after['event']?.S).slice(0, 300));
  } else if (keys['sk']?.S?.startsWith('location#') === true) {
    const { onHand, reserved, available, sku } = toPlain(after);
    if (onHand !== reserved + available || reserved < 0 || available < 0)
      report(
        'stock is never oversold',
        `${sku}: ${onHand} on hand, ${reserved} reserved, ${available} available`,
      );
  }
}
