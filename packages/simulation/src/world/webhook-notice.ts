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
 * Takes the idempotency key of a call, the provider's answer and the facts of the call; returns its notice; undefined if the call
 * has no outcome yet. Throws if the key is of no known kind of call.
 */
export function toNotice(
  idempotencyKey: string,
  { status, body }: UncheckedJson,
  facts: CallFacts,
): Notice | undefined {
  const isDone = status < 300;
  const notice = (type: string, more: object = {}) => ({ type, data: { idempotencyKey, ...facts, ...more } });
  const [paymentId, call] = idempotencyKey.split('/');
  if (status === PENDING) return undefined;
  switch (call) {
    case 'authorize':
      return isDone
        ? notice('charge.authorized', { id: body.id })
        : notice('charge.declined', { code: body.error.code });
    case 'complete': {
      const data = { idempotencyKey: `${paymentId}/authorize`, ...facts };
      return body.status === 'authorized'
        ? { type: 'charge.authorized', data }
        : { type: 'charge.declined', data: { ...data, code: 'card_declined' } };
    }
    // A refused capture is not reported: the response to the call has the reason.
    case 'capture':
      return isDone ? notice('charge.captured') : undefined;
    case 'void':
    case 'release':
      return notice('charge.voided', { releasedMinor: body.releasedMinor });
    case 'refund':
      return isDone ? notice('charge.refunded') : notice('charge.refund_failed', { code: body.error.code });
    default:
      throw new Error(`the provider answered a call of an unknown kind: ${idempotencyKey}`);
  }
}

const PENDING = 202;

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
export const MISMATCHES = [
  'another amount',
  'another currency',
  'another charge',
  'another refund',
  'another payment',
  'another type',
] as const;

export type Mismatch = (typeof MISMATCHES)[number];

/**
 * Returns the notice of a call with one other field: if it were recorded, it would change a payment that it does not match.
 * Before a payment has the id of its charge, only the amount shows the mismatch, so the amount differs, too.
 *
 * @param isLie the notice also reports another outcome, so that the payment would end in another state
 */
export function mismatchOf(mismatch: Mismatch, notice: Notice, isLie: boolean): Notice {
  const reported = isLie ? lieOf(notice) : notice;
  const { type, data } = reported;
  const { idempotencyKey, amountMinor } = data;
  switch (mismatch) {
    case 'another amount':
      return { type, data: { ...data, amountMinor: amountMinor + 1 } };
    case 'another currency':
      return { type, data: { ...data, currency: data['currency'] === 'GBP' ? 'EUR' : 'GBP' } };
    case 'another charge':
      return isOfKnownCharge(type)
        ? { type, data: { ...data, id: 'ch_of_another' } }
        : { type, data: { ...data, id: 'ch_of_another', amountMinor: amountMinor + 1 } };
    case 'another refund':
      return isOfRefund(type)
        ? { type, data: { ...data, idempotencyKey: `${idempotencyKey}X` } }
        : { type, data: { ...data, idempotencyKey: `${idempotencyKey}/refund` } };
    case 'another payment':
      return { type, data: { ...data, idempotencyKey: idempotencyKey.replace(/^pay_./, 'pay_Z') } };
    case 'another type':
      return { type: TYPES_OF_OTHER_CALLS[type] ?? 'charge.captured', data };
    default:
      return mismatch satisfies never;
  }
}

/** Types of notices of other calls, which the idempotency key does not match. */
const TYPES_OF_OTHER_CALLS: Readonly<Record<string, string>> = {
  'charge.captured': 'charge.authorized',
  'charge.refunded': 'charge.authorized',
  'charge.refund_failed': 'charge.declined',
};

/** Only an authorized charge is captured, and only a captured one is refunded, so the payment has its id. */
export function isOfKnownCharge(type: string): boolean {
  return type === 'charge.captured' || isOfRefund(type);
}

function isOfRefund(type: string): boolean {
  return type === 'charge.refunded' || type === 'charge.refund_failed';
}
