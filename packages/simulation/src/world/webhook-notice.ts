import type { Plain } from '../dynamodb/plain.ts';

/** What the simulated provider reports of a call: its outcome, its amount, and the idempotency key of the call. */
export type Notice = {
  readonly type: string;
  readonly data: { readonly idempotencyKey: string; readonly amountMinor: number } & Readonly<
    Record<string, unknown>
  >;
};

/** What a call was about: the amount, and the provider's id of the charge if there is one. */
export type CallFacts = {
  readonly amountMinor: number;
  readonly currency: string;
  readonly id?: string | undefined;
};

/**
 * Takes the idempotency key of a call, what the provider answered to it, and what the call was about; returns its notice.
 * Throws if the key is of no call that there is.
 */
export function toNotice(idempotencyKey: string, { status, body }: Plain, facts: CallFacts): Notice {
  const isDone = status < 300;
  const notice = (type: string, more: object = {}) => ({ type, data: { idempotencyKey, ...facts, ...more } });
  const [, call] = idempotencyKey.split('/');
  switch (call) {
    case 'authorize':
      return isDone
        ? notice('charge.authorized', { id: body.id })
        : notice('charge.declined', { code: body.error.code });
    case 'capture':
      return notice('charge.captured');
    case 'void':
      return notice('charge.voided', { releasedMinor: body.releasedMinor });
    case 'refund':
      return isDone ? notice('charge.refunded') : notice('charge.refund_failed', { code: body.error.code });
    default:
      throw new Error(`the provider answered a call of no kind: ${idempotencyKey}`);
  }
}

/** The same call with another outcome. */
export function lieOf({ type, data }: Notice): Notice {
  const { idempotencyKey, releasedMinor } = data;
  switch (type) {
    case 'charge.authorized':
      return { type: 'charge.declined', data: { ...data, code: 'card_declined' } };
    case 'charge.declined':
      return { type: 'charge.authorized', data: { ...data, id: 'ch_0' } };
    case 'charge.captured':
      return {
        type: 'charge.voided',
        data: { ...data, idempotencyKey: idempotencyKey.replace(/capture$/, 'void'), releasedMinor: 0 },
      };
    case 'charge.voided':
      return { type, data: { ...data, releasedMinor: Number(releasedMinor) + 1 } };
    case 'charge.refunded':
      return { type: 'charge.refund_failed', data: { ...data, code: 'refund_exceeds_charge' } };
    default:
      return { type: 'charge.refunded', data };
  }
}

/** Ways in which a signed webhook is not of the payment that it names. */
export const MISMATCHES = ['another amount', 'another currency', 'another charge'] as const;

export type Mismatch = (typeof MISMATCHES)[number];

/**
 * Another outcome of the call, of another amount or charge: recorded, it would change the payment. Before the payment
 * knows its charge, only the amount tells such a webhook apart, so there the amount is another one, too.
 */
export function mismatchOf(mismatch: Mismatch, notice: Notice): Notice {
  const lie = lieOf(notice);
  const { data } = lie;
  switch (mismatch) {
    case 'another amount':
      return { ...lie, data: { ...data, amountMinor: data.amountMinor + 1 } };
    case 'another currency':
      return { ...lie, data: { ...data, currency: data['currency'] === 'GBP' ? 'EUR' : 'GBP' } };
    case 'another charge':
      return isOfKnownCharge(notice)
        ? { ...lie, data: { ...data, id: 'ch_of_another' } }
        : { ...lie, data: { ...data, id: 'ch_of_another', amountMinor: data.amountMinor + 1 } };
    default:
      return mismatch satisfies never;
  }
}

/** A refund is asked of a charge that was captured, so its id is known. */
function isOfKnownCharge({ type }: Notice): boolean {
  return type === 'charge.refunded' || type === 'charge.refund_failed';
}
