import { createHash } from 'node:crypto';
import type { HttpLikeResponse } from './http-like.ts';
import { effectOf, type PendingAction } from './test-tokens.ts';

/** A charge as the simulated provider stores it. The rest of the service has no access to it. */
export type Charge = {
  readonly status:
    | 'failedOnce'
    | 'pending'
    | 'authorized'
    | 'declined'
    | 'voidedInAdvance'
    | 'voided'
    | 'partlyCaptured'
    | 'captured';
  readonly amountMinor: number;
  readonly currency: string;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  readonly reference?: string | undefined;
  /** Error code of each capture, of a token whose captures are refused. */
  readonly captureError?: string | undefined;
};

/** A parsed call. The idempotency key of the authorization identifies the charge. */
export type ChargeCall = {
  readonly chargeKey: string;
  readonly idempotencyKey: string;
  readonly amountMinor: number;
  readonly currency: string;
} & (
  | { readonly kind: 'authorize'; readonly token: string; readonly reference?: string | undefined }
  | { readonly kind: 'capture'; readonly final: boolean }
  | { readonly kind: 'complete'; readonly outcome: CompletionOutcome }
  | { readonly kind: 'void' | 'refund' }
);

/** How the customer completes a pending charge on the provider's page. */
export type CompletionOutcome = 'approve' | 'decline';

/** `charge` is present if the call changed it. `keptAnswer` is stored and given to repeats; other answers are given once. */
export type ChargeDecision = {
  readonly charge?: Charge;
  readonly answer: HttpLikeResponse | 'never';
  readonly keptAnswer?: HttpLikeResponse;
  /** Replaces the stored answer of the authorization: its repeats see how the customer has completed it. */
  readonly authorizationAnswer?: HttpLikeResponse;
};

/** Decides a call that has no stored answer. Pure. */
export function decideCharge(call: ChargeCall, charge: Charge | undefined): ChargeDecision {
  switch (call.kind) {
    case 'authorize':
      return authorize(call, charge);
    case 'capture':
      return capture(call, charge);
    case 'complete':
      return complete(call, charge);
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
  const approved = approvalOf(call);
  const held = toCharge(call, 'authorized');
  switch (effect.kind) {
    case 'approve':
      return kept(held, approved);
    case 'approveWithoutCapture':
      return kept({ ...held, captureError: effect.code }, approved);
    case 'pending':
      return kept(toCharge(call, 'pending'), pendingAnswer(call, effect.action));
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

/** The customer's bank approves or declines a pending charge. A repeat with the same outcome gets the same answer. */
function complete(
  call: Extract<ChargeCall, { kind: 'complete' }>,
  charge: Charge | undefined,
): ChargeDecision {
  if (charge?.status !== 'pending') return { answer: conflict('charge_not_pending') };
  const isApproved = call.outcome === 'approve';
  const answer = {
    status: 200,
    body: { id: chargeId(call.chargeKey), status: isApproved ? 'authorized' : 'declined' },
  };
  const authorizationAnswer = isApproved ? approvalOf(call) : rejection(COMPLETION_DECLINED);
  return {
    ...kept({ ...charge, status: isApproved ? 'authorized' : 'declined' }, answer),
    authorizationAnswer,
  };
}

const COMPLETION_DECLINED = 'card_declined';

function capture(
  { amountMinor, currency, final }: Extract<ChargeCall, { kind: 'capture' }>,
  charge: Charge | undefined,
): ChargeDecision {
  if (charge?.status !== 'authorized' && charge?.status !== 'partlyCaptured')
    return { answer: conflict('charge_not_authorized') };
  const capturedMinor = charge.capturedMinor + amountMinor;
  if (charge.currency !== currency || capturedMinor > charge.amountMinor) {
    return { answer: conflict('amount_too_large') };
  }
  if (charge.captureError !== undefined) return kept(charge, rejection(charge.captureError));
  const isLast = final || capturedMinor === charge.amountMinor;
  return kept(
    { ...charge, status: isLast ? 'captured' : 'partlyCaptured', capturedMinor },
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
    case 'partlyCaptured':
      return kept({ ...charge, status: 'captured' }, answer(charge.amountMinor - charge.capturedMinor));
    case 'pending':
      return kept({ ...charge, status: 'voided' }, answer(0));
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
  const isCaptured = charge?.status === 'captured' || charge?.status === 'partlyCaptured';
  if (!isCaptured || charge.currency !== currency) {
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

function approvalOf({ chargeKey }: ChargeCall): HttpLikeResponse {
  return { status: 201, body: { id: chargeId(chargeKey), status: 'authorized' } };
}

/** The customer's next step: all of it is made up. */
function pendingAnswer({ chargeKey }: ChargeCall, action: PendingAction): HttpLikeResponse {
  const id = chargeId(chargeKey);
  const paymentId = chargeKey.split('/')[0] ?? '';
  const page = `${COMPLETION_PAGE}?payment=${encodeURIComponent(paymentId)}`;
  const nextAction = {
    confirm: { kind: 'confirm', clientSecret: `${id}_secret`, redirectUrl: page },
    redirect: { kind: 'redirect', redirectUrl: page },
    bankTransfer: {
      kind: 'bankTransfer',
      // The example of the Deutsche Bundesbank: no account has this number.
      instructions: { iban: 'DE02100100100006820101', bic: 'PBNKDEFF', reference: id },
      redirectUrl: page,
    },
  }[action];
  return { status: 202, body: { id, status: 'pending', nextAction } };
}

/** Page of the local storefront that completes payments at the simulated provider: relative, on the origin of the API. */
const COMPLETION_PAGE = '/shop/pay.html';

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
