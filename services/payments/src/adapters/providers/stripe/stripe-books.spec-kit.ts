/** A request as the server got it. */
export type SeenRequest = {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly idempotencyKey: string | undefined;
  readonly version: string | undefined;
};

export type StripeResponse = { readonly status: number; readonly body: object };

/** A PaymentIntent, as far as this service reads it. */
export type BookedIntent = {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly metadata: { readonly paymentId: string };
  status: string;
  amount_received: number;
  latest_charge: null | { readonly id: string; readonly status: 'succeeded' | 'failed' };
  last_payment_error: null | { readonly code: string; readonly decline_code: string };
  client_secret: string;
};
type BookedRefund = {
  readonly id: string;
  readonly amount: number;
  readonly payment_intent: string;
  readonly metadata: { readonly refundId: string };
  status: string;
};

/** The PaymentIntents and refunds of a Stripe account, and what requests do to them. */
export type StripeBooks = {
  readonly intents: readonly BookedIntent[];
  readonly refunds: BookedRefund[];
  readonly carryOut: (request: SeenRequest) => StripeResponse;
};

/** Declines of Stripe's test cards (https://docs.stripe.com/testing): `code` and `decline_code`. */
const DECLINES: Readonly<Record<string, readonly [string, string]>> = {
  pm_card_visa_chargeDeclined: ['card_declined', 'generic_decline'],
  pm_card_radarBlock: ['card_declined', 'fraudulent'],
  pm_card_visa_chargeDeclinedInsufficientFunds: ['card_declined', 'insufficient_funds'],
  pm_card_chargeDeclinedExpiredCard: ['expired_card', ''],
  pm_card_authenticationRequired: ['authentication_required', 'authentication_not_handled'],
};

/** https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const MINIMUM = 30;

export function createStripeBooks(): StripeBooks {
  const intents: BookedIntent[] = [];
  const refunds: BookedRefund[] = [];
  const withIntent = (id: string | undefined, act: (intent: BookedIntent) => StripeResponse) => {
    const intent = intents.find((each) => each.id === id);
    return intent === undefined ? invalid('resource_missing', 'intent') : act(intent);
  };
  const carryOut = ({ method, path, params }: SeenRequest): StripeResponse => {
    const [, , resource, id, action] = path.split('/');
    if (resource === 'refunds' && method === 'GET')
      return ok({ data: refunds.filter((each) => each.payment_intent === params['payment_intent']) });
    if (resource === 'refunds')
      return withIntent(params['payment_intent'], (intent) => refundOf(intent, params, refunds));
    if (method === 'GET') return withIntent(id, (intent) => shown(intent, params));
    if (id === undefined) {
      if (Number(params['amount']) < MINIMUM) return invalid('amount_too_small');
      intents.push(newIntent(`pi_${intents.length + 1}`, params));
      return ok({ ...intents.at(-1) });
    }
    return withIntent(id, (intent) => ACTIONS[action as keyof typeof ACTIONS](intent, params));
  };
  return { intents, refunds, carryOut };
}

type Params = SeenRequest['params'];

function newIntent(id: string, params: Params): BookedIntent {
  return {
    ...{ id, amount: Number(params['amount']), currency: params['currency'] ?? '' },
    metadata: { paymentId: params['metadata[paymentId]'] ?? '' },
    status: 'requires_payment_method',
    client_secret: `${id}_secret_1`,
    ...{ amount_received: 0, latest_charge: null, last_payment_error: null },
  };
}

const ACTIONS = {
  confirm: (intent: BookedIntent, params: Params): StripeResponse => {
    const { payment_method: method = '' } = params;
    if (intent.status !== 'requires_payment_method') return invalid('payment_intent_unexpected_state');
    // https://docs.stripe.com/testing#regulatory-cards
    if (method === 'pm_card_threeDSecure2Required') {
      intent.status = 'requires_action';
      return shown(intent, params);
    }
    const decline = DECLINES[method];
    if (decline === undefined && method !== 'pm_card_visa')
      return invalid('resource_missing', 'payment_method');
    intent.latest_charge = { id: 'ch_1', status: decline === undefined ? 'succeeded' : 'failed' };
    if (decline === undefined) {
      intent.status = 'requires_capture';
      return shown(intent, params);
    }
    const [code, decline_code] = decline;
    intent.last_payment_error = { code, decline_code };
    return { status: 402, body: { error: { type: 'card_error', code, decline_code } } };
  },
  capture: (intent: BookedIntent, params: Params): StripeResponse => {
    if (intent.status !== 'requires_capture') return invalid('payment_intent_unexpected_state');
    Object.assign(intent, { status: 'succeeded', amount_received: Number(params['amount_to_capture']) });
    return shown(intent, params);
  },
  cancel: (intent: BookedIntent, params: Params): StripeResponse => {
    if (['succeeded', 'canceled'].includes(intent.status)) return invalid('payment_intent_unexpected_state');
    intent.status = 'canceled';
    return shown(intent, params);
  },
};

function refundOf(intent: BookedIntent, params: Params, refunds: BookedRefund[]): StripeResponse {
  const amount = Number(params['amount']);
  const earlier = refunds.filter((each) => each.payment_intent === intent.id);
  const refunded = earlier.reduce((sum, each) => sum + each.amount, 0);
  if (refunded === intent.amount_received) return invalid('charge_already_refunded');
  if (refunded + amount > intent.amount_received) return invalid(undefined, 'amount');
  const metadata = { refundId: params['metadata[refundId]'] ?? '' };
  const refund = {
    id: `re_${refunds.length + 1}`,
    amount,
    payment_intent: intent.id,
    metadata,
    status: 'succeeded',
  };
  refunds.push(refund);
  return ok({ ...refund });
}

/** The charge is an id, unless the request expands it. */
function shown(intent: BookedIntent, params: Params): StripeResponse {
  const isExpanded = params['expand[0]'] === 'latest_charge';
  return ok({
    ...intent,
    latest_charge: isExpanded ? intent.latest_charge : (intent.latest_charge?.id ?? null),
  });
}

function ok(body: object): StripeResponse {
  return { status: 200, body };
}

function invalid(code?: string, param?: string): StripeResponse {
  return { status: 400, body: { error: { type: 'invalid_request_error', code, param } } };
}
