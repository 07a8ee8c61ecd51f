import type { Draw } from '../random.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from '../world/http-client.ts';
import { DEVELOPER } from '../world/tokens.ts';
import { START_MS, type World } from '../world/world.ts';
import type { PlacedOrder } from './plan-orders.ts';
import { asStaff, get, post } from './requests.ts';

export type OperatorConfig = {
  readonly world: World;
  readonly http: HttpClient;
  readonly draw: Draw;
  readonly record: {
    readonly orders: readonly PlacedOrder[];
    readonly approvals: Approval[];
  };
  /** Places of participants to leave out. */
  readonly withoutOrders?: ReadonlySet<number>;
};

/** An approval that was answered: how long after the request it was sent, and the code if it was rejected. */
export type Approval = {
  readonly ageMs: number;
  readonly status: number;
  readonly code: string | undefined;
};

/** Place of the operators among the customers, so that they can be left out of a run. */
export const OPERATORS = -4;

const OPERATORS_SHARE = 0.35;
const MAX_ACTIONS = 4;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Most actions happen while orders are fulfilled; some, long afterwards. */
const WITHIN_MS = [3 * MINUTE_MS, 3 * MINUTE_MS, 45 * MINUTE_MS];
const LATE_APPROVAL_SHARE = 0.25;
const NEAR_A_DAY_MS = 30 * MINUTE_MS;
/** By then the faults have ended, and a newer version is deployed. */
const DEPLOYED_MS = 35 * MINUTE_MS;
const MAX_REDRIVES = 8;
const REDRIVE = asStaff({ method: 'POST', path: '/v1/dead-letters/redrive', body: {} });
const SECOND_PERSON = { ...DEVELOPER, sub: 'second', username: 'second' };

const ACTIONS = ['redrive', 'redrive', 'republish', 'replay of an aggregate', 'replay of a period'] as const;

/**
 * Plays the people who operate the shop: at any time, and more than once, they redrive dead-letter messages, replay events
 * and publish events again. When a newer version has been deployed, they redrive what the former one could not read.
 */
export async function operate(config: OperatorConfig): Promise<void> {
  const { world, draw: drawn } = config;
  const draw = drawn.under('operators');
  if (config.withoutOrders?.has(OPERATORS)) return;
  const isNewer = world.functions.newerVersion !== undefined;
  const actions = draw.chance('any', OPERATORS_SHARE) ? draw.int('how many', 1, MAX_ACTIONS) : 0;
  await Promise.all([
    ...Array.from({ length: actions }, async (_none, place) => {
      const name = `action ${place}`;
      await world.scheduler.sleep(draw.pick(`${name} within`, WITHIN_MS) * draw.unit(`${name} comes`));
      await act(draw.pick(name, ACTIONS), `operator ${place}`, draw.under(name), config);
    }),
    ...(isNewer ? [redriveAll(config)] : []),
  ]);
}

async function act(
  action: (typeof ACTIONS)[number],
  key: string,
  draw: Draw,
  config: OperatorConfig,
): Promise<void> {
  const { http } = config;
  const send = (request: HttpRequest, more: string) => http.send(request, `${key} ${more}`);
  switch (action) {
    case 'redrive':
      await send(REDRIVE, 'redrives');
      return;
    case 'republish': {
      const [service, aggregateId] = aggregateOf(draw, config);
      if (aggregateId === undefined) return;
      const body = { service, aggregateId };
      const request = asStaff({ method: 'POST', path: '/v1/republications', body });
      await send(request, 'republishes');
      if (draw.chance('twice', 0.5)) await send(request, 'republishes again');
      return;
    }
    case 'replay of an aggregate': {
      const [, subject] = aggregateOf(draw, config);
      if (subject === undefined) return;
      const consumer = draw.pick('consumer', config.world.bus.consumers);
      const request = post('/v1/replays', { consumer, subject }, key.replace(' ', '-'));
      await send(request, 'replays');
      if (draw.chance('twice', 0.5)) await send(request, 'replays again');
      return;
    }
    case 'replay of a period':
      await replayPeriod(draw, send, key, config);
      return;
    default:
      action satisfies never;
  }
}

/** A service, and the id of one of its aggregates; none before the first order. */
function aggregateOf(
  draw: Draw,
  { record: { orders } }: OperatorConfig,
): readonly [service: string, id: string | undefined] {
  const orderId = orders.length === 0 ? undefined : draw.pick('order', orders).orderId;
  const [service, prefix] = draw.pick('service', [
    ['orders', 'ord_'],
    ['payments', 'pay_'],
    ['inventory', 'res_'],
  ] as const);
  return [service, orderId?.replace('ord_', prefix)];
}

/** Replays everything up to now to one consumer. In some runs a second person must approve it, within a day. */
async function replayPeriod(
  draw: Draw,
  send: (request: HttpRequest, more: string) => Promise<HttpAnswer | undefined>,
  key: string,
  { world, record }: OperatorConfig,
): Promise<void> {
  const { scheduler, bus } = world;
  const period = {
    consumer: draw.pick('consumer', bus.consumers),
    from: new Date(START_MS).toISOString(),
    to: new Date(Math.ceil(scheduler.nowMs())).toISOString(),
  };
  const requested = await send(post('/v1/replays', period, key.replace(' ', '-')), 'replays a period');
  if (requested?.body?.status !== 'awaitingApproval') return;
  const { id, requestedAt } = requested.body;
  const approval = { method: 'POST', path: `/v1/replays/${id}/approve` };
  await send(asStaff({ ...approval, isWithoutAccess: true }), 'approves its own replay');
  const isLate = draw.chance('late approval', LATE_APPROVAL_SHARE);
  const waitMs = isLate ? DAY_MS + NEAR_A_DAY_MS * (2 * draw.unit('near a day') - 1) : MINUTE_MS;
  await scheduler.sleep(waitMs);
  for (let time = 0; time < 2; time += 1) {
    const ageMs = scheduler.nowMs() - Date.parse(requestedAt);
    const answer = await send({ ...approval, claims: SECOND_PERSON }, `approves ${time}`);
    if (answer !== undefined)
      record.approvals.push({ ageMs, status: answer.status, code: answer.body?.code });
  }
  await send(get(`/v1/replays/${id}`), 'looks');
}

/** Redrives until nothing comes back but what cannot be processed. */
async function redriveAll({ world, http }: OperatorConfig): Promise<void> {
  const { scheduler } = world;
  await scheduler.sleep(DEPLOYED_MS - scheduler.passedMs());
  for (let time = 0; time < MAX_REDRIVES; time += 1) {
    const key = `redrive ${time}`;
    const answer = await http.send(REDRIVE, key);
    if (answer?.body?.redriven === 0 && answer.body.failed.length === 0) return;
    await scheduler.sleep(5 * MINUTE_MS);
  }
}
