import type { Deps } from '../deps.ts';

/** Returns the ids of promotions that do not exist. */
export async function findMissingPromotions(
  promotionIds: readonly string[],
  { promotions }: Pick<Deps, 'promotions'>,
): Promise<readonly string[]> {
  const found = await promotions.loadMany(promotionIds);
  return promotionIds.filter((id) => !found.has(id));
}
