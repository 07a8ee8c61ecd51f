import type { Draw } from '../random.ts';
import type { HttpClient } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import { asStaff, post } from './requests.ts';
import { sendCommand, toMessage } from './send-command.ts';

/** Outcome of an order with codes: its codes are used, or nobody holds them in the end. */
export type CodeOrder = { readonly orderId: string; readonly outcome: 'used' | 'released' };

/** Facts that the callers know about codes. */
export type CodesRecord = {
  /** Limits of codes by their texts. */
  readonly limits: Map<string, { readonly limit?: number; readonly limitPerCustomer?: number }>;
  readonly orders: CodeOrder[];
  /** Codes that were refused as exhausted, or as used by the customer. */
  readonly refused: { readonly code: string; readonly reason: string; readonly orderId: string }[];
};

export type RacerConfig = {
  readonly world: World;
  readonly http: HttpClient;
  readonly draw: Draw;
  readonly record: { readonly codes: CodesRecord };
  /** Places of participants to leave out. */
  readonly withoutOrders?: ReadonlySet<number>;
};

/** Place of these callers among the participants, so that they can be left out of a run. */
const RACERS = -7;

const RACERS_SHARE = 0.35;
const MIN_ORDERS = 4;
const MAX_ORDERS = 16;
const MAX_LIMIT = 3;
const CUSTOMERS = 3;
/** Orders come within this time. In half of the runs all come at once. */
const WITHIN_MS = 60_000;
const RUSH_MS = 100;
const MAX_ATTEMPTS = 4;
const RETRY_MS = 500;
/** Age of the oldest command, and the time until a late one comes. */
const MAX_LATE_MS = 3_600_000;
const OUTCOME_AFTER_MS = 30_000;
const ULID_LENGTH = 26;
const FUNCTION = 'tradepost-dev-pricing-commands';

/** Codes, with what is wrong with them. */
const CODES = {
  FEW: {},
  ONCE: { limitPerCustomer: 1 },
  SOON: { validFrom: '2200-01-01T00:00:00Z' },
  PAST: { validUntil: '2000-01-01T00:00:00Z' },
  GONE: {},
} as const;

type Text = keyof typeof CODES;

const CHOICES: readonly (readonly string[])[] = [
  ['FEW'],
  ['few'],
  ['FEW', 'ONCE'],
  ['ONCE'],
  ['ONCE', 'Few'],
  ['SOON'],
  ['PAST', 'FEW'],
  ['GONE'],
  ['NONE', 'FEW'],
];

/**
 * Plays orders that race for the last uses of codes: they hold codes by direct invocation, as a saga does, and by messages that are late
 * or repeated. Each ends by a command: its codes are used, or released, or used and then released. Meanwhile a code is disabled.
 */
export async function raceCodes(config: RacerConfig): Promise<void> {
  const { world, withoutOrders } = config;
  const draw = config.draw.under('racers');
  if (!draw.chance('any', RACERS_SHARE) || withoutOrders?.has(RACERS)) return;
  await world.scheduler.sleep(WITHIN_MS * draw.unit('come'));
  if (!(await createCodes(config, draw))) return;
  const withinMs = draw.chance('rush', 0.5) ? RUSH_MS : WITHIN_MS;
  const places = Array.from({ length: draw.int('orders', MIN_ORDERS, MAX_ORDERS) }, (_none, place) => place);
  await Promise.all(
    places.map(async (place) => {
      const ofOrder = draw.under(`order ${place}`);
      await world.scheduler.sleep(withinMs * ofOrder.unit('comes'));
      await playOrder(config, ofOrder);
    }),
  );
}

/** Returns false if a request had no success: the race needs all codes. */
async function createCodes({ http, record }: RacerConfig, draw: Draw): Promise<boolean> {
  const promotion = {
    ...{ name: 'A tenth off', sortOrder: 1, startsAt: '2020-01-01T00:00:00Z', status: 'active' },
    ...{ requiresCode: true, target: { kind: 'order' }, value: { kind: 'percent', ppm: 100_000 } },
  };
  const created = await http.send(post('/v1/promotions', promotion, 'tenth'), 'racers promote');
  if (created?.status !== 201) return false;
  const promotionIds = [String(created.body.id)];
  for (const [code, rules] of Object.entries(CODES)) {
    const limit = code === 'FEW' ? { limit: draw.int('limit', 1, MAX_LIMIT) } : {};
    const body = { code, promotionIds, ...limit, ...rules };
    const answer = await http.send(post('/v1/discount-codes', body, `code-${code}`), `racers create ${code}`);
    if (answer?.status !== 201) return false;
    record.codes.limits.set(code, { ...limit, ...('limitPerCustomer' in rules ? rules : {}) });
    if (code === ('GONE' satisfies Text)) await disable(http, String(answer.body.id));
  }
  return true;
}

async function disable(http: HttpClient, id: string): Promise<void> {
  const request = asStaff({
    ...{ method: 'PATCH', path: `/v1/discount-codes/${id}`, headers: { 'if-match': '"0"' } },
    body: { status: 'disabled' },
  });
  await http.send(request, 'racers disable a code');
}

async function playOrder({ world, record }: RacerConfig, draw: Draw): Promise<void> {
  const { scheduler } = world;
  const ulid = Array.from({ length: ULID_LENGTH }, (_none, place) => draw.int(`id ${place}`, 0, 7)).join('');
  const orderId = `ord_${ulid}`;
  const customer = draw.int('customer', 0, CUSTOMERS);
  // One in four buyers is unknown.
  const customerKey = customer === CUSTOMERS ? {} : { customerKey: `cus_${customer}` };
  const data = { orderId, codes: draw.pick('codes', CHOICES), ...customerKey };
  const command = (type: string, of: Readonly<Record<string, unknown>> = { orderId }) => ({
    ...{ id: `racer/${type}/${orderId}`, type, subject: orderId, data: of },
  });
  const send = (type: string, of?: Readonly<Record<string, unknown>>, ageMs = 0) =>
    sendCommand(world, 'pricing', command(type, of), ageMs);
  // Copies of the command arrive whenever they do: before the order ends, or long after.
  for (let copy = 0; draw.chance(`copy ${copy}`, 0.3) && copy < MAX_ATTEMPTS; copy += 1) {
    const lateMs = MAX_LATE_MS * draw.unit(`late ${copy}`) ** 4;
    void scheduler.sleep(lateMs).then(() => send('HoldCodes', data, lateMs));
  }
  const reply = await holdCodes(world, draw, command('HoldCodes', data));
  if (draw.chance('other codes', 0.1)) send('HoldCodes', { ...data, codes: ['ONCE', 'NONE'] });
  if (reply?.code !== undefined)
    record.codes.refused.push({ code: reply.discountCode ?? '', reason: reply.code, orderId });
  await scheduler.sleep(OUTCOME_AFTER_MS * draw.unit('ends') ** 2);
  const isConfirmed = reply !== undefined && reply.code === undefined && draw.chance('confirmed', 0.6);
  if (isConfirmed) send('UseCodes');
  const isEnded = !isConfirmed || draw.chance('cancelled', 0.3);
  // A cancellation may overtake the confirmation.
  if (isEnded) send('ReleaseCodes');
  record.codes.orders.push({ orderId, outcome: isEnded ? 'released' : 'used' });
}

type Reply = {
  readonly code?: string;
  readonly discountCode?: string;
  readonly promotionId?: string;
};

/** Invokes the function until it replies. Returns undefined if it never does: the order is rejected then. */
export async function holdCodes(
  world: World,
  draw: Draw,
  command: Parameters<typeof toMessage>[1],
): Promise<Reply | undefined> {
  const message = toMessage(world, command);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const result = await world.functions.invoke(FUNCTION, message, `${command.id} try ${attempt}`);
    if (result.ok) return (result.payload as { readonly rejection?: Reply }).rejection ?? {};
    await world.scheduler.sleep(RETRY_MS * 2 ** attempt * draw.unit(`again ${attempt}`));
  }
  return undefined;
}
