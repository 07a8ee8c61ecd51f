import { executeFrom } from '@tradepost/aggregate/execute';
import type { CommitMetadata, Loaded } from '@tradepost/aggregate/store';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import type { Deps } from '../deps.ts';
import { decide } from '../domain/decide.ts';
import { noPayment, type PaymentState } from '../domain/payment.ts';
import type { PaymentCommand, PaymentRejection } from '../domain/payment-command.ts';
import { record } from '../domain/record.ts';
import { type ProviderReply, type ProviderRequest, ProviderUnavailable } from '../providers/provider.ts';
import { pendingRequest, toResult } from '../providers/provider-requests.ts';

/** A command needs one call to a provider; the rest are what earlier ones left unfinished. Past it, it fails. */
const MAX_CALLS = 6;

export type CarriedOut = { readonly payment: PaymentState } | { readonly rejection: PaymentRejection };

/**
 * Carries out a command on a payment. What it decides is committed as an intent; then the provider is called and
 * its answer committed, until nothing is under way any more. What another attempt left unfinished is finished the
 * same way. What `decide` says then is the answer.
 *
 * @throws PaymentOutcomeUnknown where the provider did not answer: the command may be given again
 */
export async function carryOut(
  command: PaymentCommand,
  message: CloudEvent<{ readonly paymentId: string }>,
  deps: Pick<Deps, 'payments' | 'providers' | 'now'>,
): Promise<CarriedOut> {
  const { payments } = deps;
  const { paymentId } = message.data;
  // An authorization is nearly always a payment's first decision: it is written first, and read where that fails.
  let payment = command.type === 'Authorize' ? NONE : await payments.load(paymentId);
  for (let calls = 0; calls <= MAX_CALLS; calls += 1) {
    const decided = await executeFrom(
      payments,
      paymentId,
      payment,
      (state) => decide(command, state),
      toMetadata(message, deps),
    );
    if ('rejection' in decided) return decided;
    const request = pendingRequest(paymentId, decided.state);
    if (request === undefined) return { payment: decided.state };
    const result = toResult(request, await call(request, decided.state, deps));
    payment = await commitResult(message, decided, (state) => record(result, state), deps);
  }
  throw new Error(`${paymentId} is not settled after ${MAX_CALLS} calls to its provider`);
}

const NONE: Loaded<PaymentState> = { version: -1, state: noPayment };

/** The money may be held, or taken, or not. Sagas and queues know the fault by this name, and try again. */
class PaymentOutcomeUnknown extends Error {
  override readonly name = 'PaymentOutcomeUnknown';
  readonly code = 'PAYMENT_OUTCOME_UNKNOWN';
}

async function call(
  request: ProviderRequest,
  payment: PaymentState,
  { providers }: Pick<Deps, 'providers'>,
): Promise<ProviderReply> {
  const name = 'provider' in payment ? payment.provider : '';
  const provider = providers[name];
  if (provider === undefined) throw new Error(`there is no payment provider «${name}»`);
  try {
    return await provider(request);
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error;
    throw new PaymentOutcomeUnknown(`${request.idempotencyKey}: ${error.message}`, { cause: error });
  }
}

async function commitResult(
  message: CloudEvent<{ readonly paymentId: string }>,
  known: Loaded<PaymentState>,
  toEvents: (payment: PaymentState) => ReturnType<typeof record>,
  deps: Pick<Deps, 'payments' | 'now'>,
): Promise<Loaded<PaymentState>> {
  const recorded = await executeFrom(
    deps.payments,
    message.data.paymentId,
    known,
    (state) => ({ events: toEvents(state) }),
    toMetadata(message, deps),
  );
  if ('rejection' in recorded) throw new Error('a result is never refused');
  return recorded;
}

function toMetadata(message: CloudEvent, { now }: Pick<Deps, 'now'>): CommitMetadata {
  return {
    at: now(),
    actor: message.source,
    correlationId: message.correlationid,
    causationId: message.id,
  };
}
