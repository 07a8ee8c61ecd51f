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
  voidPayment,
} from '@tradepost/contracts/payments/commands';
import { deriveId } from '@tradepost/lambda/idempotent-id';
import { commandHandler, commands } from '@tradepost/lambda/messages/command';
import { type Deps, deadLetterQueues, deps } from '../deps.ts';
import { carryOut } from './carry-out.ts';

export const handler = paymentCommands(deps);

/** Creates the service's command function. */
export function paymentCommands(getDeps: () => Deps) {
  return commands(deadLetterQueues.commands, [
    commandHandler(authorizePayment, (command) => authorize(command, getDeps())),
    commandHandler(voidPayment, (command) => letGo(command, getDeps())),
    commandHandler(capturePayment, (command) => capture(command, getDeps())),
    commandHandler(refundPayment, (command) => refund(command, getDeps())),
  ]);
}

async function authorize(command: CloudEvent<AuthorizePayment>, deps: Deps): Promise<AuthorizePaymentReply> {
  const { paymentId, orderId, amount, token } = command.data;
  const { newPaymentsGoTo: provider, providers } = deps;
  // Checked before anything is stored, because a payment without a provider could not be voided.
  if (providers[provider] === undefined)
    throw new Error(`This stage has no payment provider: PAYMENT_PROVIDER is "${provider}"`);
  const result = await carryOut({ type: 'Authorize', orderId, amount, token, provider }, command, deps);
  return 'rejection' in result ? rejected(result) : { outcome: 'accepted', paymentId, amount };
}

async function letGo(command: CloudEvent<VoidPayment>, deps: Deps): Promise<VoidPaymentReply> {
  const { paymentId, orderId } = command.data;
  const refundId = deriveId('rfd', paymentId, 'void');
  const result = await carryOut({ type: 'Void', orderId, refundId }, command, deps);
  if (!('rejection' in result)) return { outcome: 'accepted', paymentId };
  const { rejection } = result;
  if (rejection.code === 'REFUND_FAILED')
    throw new MoneyNotGivenBack(`${paymentId}: ${rejection.providerCode}`);
  return rejected({ rejection });
}

/** The refund of an order that does not ship failed. Thrown, so that the command ends in the dead-letter queue. */
class MoneyNotGivenBack extends Error {
  override readonly name = 'MoneyNotGivenBack';
  readonly code = 'MONEY_NOT_GIVEN_BACK';
}

async function capture(command: CloudEvent<CapturePayment>, deps: Deps): Promise<CapturePaymentReply> {
  const { paymentId, amount } = command.data;
  const result = await carryOut({ type: 'Capture', amount }, command, deps);
  if ('rejection' in result) return rejected(result);
  const { payment } = result;
  if (payment.status !== 'captured') throw new Error(`${paymentId} is ${payment.status} after its capture`);
  return { outcome: 'accepted', paymentId, amount: payment.captured };
}

async function refund(command: CloudEvent<RefundPayment>, deps: Deps): Promise<RefundPaymentReply> {
  const { paymentId, refundId, amount, reason } = command.data;
  const result = await carryOut({ type: 'Refund', refundId, amount, reason }, command, deps);
  return 'rejection' in result ? rejected(result) : { outcome: 'accepted', paymentId, refundId, amount };
}

function rejected<Refusal>({ rejection }: { readonly rejection: Refusal }) {
  return { outcome: 'rejected' as const, rejection };
}
