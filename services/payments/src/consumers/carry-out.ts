import { executeFrom } from '@tradepost/aggregate/old/execute';
import type { Loaded } from '@tradepost/aggregate/store';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { by } from '@tradepost/lambda/by';
import type { Deps } from '../deps.ts';
import { decide } from '../domain/decide.ts';
import { noPayment, type PaymentState } from '../domain/payment.ts';
import type { CommandOf, CommandType, PaymentRejection } from '../domain/payment-command.ts';
import { record } from '../domain/record.ts';
import { type ProviderReply, type ProviderRequest, ProviderUnavailable } from '../providers/provider.ts';
import { pendingRequest, toResult } from '../providers/provider-requests.ts';

/** Maximum number of calls to a provider for a command: one of its own, the others to finish earlier commands. */
const MAX_CALLS = 6;

export type CarriedOut<Type extends CommandType> =
  | { readonly payment: PaymentState }
  | { readonly rejection: PaymentRejection<Type> };

/**
 * Carries out a command on a payment. Commits the intent, calls the provider and commits its reply, until no request is
 * pending. Requests that earlier attempts left pending are finished the same way. The last decision is the answer.
 *
 * @throws PaymentOutcomeUnknown if the provider did not reply; the command can be repeated
 */
export async function carryOut<Type extends CommandType>(
  command: CommandOf<Type>,
  message: CloudEvent<{ readonly paymentId: string }>,
  deps: Pick<Deps, 'payments' | 'providers' | 'now'>,
): Promise<CarriedOut<Type>> {
  const { payments } = deps;
  const { paymentId } = message.data;
  // An authorization is nearly always a payment's first command. It is written first, and read only if that fails.
  let payment = command.type === 'Authorize' ? NONE : await payments.load(paymentId);
  for (let calls = 0; calls <= MAX_CALLS; calls += 1) {
    const decided = await executeFrom(payments, paymentId, payment, (state) => decide(command, state), {
      at: deps.now(),
      ...by(message),
    });
    if ('rejection' in decided) return decided;
    const request = pendingRequest(paymentId, decided.state);
    if (request === undefined) return { payment: decided.state };
    const result = toResult(request, await call(request, decided.state, deps));
    payment = await commitResult(message, decided, (state) => record(result, state), deps);
  }
  throw new Error(`${paymentId} is not settled after ${MAX_CALLS} calls to its provider`);
}

const NONE: Loaded<PaymentState> = { version: -1, state: noPayment };

/** The outcome of a call to the provider is unknown. Sagas and queues retry errors with this name. */
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
  if (provider === undefined) throw new Error(`unknown payment provider "${name}"`);
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
    { at: deps.now(), ...by(message) },
  );
  if ('rejection' in recorded) throw new Error('recording a result must not be rejected');
  return recorded;
}
