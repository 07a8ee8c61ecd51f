import { createHmac } from 'node:crypto';
import { toPlain, type UncheckedJson } from '../dynamodb/plain.ts';
import type { Change } from '../dynamodb/table.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from './http-client.ts';
import type { Setting } from './setting.ts';
import {
  type CallFacts,
  isOfKnownCharge,
  lieOf,
  MISMATCHES,
  mismatchOf,
  type Notice,
  toNotice,
} from './webhook-notice.ts';

/** A webhook that was answered, genuine or forged. */
export type AnsweredWebhook = {
  /** How it was forged; `undefined` if it is the provider's own. */
  readonly forgery: Forgery | undefined;
  readonly about: string;
  readonly status: number;
  /** The call that the provider's own webhook reports. */
  readonly idempotencyKey?: string | undefined;
  /** The correlation id of the request, which is that of the commits that it causes. */
  readonly correlationId?: string | undefined;
  /** Virtual time at which the answer had arrived. */
  readonly answeredMs: number;
};

export type ProviderWebhooksConfig = Setting & {
  readonly http: HttpClient;
  /** The provider's signing key, in base64. */
  readonly secret: string;
  readonly onAnswer: (answered: AnsweredWebhook) => void;
};

/** The table in which the simulated provider keeps its charges and answers. */
const TABLE = 'tradepost-dev-payments-simulated-provider';
const PATH = '/v1/hooks/payments/simulated';

/** The name of the secret that holds the signing key. */
export const WEBHOOKS_SECRET = '/tradepost/dev/payments/simulated-provider-webhooks';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const MAX_DELAY_MS = 3_000;
const MAX_BETWEEN_COPIES_MS = 10 * MINUTE_MS;
const MAX_UNTIL_FORGED_MS = MINUTE_MS;
/** Many forged webhooks arrive before the service has the answer to the call: only then can they have an effect. */
const FORGED_AT_ONCE_SHARE = 0.8;
const MAX_FORGED = 4;
/** Tolerance of the service; a webhook that arrives within it is a genuine one. */
const TOLERANCE_MS = 5 * MINUTE_MS;
const NEAR_MS = 30_000;
/** More than the tolerance of the service and the largest clock skew (ten minutes) together. */
const MIN_REPLAY_MS = 20 * MINUTE_MS;
/** Pauses before the attempts, as Standard Webhooks suggests. */
const PAUSES_MS = [0, 5_000, 5 * MINUTE_MS, 30 * MINUTE_MS, 120 * MINUTE_MS];

/** A validly signed webhook may still be of another charge, amount or currency than the payment that it names. */
const FORGERIES = [
  'signed by another',
  'altered',
  'replayed',
  'five minutes old',
  'another provider',
  ...MISMATCHES,
  ...MISMATCHES,
] as const;

/** Drawn more often for a notice about a charge whose id the payment has. */
const OF_OTHER_CHARGES: readonly Forgery[] = Array.from({ length: 9 }, () => 'another charge');

export type Forgery = (typeof FORGERIES)[number];

/**
 * The webhooks of the simulated payment provider: it reports each call that it answers a moment later, and repeats the
 * webhook until it is accepted. Some arrive twice, some up to a day late, some never, and some are forged.
 *
 * @returns a listener for each change of a table
 */
export function createProviderWebhooks(config: ProviderWebhooksConfig): (change: Change) => void {
  const { http, scheduler, draw, faults, secret, trace, onAnswer } = config;
  const send = async (
    request: HttpRequest,
    about: string,
    { forgery, idempotencyKey }: Pick<AnsweredWebhook, 'forgery' | 'idempotencyKey'>,
  ): Promise<HttpAnswer | undefined> => {
    const answer = await http.send(request, about);
    trace(() => `${about} → ${answer?.status ?? 'no answer'}`);
    if (answer === undefined) return undefined;
    const { status, correlationId } = answer;
    onAnswer({ forgery, about, status, correlationId, idempotencyKey, answeredMs: scheduler.nowMs() });
    return answer;
  };
  const deliver = async (notice: Notice, name: string, delayMs: number): Promise<void> => {
    await scheduler.sleep(delayMs);
    for (const [attempt, pauseMs] of PAUSES_MS.entries()) {
      await scheduler.sleep(pauseMs * (0.5 + draw.unit(`pause ${name} ${attempt}`)));
      const request = toRequest(notice, secret, scheduler.nowMs());
      const { idempotencyKey } = notice.data;
      const answer = await send(request, `${name} attempt ${attempt}`, {
        forgery: undefined,
        idempotencyKey,
      });
      if (answer !== undefined && answer.status < 300) return;
    }
  };
  const forge = async (notice: Notice, name: string): Promise<void> => {
    const forgeries = isOfKnownCharge(notice.type) ? [...FORGERIES, ...OF_OTHER_CHARGES] : FORGERIES;
    const forgery = draw.pick(`forgery ${name}`, forgeries);
    const isLie = draw.chance(`lie ${name}`, 0.5);
    const request = forgeryOf(forgery, notice, { secret, atMs: scheduler.nowMs(), isLie });
    const unit = draw.unit(`forged ${name}`);
    const isAtOnce = draw.chance(`at once ${name}`, FORGED_AT_ONCE_SHARE);
    await scheduler.sleep(untilForgedMs(forgery, unit, isAtOnce));
    await send(request, `${name} ${forgery}`, { forgery });
  };
  const begin = (notice: Notice): void => {
    const name = `webhook ${notice.type} ${notice.data.idempotencyKey}`;
    const delayMs = MAX_DELAY_MS * draw.unit(`delay ${name}`) ** 3;
    const lateMs = faults.happens('lateWebhook', name) ? DAY_MS * draw.unit(`late ${name}`) ** 3 : 0;
    if (!faults.happens('lostWebhook', name)) void deliver(notice, name, delayMs + lateMs);
    if (faults.happens('duplicateWebhook', name)) {
      const betweenMs = MAX_BETWEEN_COPIES_MS * draw.unit(`copy ${name}`) ** 3;
      void deliver(notice, `${name} again`, delayMs + lateMs + betweenMs);
    }
    if (faults.happens('forgedWebhook', name)) {
      const count = draw.int(`how many forged ${name}`, 1, MAX_FORGED);
      for (let place = 0; place < count; place += 1) void forge(notice, `${name} forged ${place}`);
    }
  };
  return ({ table, before, after }) => {
    if (table !== TABLE) return;
    const known = before?.['answers']?.M ?? {};
    const { answers = {}, amounts = {} }: UncheckedJson = after === undefined ? {} : toPlain(after);
    for (const [idempotencyKey, answer] of Object.entries<UncheckedJson>(answers)) {
      const { amountMinor, currency } = amounts[idempotencyKey] ?? {};
      if (Object.hasOwn(known, idempotencyKey) || currency === undefined) continue;
      const facts: CallFacts = { id: chargeIdIn(answers), amountMinor, currency };
      const notice = toNotice(idempotencyKey, answer, facts);
      if (notice !== undefined) begin(notice);
    }
  };
}

/** The provider's answer to the authorization has the charge's id. */
export function chargeIdIn(answers: Readonly<Record<string, UncheckedJson>>): string | undefined {
  return Object.values(answers).find(({ body }) => body.id !== undefined)?.body.id;
}

/** How long after its signature a forged request arrives, for a random number below 1. */
function untilForgedMs(forgery: Forgery, unit: number, isAtOnce: boolean): number {
  if (forgery === 'replayed') return MIN_REPLAY_MS + DAY_MS * unit ** 3;
  // Times in webhooks are in whole seconds.
  if (forgery === 'five minutes old') return TOLERANCE_MS + 2_000 + NEAR_MS * unit ** 2;
  return isAtOnce ? 0 : MAX_UNTIL_FORGED_MS * unit ** 3;
}

/** Builds a forged request: signed with another key, altered on its way, sent before, or about something else. */
function forgeryOf(
  forgery: Forgery,
  notice: Notice,
  { secret, atMs, isLie }: { readonly secret: string; readonly atMs: number; readonly isLie: boolean },
): HttpRequest {
  const lie = lieOf(notice);
  switch (forgery) {
    case 'signed by another':
      return toRequest(lie, [...secret].reverse().join(''), atMs);
    case 'altered':
      return { ...toRequest(notice, secret, atMs), body: bodyOf(lie) };
    case 'replayed':
    case 'five minutes old':
      return toRequest(notice, secret, atMs);
    case 'another provider':
      return { ...toRequest(notice, secret, atMs), path: PATH.replace('simulated', 'another') };
    default:
      return toRequest(mismatchOf(forgery, notice, isLie), secret, atMs);
  }
}

/** @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
/** Returns the request of a webhook that the provider signs at a time in milliseconds; `secret` is in base64. */
export function toRequest(notice: Notice, secret: string, atMs: number): HttpRequest {
  const id = `msg_${notice.data.idempotencyKey.replaceAll('/', '_')}`;
  const timestamp = String(Math.floor(atMs / 1_000));
  const body = bodyOf(notice);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': sign({ id, timestamp, body }, secret),
  };
  return { method: 'POST', path: PATH, headers, body };
}

function bodyOf({ type, data }: Notice): string {
  return JSON.stringify({ type, data });
}

/** Returns the header `webhook-signature` of a webhook; `secret` is in base64. */
export function sign(
  { id, timestamp, body }: { readonly id: string; readonly timestamp: string; readonly body: string },
  secret: string,
): string {
  const key = Buffer.from(secret, 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
