import type { Plain } from '../dynamodb/plain.ts';

/** What the simulated provider says of a call: what came of it, with the idempotency key of the call. */
export type Notice = {
  readonly type: string;
  readonly data: { readonly idempotencyKey: string } & Readonly<Record<string, unknown>>;
};

/**
 * Takes the idempotency key of a call and what the provider answered to it; returns its notice. Throws where the key is
 * of no call that there is.
 */
export function toNotice(idempotencyKey: string, { status, body }: Plain): Notice {
  const isDone = status < 300;
  const notice = (type: string, facts: object = {}) => ({ type, data: { idempotencyKey, ...facts } });
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

/** The same call, and what did not come of it. */
export function lieOf({ type, data: { idempotencyKey, releasedMinor } }: Notice): Notice {
  switch (type) {
    case 'charge.authorized':
      return { type: 'charge.declined', data: { idempotencyKey, code: 'card_declined' } };
    case 'charge.declined':
      return { type: 'charge.authorized', data: { idempotencyKey, id: 'ch_0' } };
    case 'charge.captured':
      return {
        type: 'charge.voided',
        data: { idempotencyKey: idempotencyKey.replace(/capture$/, 'void'), releasedMinor: 0 },
      };
    case 'charge.voided':
      return { type, data: { idempotencyKey, releasedMinor: Number(releasedMinor) + 1 } };
    case 'charge.refunded':
      return { type: 'charge.refund_failed', data: { idempotencyKey, code: 'refund_exceeds_charge' } };
    default:
      return { type: 'charge.refunded', data: { idempotencyKey } };
  }
}
