import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { ReadSecret } from '@tradepost/lambda/secret';
import { withTimeLimit } from '@tradepost/lambda/time-limit';
import { Webhook as Signer } from 'standardwebhooks';
import * as z from 'zod/mini';
import type { Webhook } from '../provider.ts';
import { createSimulatedProvider } from './simulated-provider.ts';

/** The charge after its completion, and the webhook by which the provider reports it. */
export type Completion = {
  readonly status: 'pending' | 'authorized' | 'declined';
  /** Absent while the charge is pending. */
  readonly webhook?: Webhook;
};

/**
 * Completes the pending charge of a payment, in place of the customer and their bank. The same outcome can be repeated.
 *
 * @returns `unknown` without such a charge, `notPending` if it was voided or completed otherwise
 */
export type CompleteCharge = (
  paymentId: string,
  outcome: 'approve' | 'decline' | 'nothing',
) => Promise<Completion | 'unknown' | 'notPending'>;

type Config = {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly signingSecret: ReadSecret;
};

const TIMEOUT_MS = 5_000;

/** The provider's page needs no key of ours; the simulated provider accepts any of the right form. */
const KEY_OF_THE_PAGE = `page_${'0'.repeat(32)}`;

const stored = z.object({
  charge: z.object({ status: z.string(), amountMinor: z.int(), currency: z.string() }),
  answers: z.record(z.string(), z.object({ body: z.looseObject({ id: z.optional(z.string()) }) })),
});

type Stored = z.infer<typeof stored>;

/** Creates the completion page's part of the simulated provider. */
export function createChargeCompletion(config: Config): CompleteCharge {
  const { client, tableName, signingSecret } = config;
  const send = createSimulatedProvider({ client, tableName });
  const read = async (chargeKey: string): Promise<Stored | undefined> => {
    const Key = { pk: `charge#${chargeKey}` };
    const { Item } = await client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
    return Item === undefined ? undefined : stored.parse(Item);
  };
  return async (paymentId, outcome) => {
    const chargeKey = `${paymentId}/authorize`;
    const before = await read(chargeKey);
    if (before === undefined) return 'unknown';
    const { amountMinor, currency } = before.charge;
    const id = Object.values(before.answers).find(({ body }) => body.id !== undefined)?.body.id;
    if (outcome === 'nothing')
      return before.charge.status === 'pending' ? { status: 'pending' } : 'notPending';
    const request = {
      method: 'POST' as const,
      path: `/v1/charges/${encodeURIComponent(chargeKey)}/complete`,
      headers: { 'Idempotency-Key': `${paymentId}/complete`, Authorization: `Bearer ${KEY_OF_THE_PAGE}` },
      body: { amountMinor, currency, outcome },
    };
    const { status } = await withTimeLimit(TIMEOUT_MS, (signal) => send(request, signal));
    const wanted = outcome === 'approve' ? 'authorized' : 'declined';
    const after = status < 300 ? await read(chargeKey) : undefined;
    if (after?.charge.status !== wanted) return 'notPending';
    const facts = { idempotencyKey: chargeKey, id, amountMinor, currency };
    const notice =
      wanted === 'authorized'
        ? { type: 'charge.authorized', data: facts }
        : { type: 'charge.declined', data: { ...facts, code: 'card_declined' } };
    return { status: wanted, webhook: sign(notice, await signingSecret()) };
  };
}

/** @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
function sign(notice: object, secret: string): Webhook {
  const body = JSON.stringify(notice);
  const id = `msg_${randomUUID()}`;
  const at = new Date();
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Signer(secret).sign(id, at, body),
  };
  return { headers, body: new TextEncoder().encode(body) };
}
