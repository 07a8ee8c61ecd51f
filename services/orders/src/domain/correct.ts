import type { Command } from '@tradepost/aggregate/aggregate';
import type { OrderEvent, OrderState } from './order.ts';

export type CorrectRejection = {
  readonly code: 'ORDER_NOT_FOUND' | 'PERSONAL_DATA_ERASED' | 'ORDER_CORRECTION_LIMIT';
};

/** All commits of an order are read with it, so their number must have a bound. */
export const MAX_CORRECTIONS_PER_ORDER = 20;

/**
 * Replaces seals of an order by those of corrected personal data, whatever its status: the right to rectification does not end with a
 * cancellation. Without seals, nothing changes.
 *
 * @param emailHash of the corrected e-mail address, if the keys of the person are of this order alone
 * @see https://eur-lex.europa.eu/eli/reg/2016/679/oj article 16
 */
export const correct =
  ({
    sealed,
    emailHash,
  }: {
    readonly sealed: { readonly contact?: string; readonly invoice?: string };
    readonly emailHash?: string | undefined;
  }): Command<OrderState, OrderEvent, CorrectRejection> =>
  (order) => {
    if (order.status === 'none') return { rejection: { code: 'ORDER_NOT_FOUND' } };
    if (order.erasedAt !== undefined) return { rejection: { code: 'PERSONAL_DATA_ERASED' } };
    if (sealed.contact === undefined && sealed.invoice === undefined) return { events: [] };
    if ((order.corrections ?? 0) >= MAX_CORRECTIONS_PER_ORDER)
      return { rejection: { code: 'ORDER_CORRECTION_LIMIT' } };
    return { events: [{ type: 'PersonalDataCorrected', sealed, emailHash }] };
  };
