import type { UncheckedJson } from '../dynamodb/plain.ts';

/** The provider's report about a call: its outcome, its amount and its idempotency key. */
export type Notice = {
  readonly type: string;
  readonly data: { readonly idempotencyKey: string; readonly amountMinor: number } & Readonly<
    Record<string, unknown>
  >;
};

/** The facts of a call: the amount, and the provider's id of the charge if there is one. */
export type CallFacts = {
  readonly amountMinor: number;
  readonly currency: string;
  readonly id?: string | undefined;
};

/**
 * Takes the idempotency key of a call, the provider's answer and the facts of the call; returns its notice. Throws if
 * the key is of no known kind of call.
 */
export function toNotice(idempotencyKey: string, { status, body }: UncheckedJson, facts: CallFacts): Notice {
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
      throw new Error(`the provider answered a call of an unknown kind: ${idempotencyKey}`);
  }
}

/** Returns a notice about the same call with another outcome. */
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

/** Ways in which a signed webhook does not match the payment that it names. */
export const MISMATCHES = ['another amount', 'another currency', 'another charge'] as const;

export type Mismatch = (typeof MISMATCHES)[number];

/**
 * Returns another outcome of the call with another amount, currency or charge: if it were recorded, it would change the
 * payment. Before a payment has the id of its charge, only the amount shows the mismatch, so the amount differs, too.
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

/** A refund is of a captured charge, so the payment has the charge's id. */
function isOfKnownCharge({ type }: Notice): boolean {
  return type === 'charge.refunded' || type === 'charge.refund_failed';
}
