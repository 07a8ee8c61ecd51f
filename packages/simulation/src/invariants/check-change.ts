import { toPlain } from '../dynamodb/plain.ts';
import type { Change } from '../dynamodb/table.ts';
import type { Violation } from './violation.ts';

/** What must hold of each single write: stock is never negative, and nothing of it is lost. */
export function checkChange({ keys, after }: Change): readonly Violation[] {
  if (after === undefined || keys['sk']?.S?.startsWith('location#') !== true) return [];
  const { onHand, reserved, available, sku } = toPlain(after) as Record<string, number>;
  const isSound = (onHand as number) === (reserved as number) + (available as number);
  if (isSound && (reserved as number) >= 0 && (available as number) >= 0) return [];
  const what = `${sku}: ${onHand} on hand, ${reserved} reserved, ${available} available`;
  return [{ invariant: 'stock is never oversold', what }];
}
