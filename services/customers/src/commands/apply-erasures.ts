import { task } from '@tradepost/lambda/messages/task';
import * as z from 'zod/mini';
import { type ErasureListDeps, erasureListDeps } from '../deps.ts';

export const handler = task(z.object({}), () => applyErasures(erasureListDeps()));

/**
 * Erases again what a restored table of keys has back: every subject of the erasure list. An operator runs it before the restored
 * table is used.
 *
 * @returns how many subjects are on the list, and how many of them had keys again
 */
export async function applyErasures({
  erasureList,
  erasures,
}: ErasureListDeps): Promise<{ readonly listed: number; readonly applied: number }> {
  let [listed, applied] = [0, 0];
  for await (const page of erasureList.all()) {
    const unapplied = await erasures.findUnapplied(page);
    for (const erasure of unapplied) await erasures.erase(erasure);
    listed += page.length;
    applied += unapplied.length;
  }
  return { listed, applied };
}
