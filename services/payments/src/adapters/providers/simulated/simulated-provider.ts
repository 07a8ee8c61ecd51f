import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { retryOnConflict } from '@tradepost/aggregate/retry';
import * as z from 'zod/mini';
import { rejectKey } from './api-key.ts';
import { type Charge, type ChargeCall, type ChargeDecision, decideCharge } from './charge.ts';
import type { HttpLike, HttpLikeRequest, HttpLikeResponse } from './http-like.ts';

export type SimulatedProviderConfig = {
  readonly client: DynamoDBDocumentClient;
  /** The provider's own table. No other code reads or writes it. */
  readonly tableName: string;
};

/**
 * A payment provider for local use and test stages, behind an interface like HTTP: it requires an API key (see
 * `rejectKey`), stores its own charges, gives a repeated idempotency key the first answer, and its behaviour depends on
 * test tokens (see `TEST_TOKENS`). Each first call costs one write.
 */
export function createSimulatedProvider(config: SimulatedProviderConfig): HttpLike {
  return async (request, signal) => {
    const rejection = rejectKey(request.headers['Authorization']);
    if (rejection !== undefined) return rejection;
    const call = toCall(request);
    if (call === undefined) return { status: 404, body: { error: { code: 'not_found' } } };
    const answer = await answerTo(call, config, signal);
    return answer === 'never' ? never(signal) : answer;
  };
}

type StoredCharge = {
  readonly version: number;
  readonly charge: Charge;
  readonly answers: Readonly<Record<string, HttpLikeResponse>>;
  /** The amount of each answered call, which its webhook reports. */
  readonly amounts?: Readonly<Record<string, Pick<ChargeCall, 'amountMinor' | 'currency'>>>;
};

/** Nearly every authorization is the first call with its key: it is written first, and read only if that write fails. */
function answerTo(
  call: ChargeCall,
  config: SimulatedProviderConfig,
  signal: AbortSignal,
): Promise<ChargeDecision['answer']> {
  let isFirstTry = call.kind === 'authorize';
  return retryOnConflict(
    async () => {
      const stored = isFirstTry ? undefined : await read(call, config, signal);
      isFirstTry = false;
      const given = stored?.answers[call.idempotencyKey];
      if (given !== undefined) return isSameCall(call, stored) ? given : KEY_REUSED;
      const decision = decideCharge(call, stored?.charge);
      if (decision.charge !== undefined)
        await write(call, next(call, decision, decision.charge, stored), config, signal);
      return decision.answer;
    },
    (error) => error instanceof ConditionalCheckFailedException,
  );
}

const KEY_REUSED: HttpLikeResponse = { status: 422, body: { error: { code: 'idempotency_key_reused' } } };

function isSameCall(call: ChargeCall, stored: StoredCharge | undefined): boolean {
  return (
    call.kind !== 'authorize' ||
    (stored?.charge.amountMinor === call.amountMinor && stored.charge.currency === call.currency)
  );
}

function next(
  { chargeKey, idempotencyKey, amountMinor, currency }: ChargeCall,
  { keptAnswer, authorizationAnswer }: ChargeDecision,
  charge: Charge,
  stored: StoredCharge | undefined,
): StoredCharge {
  return {
    version: (stored?.version ?? -1) + 1,
    charge,
    answers: {
      ...stored?.answers,
      ...(keptAnswer === undefined ? {} : { [idempotencyKey]: keptAnswer }),
      ...(authorizationAnswer === undefined ? {} : { [chargeKey]: authorizationAnswer }),
    },
    amounts: { ...stored?.amounts, [idempotencyKey]: { amountMinor, currency } },
  };
}

async function read(
  { chargeKey }: ChargeCall,
  { client, tableName }: SimulatedProviderConfig,
  abortSignal: AbortSignal,
): Promise<StoredCharge | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tableName, Key: { pk: keyOf(chargeKey) }, ConsistentRead: true }),
    { abortSignal },
  );
  return Item as StoredCharge | undefined;
}

async function write(
  { chargeKey }: ChargeCall,
  stored: StoredCharge,
  { client, tableName }: SimulatedProviderConfig,
  abortSignal: AbortSignal,
): Promise<void> {
  const condition =
    stored.version === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#version = :expected',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':expected': stored.version - 1 },
        };
  await client.send(
    new PutCommand({ TableName: tableName, Item: { pk: keyOf(chargeKey), ...stored }, ...condition }),
    { abortSignal },
  );
}

function keyOf(chargeKey: string): string {
  return `charge#${chargeKey}`;
}

const PATH = /^\/v1\/charges(?:\/([^/]+)\/(capture|void|refunds|complete))?$/;
const KINDS: Readonly<Record<string, 'void' | 'refund'>> = { void: 'void', refunds: 'refund' };

const money = { amountMinor: z.int().check(z.minimum(0)), currency: z.string() };
const moneyBody = z.object(money);
const captureBody = z.object({ ...money, final: z._default(z.boolean(), true) });
const completeBody = z.object({ ...money, outcome: z.enum(['approve', 'decline']) });
const chargeBody = z.object({ ...money, token: z.string(), reference: z.optional(z.string()) });

function toCall({ path, headers, body }: HttpLikeRequest): ChargeCall | undefined {
  const match = PATH.exec(path);
  const idempotencyKey = headers['Idempotency-Key'];
  if (match === null || idempotencyKey === undefined) return undefined;
  const [, chargeKey, action = ''] = match;
  if (chargeKey === undefined) {
    return { kind: 'authorize', chargeKey: idempotencyKey, idempotencyKey, ...chargeBody.parse(body) };
  }
  const named = { chargeKey: decodeURIComponent(chargeKey), idempotencyKey };
  if (action === 'capture') return { kind: 'capture', ...named, ...captureBody.parse(body) };
  if (action === 'complete') return { kind: 'complete', ...named, ...completeBody.parse(body) };
  const kind = KINDS[action];
  return kind && { kind, ...named, ...moneyBody.parse(body) };
}

/** Never resolves; rejects when the caller aborts. */
function never(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}
