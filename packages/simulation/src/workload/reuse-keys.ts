import { isDeepStrictEqual } from 'node:util';
import { createProduct } from '@tradepost/contracts/catalog/routes';
import type { RouteContract } from '@tradepost/contracts/define-route';
import { adjustStock, recordAdjustment } from '@tradepost/contracts/inventory/routes';
import { startReplay } from '@tradepost/contracts/operations/routes';
import { placeGuestOrder, placeMyOrder, placeOrder } from '@tradepost/contracts/orders/routes';
import { createShippingMethod } from '@tradepost/contracts/shipping/routes';
import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { Draw } from '../random.ts';
import type { Answered, HttpClient } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import { type Changed, changedBodies, sameBody } from './changed-bodies.ts';

export type ReuseConfig = {
  readonly world: Pick<World, 'scheduler'>;
  readonly http: HttpClient;
  readonly draw: Draw;
  readonly record: {
    readonly answers: readonly Answered[];
    /** Answers that contradict each other. */
    readonly contradictions: string[];
  };
};

/** A route with `Idempotency-Key`, and the fields that are part of the key: with another value, it is another key. */
type Keyed = {
  readonly contract: RouteContract;
  readonly inKey?: string;
  /** Codes with which another body may be rejected before its key is compared. */
  readonly mayReject?: readonly string[];
};

/** All routes with `Idempotency-Key` that runs call. */
export const KEYED: readonly Keyed[] = [
  { contract: placeOrder },
  { contract: placeMyOrder },
  // All guests are one caller: the address distinguishes them.
  { contract: placeGuestOrder, inKey: 'email' },
  { contract: createProduct },
  { contract: createShippingMethod },
  { contract: adjustStock },
  { contract: recordAdjustment, inKey: 'sku' },
  {
    contract: startReplay,
    mayReject: ['UNKNOWN_CONSUMER', 'CONSUMER_NOT_REPLAYABLE', 'TOO_MANY_EVENTS'],
  },
];

/** A person who signed in a while ago has to sign in again first, whatever the key. */
const SIGN_IN_AGAIN = 'INSUFFICIENT_USER_AUTHENTICATION';
/** A machine may not negotiate a price, whatever its key. */
const REJECTIONS: ReadonlySet<unknown> = new Set(['IDEMPOTENCY_KEY_REUSED', 'FORBIDDEN', SIGN_IN_AGAIN]);

const REUSERS_SHARE = 0.5;
const MAX_KEYS = 3;
const MAX_CHANGES = 5;
const EVERY_CHANGE_SHARE = 0.06;
const REUSED_WITHIN_MS = 90_000;

/**
 * In half of the runs, sends accepted requests again under their keys: with each of some single fields changed, which must be
 * rejected, and in other words, which must get the first answer.
 */
export async function reuseKeys(config: ReuseConfig): Promise<void> {
  const draw = config.draw.under('reused keys');
  if (!draw.chance('any', REUSERS_SHARE)) return;
  await Promise.all(
    Array.from({ length: draw.int('how many', 1, MAX_KEYS) }, async (_none, place) => {
      const of = draw.under(`key ${place}`);
      await config.world.scheduler.sleep(REUSED_WITHIN_MS * of.unit('comes') ** 2);
      const accepted = config.record.answers.filter(isAccepted);
      if (accepted.length > 0) await reuse(`reused key ${place}`, of.pick('answer', accepted), of, config);
    }),
  );
}

function isAccepted({ route, request, answer }: Answered): boolean {
  return (
    (answer.status === 201 || answer.status === 202) &&
    request.headers?.['idempotency-key'] !== undefined &&
    typeof request.body === 'object' &&
    keyedOf(route) !== undefined
  );
}

function keyedOf(route: string): Keyed | undefined {
  return KEYED.find(({ contract: { method, path } }) => `${method} ${path}` === route);
}

async function reuse(
  name: string,
  { route, request, answer }: Answered,
  draw: Draw,
  { http, record }: ReuseConfig,
): Promise<void> {
  const keyed = keyedOf(route);
  if (keyed === undefined) return;
  const about = `${route} ${request.headers?.['idempotency-key']}`;
  const again = await http.send({ ...request, body: sameBody(request.body) }, `${name} in other words`);
  if (again !== undefined && again.body?.code !== SIGN_IN_AGAIN && !isSameAnswer(again.body, answer.body))
    record.contradictions.push(`${about}: in other words, it got ${again.status} ${again.text}`);
  const isEvery = draw.chance('every change', EVERY_CHANGE_SHARE);
  const count = isEvery ? Infinity : draw.int('changes', 1, MAX_CHANGES);
  for (const [place, { what, body }] of changesOf(keyed, request.body, count, draw).entries()) {
    // The name of a request decides its random numbers, and two changes of a field have one description.
    const other = await http.send({ ...request, body }, `${name} change ${place}`);
    const isExpected = REJECTIONS.has(other?.body?.code) || keyed.mayReject?.includes(other?.body?.code);
    if (other !== undefined && isExpected !== true)
      record.contradictions.push(`${about}: ${what}, it got ${other.status} ${other.text}`);
  }
}

/** Draws changed bodies that are valid requests with another meaning, under the same key. */
function changesOf({ contract, inKey }: Keyed, body: unknown, count: number, draw: Draw): readonly Changed[] {
  const meaning = contract.body.safeParse(body).data;
  const keyOf = (parsed: UncheckedJson) =>
    inKey === undefined ? undefined : String(parsed?.[inKey]).toLowerCase();
  const isOther = (changed: Changed) => {
    const parsed = contract.body.safeParse(changed.body);
    return (
      parsed.success && keyOf(parsed.data) === keyOf(meaning) && !isDeepStrictEqual(parsed.data, meaning)
    );
  };
  const shuffled = changedBodies(body)
    .map((changed, place) => ({ changed, rank: draw.unit(`${changed.what} ${place}`) }))
    .sort((one, other) => one.rank - other.rank);
  const chosen: Changed[] = [];
  for (const { changed } of shuffled) {
    if (chosen.length >= count) break;
    if (isOther(changed)) chosen.push(changed);
  }
  return chosen;
}

/**
 * The next version of the catalogue adds a weight to each variant. A slug that was made from the title may change, and a replay
 * goes on.
 */
function isSameAnswer(one: UncheckedJson, other: UncheckedJson): boolean {
  const comparable = ({
    slug: _slug,
    variants = [],
    status: _status,
    events: _events,
    ...rest
  }: UncheckedJson) => ({
    ...rest,
    variants: variants.map(({ weightGrams: _weight, ...variant }: UncheckedJson) => variant),
  });
  return isDeepStrictEqual(comparable(one), comparable(other));
}
