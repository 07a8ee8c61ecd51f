import { toPlain } from '../dynamodb/plain.ts';
import type { Change } from '../dynamodb/table.ts';
import { EVENT_ARCHIVE } from '../world/forged-events.ts';
import type { Violation } from './violation.ts';

/** Checks the invariants of a single write. */
export function checkChange(change: Change): readonly Violation[] {
  return change.table === EVENT_ARCHIVE ? checkArchived(change) : checkStock(change);
}

/** An archived event never changes. */
function checkArchived({ before, after }: Change): readonly Violation[] {
  if (before === undefined || after === undefined || before['event']?.S === after['event']?.S) return [];
  return [{ invariant: 'an archived event never changes', what: String(after['event']?.S).slice(0, 300) }];
}

/** Units on hand are the sum of reserved and available units, and neither is negative. */
function checkStock({ keys, after }: Change): readonly Violation[] {
  if (after === undefined || keys['sk']?.S?.startsWith('location#') !== true) return [];
  const { onHand, reserved, available, sku } = toPlain(after) as Record<string, number>;
  const isSound = (onHand as number) === (reserved as number) + (available as number);
  if (isSound && (reserved as number) >= 0 && (available as number) >= 0) return [];
  const what = `${sku}: ${onHand} on hand, ${reserved} reserved, ${available} available`;
  return [{ invariant: 'stock is never oversold', what }];
}
