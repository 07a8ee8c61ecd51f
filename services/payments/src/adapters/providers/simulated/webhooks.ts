import type { ReadSecret } from '@tradepost/lambda/secret';
import { Webhook as Signer } from 'standardwebhooks';
import * as z from 'zod/mini';
import type { ProviderResult } from '../../../domain/record-result.ts';
import type { ProviderNotice, ReadWebhook, Webhook } from '../provider.ts';
import { toDeclineCode } from './decline-codes.ts';

/**
 * Parses the simulated provider's webhooks. Each reports the outcome of one call, identified by the call's idempotency
 * key. It is signed as Standard Webhooks require. To prevent replays, one older than five minutes counts as not signed.
 *
 * A bad signature does not cause the secret to be read again: otherwise anyone could cause a request to Secrets Manager
 * with each webhook. While the secret is being replaced, the provider has to send webhooks again.
 *
 * @param signingSecret the shared signing key, in base64
 */
export function createWebhookReader(signingSecret: ReadSecret): ReadWebhook {
  return async (webhook) => {
    const text = toText(webhook.body);
    if (text === undefined || !isSigned(text, webhook.headers, await signingSecret())) return 'notSigned';
    const parsed = notice.safeParse(toJson(text));
    return parsed.success ? toNotice(parsed.data) : 'irrelevant';
  };
}

/** The signature covers bytes, but the library verifies a string. Only valid UTF-8 survives the conversion unchanged. */
function toText(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

function isSigned(text: string, headers: Webhook['headers'], signingSecret: string): boolean {
  try {
    new Signer(signingSecret).verify(text, headers as Record<string, string>, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const of = (call: string) => z.string().check(z.regex(new RegExp(`^pay_[^/]+/${call}$`)));

const minor = z.int().check(z.minimum(0));
/** Facts of the call. A charge that was declined, or voided before its authorization, may have no id. */
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
    data: z.object({ ...call, idempotencyKey: of('capture(?:/[^/]+)?') }),
  }),
  z.object({
    type: z.literal('charge.voided'),
    data: z.object({ ...call, idempotencyKey: of('(?:void|release)'), releasedMinor: minor }),
  }),
  z.object({
    type: z.literal('charge.expired'),
    data: z.object({ ...call, idempotencyKey: of('authorize') }),
  }),
  z.object({
    type: z.enum(['charge.dispute_opened', 'charge.dispute_won', 'charge.dispute_lost']),
    data: z.object({
      ...call,
      idempotencyKey: of('dispute/[\\w-]{1,100}'),
      feeMinor: z.optional(minor),
      reason: z.optional(z.string().check(z.maxLength(100))),
    }),
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

function toNotice(parsed: Notice): ProviderNotice {
  const { idempotencyKey, amountMinor, currency, id } = parsed.data;
  const [paymentId = '', _call, partId] = idempotencyKey.split('/');
  return {
    paymentId,
    providerReference: id,
    amount: { amountMinor, currency },
    result: toResult(parsed, partId),
  };
}

/** @param partId id of the capture, the refund or the dispute in the idempotency key */
function toResult({ type, data }: Notice, partId: string | undefined): ProviderResult {
  switch (type) {
    case 'charge.authorized':
      return { type: 'authorized', providerReference: data.id };
    case 'charge.declined':
      return { type: 'declined', declineCode: toDeclineCode(data.code) };
    case 'charge.captured':
      return { type: 'captured', of: partId === undefined ? {} : { captureId: partId } };
    case 'charge.voided':
      return { type: 'voided', releasedMinor: data.releasedMinor };
    case 'charge.expired':
      return { type: 'expired' };
    case 'charge.refunded':
      return { type: 'refunded', refundId: partId ?? '' };
    case 'charge.refund_failed':
      return { type: 'refundFailed', refundId: partId ?? '', providerCode: data.code };
    case 'charge.dispute_opened':
    case 'charge.dispute_won':
    case 'charge.dispute_lost': {
      const { feeMinor, reason } = data;
      return { type: 'disputed', disputeId: partId ?? '', status: DISPUTE_STATUS[type], feeMinor, reason };
    }
    default:
      return type satisfies never;
  }
}

const DISPUTE_STATUS = {
  'charge.dispute_opened': 'open',
  'charge.dispute_won': 'won',
  'charge.dispute_lost': 'lost',
} as const;
