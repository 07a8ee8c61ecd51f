import { createHash } from 'node:crypto';
import type { HttpLikeResponse } from './http-like.ts';
import { effectOf } from './test-tokens.ts';

/** A charge as the simulated provider stores it. The rest of the service has no access to it. */
export type Charge = {
  readonly status: 'failedOnce' | 'authorized' | 'declined' | 'voidedInAdvance' | 'voided' | 'captured';
  readonly amountMinor: number;
  readonly currency: string;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  readonly reference?: string | undefined;
};

/** A parsed call. The idempotency key of the authorization identifies the charge. */
export type ChargeCall = {
  readonly chargeKey: string;
  readonly idempotencyKey: string;
  readonly amountMinor: number;
  readonly currency: string;
} & (
  | { readonly kind: 'authorize'; readonly token: string; readonly reference?: string | undefined }
  | { readonly kind: 'capture' | 'void' | 'refund' }
);

/** `charge` is present if the call changed it. `keptAnswer` is stored and given to repeats; other answers are given once. */
export type ChargeDecision = {
  readonly charge?: Charge;
  readonly answer: HttpLikeResponse | 'never';
  readonly keptAnswer?: HttpLikeResponse;
};

/** Decides a call that has no stored answer. Pure. */
export function decideCharge(call: ChargeCall, charge: Charge | undefined): ChargeDecision {
  switch (call.kind) {
    case 'authorize':
      return authorize(call, charge);
    case 'capture':
      return capture(call, charge);
    case 'void':
      return voidCharge(call, charge);
    case 'refund':
      return refund(call, charge);
    default:
      return call satisfies never;
  }
}

function authorize(
  call: Extract<ChargeCall, { kind: 'authorize' }>,
  charge: Charge | undefined,
): ChargeDecision {
  if (charge?.status === 'voidedInAdvance') return { answer: rejection('authorization_voided') };
  if (charge !== undefined && charge.status !== 'failedOnce') {
    return { answer: conflict('idempotency_key_in_use') };
  }
  const effect = effectOf(call.token);
  const approved = { status: 201, body: { id: chargeId(call.chargeKey), status: 'authorized' } };
  const held = toCharge(call, 'authorized');
  switch (effect.kind) {
    case 'approve':
      return kept(held, approved);
    case 'decline':
      return kept(toCharge(call, 'declined'), rejection(effect.code));
    case 'errorOnce':
      return charge === undefined
        ? { charge: toCharge(call, 'failedOnce'), answer: { status: 500, body: error('processing_error') } }
        : kept(held, approved);
    case 'timeoutTaken':
      return { charge: held, answer: 'never', keptAnswer: approved };
    case 'timeoutNotTaken':
      return { answer: 'never' };
    default:
      return effect satisfies never;
  }
}

function capture({ amountMinor, currency }: ChargeCall, charge: Charge | undefined): ChargeDecision {
  if (charge?.status !== 'authorized') return { answer: conflict('charge_not_authorized') };
  if (charge.currency !== currency || amountMinor > charge.amountMinor) {
    return { answer: conflict('amount_too_large') };
  }
  return kept(
    { ...charge, status: 'captured', capturedMinor: amountMinor },
    { status: 200, body: { status: 'captured' } },
  );
}

function voidCharge(call: ChargeCall, charge: Charge | undefined): ChargeDecision {
  const answer = (releasedMinor: number) => ({ status: 200, body: { status: 'voided', releasedMinor } });
  if (charge === undefined) return kept(toCharge(call, 'voidedInAdvance'), answer(0));
  switch (charge.status) {
    case 'captured':
      return { answer: conflict('charge_captured') };
    case 'authorized':
      return kept({ ...charge, status: 'voided' }, answer(charge.amountMinor));
    case 'failedOnce':
      return kept({ ...charge, status: 'voidedInAdvance' }, answer(0));
    case 'declined':
    case 'voidedInAdvance':
    case 'voided':
      return kept(charge, answer(0));
    default:
      return charge.status satisfies never;
  }
}

function refund({ amountMinor, currency }: ChargeCall, charge: Charge | undefined): ChargeDecision {
  if (charge?.status !== 'captured' || charge.currency !== currency) {
    return { answer: conflict('charge_not_captured') };
  }
  const refundedMinor = charge.refundedMinor + amountMinor;
  if (refundedMinor > charge.capturedMinor) return kept(charge, rejection('refund_exceeds_charge'));
  return kept({ ...charge, refundedMinor }, { status: 201, body: { status: 'refunded' } });
}

function kept(charge: Charge, answer: HttpLikeResponse): ChargeDecision {
  return { charge, answer, keptAnswer: answer };
}

function toCharge(call: ChargeCall, status: Charge['status']): Charge {
  return {
    status,
    amountMinor: call.amountMinor,
    currency: call.currency,
    capturedMinor: 0,
    refundedMinor: 0,
    ...(call.kind === 'authorize' ? { reference: call.reference } : {}),
  };
}

function rejection(code: string): HttpLikeResponse {
  return { status: 402, body: error(code) };
}

function conflict(code: string): HttpLikeResponse {
  return { status: 409, body: error(code) };
}

function error(code: string) {
  return { error: { code } };
}

function chargeId(chargeKey: string): string {
  return `ch_${createHash('sha256').update(chargeKey).digest('base64url').slice(0, 22)}`;
}
