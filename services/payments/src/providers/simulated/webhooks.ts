import type { ReadSecret } from '@tradepost/lambda/secret';
import { Webhook as Signer } from 'standardwebhooks';
import * as z from 'zod/mini';
import type { ProviderResult } from '../../domain/record.ts';
import type { ProviderNotice, ReadWebhook, Webhook } from '../provider.ts';
import { toDeclineCode } from './decline-codes.ts';

/**
 * Reads the simulated provider's webhooks. Each says what came of one call, by the idempotency key of the call; it is
 * signed as Standard Webhooks has it, and refused when it is more than five minutes old, so that nobody can send an old
 * one again. A bad signature has the secret not read anew, or anybody could have us ask for it at each request: while the
 * secret is being replaced, the provider has to send again.
 *
 * @param signingSecret what both sides sign with, in base64
 */
export function createWebhookReader(signingSecret: ReadSecret): ReadWebhook {
  return async (webhook) => {
    if (!isSigned(webhook, await signingSecret())) return 'notSigned';
    const told = notice.safeParse(JSON.parse(webhook.text));
    return told.success ? toNotice(told.data) : 'irrelevant';
  };
}

function isSigned({ headers, text }: Webhook, signingSecret: string): boolean {
  try {
    new Signer(signingSecret).verify(text, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}

const of = (call: string) => z.string().check(z.regex(new RegExp(`^pay_[^/]+/${call}$`)));

const minor = z.int().check(z.minimum(0));
/** Of the call. A charge that was declined, or voided before it was made, may have no id. */
const call = { amountMinor: minor, currency: z.string(), id: z.optional(z.string()) };

const notice = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('charge.authorized'),
    data: z.object({ ...call, idempotencyKey: of('authorize'), id: z.string() }),
  }),
  z.object({
    type: z.literal('charge.declined'),
    data: z.object({ ...call, idempotencyKey: of('authorize'), code: z.string() }),
  }),
  z.object({
    type: z.literal('charge.captured'),
    data: z.object({ ...call, idempotencyKey: of('capture') }),
  }),
  z.object({
    type: z.literal('charge.voided'),
    data: z.object({ ...call, idempotencyKey: of('void'), releasedMinor: minor }),
  }),
  z.object({
    type: z.literal('charge.refunded'),
    data: z.object({ ...call, idempotencyKey: of('refund/[^/]+') }),
  }),
  z.object({
    type: z.literal('charge.refund_failed'),
    data: z.object({ ...call, idempotencyKey: of('refund/[^/]+'), code: z.string() }),
  }),
]);

type Notice = z.infer<typeof notice>;

function toNotice(told: Notice): ProviderNotice {
  const { idempotencyKey, amountMinor, currency, id } = told.data;
  const [paymentId = '', _call, refundId = ''] = idempotencyKey.split('/');
  return {
    paymentId,
    providerReference: id,
    amount: { amountMinor, currency },
    result: toResult(told, refundId),
  };
}

function toResult({ type, data }: Notice, refundId: string): ProviderResult {
  switch (type) {
    case 'charge.authorized':
      return { type: 'authorized', providerReference: data.id };
    case 'charge.declined':
      return { type: 'declined', declineCode: toDeclineCode(data.code) };
    case 'charge.captured':
      return { type: 'captured' };
    case 'charge.voided':
      return { type: 'voided', releasedMinor: data.releasedMinor };
    case 'charge.refunded':
      return { type: 'refunded', refundId };
    case 'charge.refund_failed':
      return { type: 'refundFailed', refundId, providerCode: data.code };
    default:
      return type satisfies never;
  }
}
