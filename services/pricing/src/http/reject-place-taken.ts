import { MAX_AUTOMATIC_PROMOTIONS } from '@tradepost/contracts/pricing/limits';
import { codeOf } from '@tradepost/lambda/errors';

/** Maps the errors of a promotion's place among the others to their rejections. */
export async function rejectPlaceTaken<Result>(change: Promise<Result>) {
  try {
    return await change;
  } catch (error) {
    switch (codeOf(error)) {
      case 'CLAIM_TAKEN':
        return { rejection: { code: 'SORT_ORDER_TAKEN' as const } };
      case 'TOO_MANY_PROMOTIONS':
        return { rejection: { code: 'TOO_MANY_PROMOTIONS' as const, max: MAX_AUTOMATIC_PROMOTIONS } };
      default:
        throw error;
    }
  }
}
