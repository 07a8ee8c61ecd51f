import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import {
  type AuthorizePayment,
  type AuthorizePaymentReply,
  authorizePayment,
  type CapturePayment,
  type CapturePaymentReply,
  capturePayment,
  type RefundPayment,
  type RefundPaymentReply,
  refundPayment,
  type VoidPayment,
  type VoidPaymentReply,
  type VoidRemainder,
  type VoidRemainderReply,
  voidPayment as voidPaymentContract,
  voidRemainder as voidRemainderContract,
} from '@tradepost/contracts/payments/commands';
import { declineCode, nextAction } from '@tradepost/contracts/payments/model';
import { by } from '@tradepost/lambda/by';
import { deriveId } from '@tradepost/lambda/idempotent-id';
import { count, writeMetrics } from '@tradepost/lambda/log/metrics';
import { commandHandler, commands } from '@tradepost/lambda/messages/command';
import { deadLetterQueues } from '../deps.ts';
import { authorize } from '../domain/authorize.ts';
import { capture } from '../domain/capture.ts';
import type { PaymentState } from '../domain/payment-state.ts';
import { refund } from '../domain/refund.ts';
import { voidPayment } from '../domain/void-payment.ts';
import { voidRemainder } from '../domain/void-remainder.ts';
import { type CommandDeps, commandDeps, executePaymentCommand } from '../provider-deps.ts';

export const handler = paymentCommands(commandDeps);

/** Creates the handler of the service's command function. A repeated command gets the same reply. */
export function paymentCommands(getDeps: () => CommandDeps) {
  return commands(deadLetterQueues.commands, [
    commandHandler(authorizePayment, (command) => handleAuthorize(command, getDeps())),
    commandHandler(voidPaymentContract, (command) => handleVoid(command, getDeps())),
    commandHandler(capturePayment, (command) => handleCapture(command, getDeps())),
    commandHandler(voidRemainderContract, (command) => handleVoidRemainder(command, getDeps())),
    commandHandler(refundPayment, (command) => handleRefund(command, getDeps())),
  ]);
}

async function handleAuthorize(
  message: CloudEvent<AuthorizePayment>,
  deps: CommandDeps,
): Promise<AuthorizePaymentReply> {
  const { paymentId, orderId, amount, split, sealedToken, guest } = message.data;
  const { payments, providers, defaultProvider: provider, declineCounts, paymentTokens } = deps;
  // Checked before anything is stored, because a payment without a provider could not be voided.
  if (providers[provider] === undefined)
    throw new Error(`This stage has no payment provider: PAYMENT_PROVIDER is "${provider}"`);
  // Opened before anything is stored, because a payment whose token cannot be opened could not be authorized.
  const token = await paymentTokens.open(paymentId, sealedToken);
  const guestPayment = guest ? { ...guest, token } : undefined;
  const isBlocked = guestPayment !== undefined && (await declineCounts.isBlocked(guestPayment));
  const command = authorize({ orderId, amount, split, sealedToken, provider, isBlocked });
  // An authorization is nearly always a payment's first command. It is written first, and read only if that fails.
  const known = isBlocked ? await payments.load(paymentId) : payments.unread;
  const result = await executePaymentCommand({ paymentId, command, cause: by(message), known }, deps);
  if (isBlocked && 'rejection' in result) writeMetrics([count('GuestAuthorizationsBlocked')]);
  else if (guestPayment !== undefined && 'rejection' in result && isDecline(result.rejection))
    await declineCounts.add(guestPayment);
  if ('rejection' in result) return rejected(result);
  return { outcome: 'accepted', paymentId, amount, ...(await outcomeOf(paymentId, result.state, deps)) };
}

/** The outcome of an authorization, with the customer's next step if it is pending. */
async function outcomeOf(
  paymentId: string,
  payment: PaymentState,
  { paymentTokens }: Pick<CommandDeps, 'paymentTokens'>,
) {
  if (payment.status !== 'pending') return { status: 'authorized' as const };
  const opened = await paymentTokens.open(paymentId, payment.sealedAction);
  return {
    status: 'pending' as const,
    nextAction: nextAction.parse(JSON.parse(opened)),
    until: payment.until,
  };
}

/** The codes of the provider's declines; others are of our own. */
function isDecline({ code }: { readonly code: string }): boolean {
  return declineCode.options.some((each) => each === code);
}

async function handleVoid(message: CloudEvent<VoidPayment>, deps: CommandDeps): Promise<VoidPaymentReply> {
  const { paymentId, orderId } = message.data;
  const command = voidPayment({ orderId, refundId: deriveId('rfd', paymentId, 'void') });
  const result = await executePaymentCommand({ paymentId, command, cause: by(message) }, deps);
  if (!('rejection' in result)) return { outcome: 'accepted', paymentId };
  const { rejection } = result;
  if (rejection.code === 'REFUND_FAILED')
    throw new RestNotRefunded(`${paymentId}: ${rejection.providerCode}`);
  return rejected({ rejection });
}

/** The refund of an order that does not ship failed. Thrown, so that the command ends in the dead-letter queue. */
class RestNotRefunded extends Error {
  override readonly name = 'RestNotRefunded';
  readonly code = 'REST_NOT_REFUNDED';
}

async function handleCapture(
  message: CloudEvent<CapturePayment>,
  deps: CommandDeps,
): Promise<CapturePaymentReply> {
  const { paymentId, captureId, amount, final: isFinal, split } = message.data;
  const { capturesMany } = deps;
  const command = capture({ captureId, amount, isFinal, split, capturesMany });
  const result = await executePaymentCommand({ paymentId, command, cause: by(message) }, deps);
  if ('rejection' in result) return rejected(result);
  const { state } = result;
  const made = 'captures' in state ? state.captures.find((each) => each.captureId === captureId) : undefined;
  if (made === undefined || !('captured' in state))
    throw new Error(`${paymentId} is ${state.status} after its capture`);
  const facts = {
    outcome: 'accepted' as const,
    paymentId,
    amount: made.amount,
    capturedTotal: state.captured,
  };
  return captureId === undefined ? facts : { ...facts, captureId };
}

async function handleVoidRemainder(
  message: CloudEvent<VoidRemainder>,
  deps: CommandDeps,
): Promise<VoidRemainderReply> {
  const { paymentId } = message.data;
  const result = await executePaymentCommand(
    { paymentId, command: voidRemainder(), cause: by(message) },
    deps,
  );
  if ('rejection' in result) return rejected(result);
  const { state } = result;
  if (!('captured' in state)) throw new Error(`${paymentId} is ${state.status} after the void of its rest`);
  return { outcome: 'accepted', paymentId, capturedTotal: state.captured };
}

async function handleRefund(
  message: CloudEvent<RefundPayment>,
  deps: CommandDeps,
): Promise<RefundPaymentReply> {
  const { paymentId, refundId, amount, reason } = message.data;
  const command = refund({ refundId, amount, reason });
  const result = await executePaymentCommand({ paymentId, command, cause: by(message) }, deps);
  return 'rejection' in result ? rejected(result) : { outcome: 'accepted', paymentId, refundId, amount };
}

function rejected<Rejection>({ rejection }: { readonly rejection: Rejection }) {
  return { outcome: 'rejected' as const, rejection };
}
