import type { Command } from '@tradepost/aggregate/aggregate';
import type { PaymentEvent } from '../domain/payment-event.ts';
import type { PaymentState } from '../domain/payment-state.ts';
import {
  type OpenedRequest,
  type ProviderReply,
  type ProviderRequest,
  pendingRequest,
  type SealedReply,
  toResult,
} from '../domain/provider-request.ts';
import { ProviderUnavailable } from '../domain/provider-unavailable.ts';
import { recordResult } from '../domain/record-result.ts';

/** Maximum number of calls to a provider for a command: one of its own, the others to finish earlier commands. */
const MAX_CALLS = 6;

type Loaded = { readonly version: number; readonly state: PaymentState };

/** Actor and cause of the commits. */
type Cause = { readonly actor: string; readonly correlationId: string; readonly causationId?: string };

/** The payment after a command, or the rejection. */
export type ExecutedCommand<Rejection> =
  | (Loaded & { readonly events: readonly PaymentEvent[] })
  | { readonly rejection: Rejection };

export type PaymentExecution<Rejection extends { readonly code: string }> = {
  readonly paymentId: string;
  readonly command: Command<PaymentState, PaymentEvent, Rejection>;
  readonly cause: Cause;
  /** The payment, if the caller expects it in this state. Otherwise it is loaded. */
  readonly known?: Loaded;
};

/** The event store, the providers by name, and the seals of tokens and of what the customer must do. */
export type ExecutionDeps = {
  readonly payments: {
    readonly load: (id: string) => Promise<Loaded>;
    readonly executeFrom: <Rejection extends { readonly code: string } = never>(
      id: string,
      known: Loaded,
      command: Command<PaymentState, PaymentEvent, Rejection>,
      cause: Cause,
    ) => Promise<ExecutedCommand<Rejection>>;
  };
  readonly providers: Readonly<Record<string, (request: OpenedRequest) => Promise<ProviderReply>>>;
  readonly paymentTokens: {
    readonly seal: (paymentId: string, text: string) => Promise<string>;
    readonly open: (paymentId: string, sealed: string) => Promise<string>;
  };
};

/**
 * Executes a command on a payment. Commits the intent, calls the provider and commits its result, until no request is
 * pending. Requests that earlier attempts left pending are finished the same way. The last decision is the answer.
 *
 * @throws PaymentOutcomeUnknown if the provider did not reply; the command can be repeated
 */
export async function executePaymentCommand<Rejection extends { readonly code: string }>(
  { paymentId, command, cause, known }: PaymentExecution<Rejection>,
  { payments, providers, paymentTokens }: ExecutionDeps,
): Promise<ExecutedCommand<Rejection>> {
  let current = known ?? (await payments.load(paymentId));
  for (let calls = 0; ; calls += 1) {
    const decided = await payments.executeFrom(paymentId, current, command, cause);
    if ('rejection' in decided) return decided;
    const request = pendingRequest(paymentId, decided.state);
    if (request === undefined) return decided;
    if (calls === MAX_CALLS)
      throw new Error(`${paymentId} is not settled after ${MAX_CALLS} calls to its provider`);
    const reply = await call(request, decided.state, { providers, paymentTokens });
    const result = toResult(request, await sealReply(paymentId, reply, paymentTokens));
    const recorded = await payments.executeFrom(paymentId, decided, recordResult(result), cause);
    if ('rejection' in recorded) return recorded;
    current = recorded;
  }
}

/** The outcome of a call to the provider is unknown. Sagas and queues retry errors with this name. */
class PaymentOutcomeUnknown extends Error {
  override readonly name = 'PaymentOutcomeUnknown';
  readonly code = 'PAYMENT_OUTCOME_UNKNOWN';
}

async function call(
  request: ProviderRequest,
  payment: PaymentState,
  { providers, paymentTokens }: Omit<ExecutionDeps, 'payments'>,
): Promise<ProviderReply> {
  const name = 'provider' in payment ? payment.provider : '';
  const provider = providers[name];
  if (provider === undefined) throw new Error(`unknown payment provider "${name}"`);
  try {
    return await provider(await openToken(request, paymentTokens));
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error;
    throw new PaymentOutcomeUnknown(`${request.idempotencyKey}: ${error.message}`, { cause: error });
  }
}

/** Seals the customer's next step before it is stored, because a client secret authorizes whoever has it. */
async function sealReply(
  paymentId: string,
  reply: ProviderReply,
  paymentTokens: ExecutionDeps['paymentTokens'],
): Promise<SealedReply> {
  if (reply.outcome !== 'pending') return reply;
  const { nextAction, ...facts } = reply;
  const sealedAction = await paymentTokens.seal(paymentId, JSON.stringify(nextAction));
  return { ...facts, actionKind: nextAction.kind, sealedAction };
}

/** The token is opened here only, just before the provider gets it. */
async function openToken(
  request: ProviderRequest,
  paymentTokens: ExecutionDeps['paymentTokens'],
): Promise<OpenedRequest> {
  if (request.kind !== 'authorize') return request;
  const { sealedToken, ...facts } = request;
  return { ...facts, token: await paymentTokens.open(request.reference, sealedToken) };
}
