import { MAX_AUTOMATIC_PROMOTIONS } from '@tradepost/contracts/pricing/limits';
import { codeOf } from '@tradepost/lambda/errors';

/** Maps the errors of a promotion's place among the others to their rejections. */
export async function rejectPlaceTaken<Result>(change: Promise<Result>) {
  try {
    return await change;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'CLAIM_TAKEN') return { rejection: { code: 'SORT_ORDER_TAKEN' as const } };
    if (code !== 'TOO_MANY_PROMOTIONS') throw error;
    return { rejection: { code: 'TOO_MANY_PROMOTIONS' as const, max: MAX_AUTOMATIC_PROMOTIONS } };
  }
}
