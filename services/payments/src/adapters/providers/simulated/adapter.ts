import { nextAction } from '@tradepost/contracts/payments/model';
import type { ReadSecret } from '@tradepost/lambda/secret';
import { withTimeLimit } from '@tradepost/lambda/time-limit';
import * as z from 'zod/mini';
import type { OpenedRequest, ProviderReply } from '../../../domain/provider-request.ts';
import { ProviderUnavailable } from '../../../domain/provider-unavailable.ts';
import { type PaymentProvider, ProviderKeyRefused } from '../provider.ts';
import { toDeclineCode } from './decline-codes.ts';
import type { HttpLike, HttpLikeRequest, HttpLikeResponse } from './http-like.ts';

export type SimulatedAdapterConfig = {
  readonly send: HttpLike;
  /** Time to wait for a response before the outcome counts as unknown. */
  readonly timeoutMs: number;
  /** Our API key at the provider. */
  readonly apiKey: ReadSecret;
};

/** The simulated provider as a `PaymentProvider`: maps requests and responses, sends the API key, limits the time. */
export function createSimulatedAdapter(config: SimulatedAdapterConfig): PaymentProvider {
  return async (request) => toReply(request, await sendWithKey(toHttp(request), config));
}

const declined = z.object({ error: z.object({ code: z.string() }) });
const authorized = z.object({ id: z.string() });
const pending = z.object({ id: z.string(), nextAction });
const voided = z.object({ releasedMinor: z.int().check(z.minimum(0)) });

/** Keys are replaced while functions run: if one is rejected, the secret is read again, once. */
async function sendWithKey(
  request: HttpLikeRequest,
  { send, timeoutMs, apiKey }: SimulatedAdapterConfig,
): Promise<HttpLikeResponse> {
  const sendWith = (key: string) => {
    const headers = { ...request.headers, Authorization: `Bearer ${key}` };
    return sendInTime(send, { ...request, headers }, timeoutMs);
  };
  const key = await apiKey();
  const response = await sendWith(key);
  if (response.status !== UNAUTHORIZED) return response;
  const newKey = await apiKey(key);
  return newKey === key ? response : sendWith(newKey);
}

const UNAUTHORIZED = 401;
const PENDING = 202;

function toPending(body: unknown): ProviderReply {
  const { id, nextAction: action } = pending.parse(body);
  return { outcome: 'pending', providerReference: id, nextAction: action };
}

function sendInTime(send: HttpLike, request: HttpLikeRequest, timeoutMs: number): Promise<HttpLikeResponse> {
  return withTimeLimit(timeoutMs, async (signal) => {
    const response = await send(request, signal).catch((error: unknown) => {
      const what = signal.aborted ? `was not answered within ${timeoutMs} ms` : 'failed without a response';
      throw new ProviderUnavailable(`${request.path} ${what}`, { cause: error });
    });
    if (response.status < 500) return response;
    throw new ProviderUnavailable(`${request.path} was answered with ${response.status}`);
  });
}

function toHttp(request: OpenedRequest): HttpLikeRequest {
  const { amount, authorizationKey, idempotencyKey } = request;
  const money = { amountMinor: amount.amountMinor, currency: amount.currency };
  return {
    method: 'POST',
    path: toPath(request.kind, authorizationKey),
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': idempotencyKey },
    body: { ...money, ...bodyOf(request) },
  };
}

function bodyOf(request: OpenedRequest) {
  if (request.kind === 'authorize') return { reference: request.reference, token: request.token };
  return request.kind === 'capture' ? { final: request.isFinal } : {};
}

function toPath(kind: OpenedRequest['kind'], authorizationKey: string): string {
  const charge = `/v1/charges/${encodeURIComponent(authorizationKey)}`;
  switch (kind) {
    case 'authorize':
      return '/v1/charges';
    case 'capture':
      return `${charge}/capture`;
    case 'void':
      return `${charge}/void`;
    case 'refund':
      return `${charge}/refunds`;
    default:
      return kind satisfies never;
  }
}

function toReply({ kind, idempotencyKey }: OpenedRequest, { status, body }: HttpLikeResponse): ProviderReply {
  if (kind === 'authorize' && status === 402) {
    const { code } = declined.parse(body).error;
    return { outcome: 'declined', declineCode: toDeclineCode(code) };
  }
  if ((kind === 'refund' || kind === 'capture') && status === 402) {
    return { outcome: 'refused', providerCode: declined.parse(body).error.code };
  }
  if (status === UNAUTHORIZED) throw new ProviderKeyRefused(`the provider rejected our API key for ${kind}`);
  if (status >= 300) {
    throw new Error(
      `the provider answered ${kind} ${idempotencyKey} with ${status}: ${JSON.stringify(body)}`,
    );
  }
  switch (kind) {
    case 'authorize':
      return status === PENDING
        ? toPending(body)
        : { outcome: 'authorized', providerReference: authorized.parse(body).id };
    case 'capture':
      return { outcome: 'captured' };
    case 'void':
      return { outcome: 'voided', releasedMinor: voided.parse(body).releasedMinor };
    case 'refund':
      return { outcome: 'refunded' };
    default:
      return kind satisfies never;
  }
}
