import type { Draw } from '../random.ts';
import type { World } from '../world/world.ts';
import { type CodesRecord, holdCodes, type RacerConfig } from './race-codes.ts';
import { asStaff, post } from './requests.ts';
import { sendCommand } from './send-command.ts';

/** A part of the budget of a promotion, as an order requests it. */
export type RequestedPart = {
  readonly promotionId: string;
  readonly currency: string;
  readonly minor: number;
};

/** Facts that the callers know about budgets. */
export type BudgetsRecord = {
  /** Orders that are confirmed in the end, with their parts. */
  readonly used: (RequestedPart & { readonly orderId: string })[];
  /** Parts that were refused, because too little of the budget was left. */
  readonly refused: (RequestedPart & { readonly orderId: string })[];
};

type BudgetRacerConfig = RacerConfig & {
  readonly record: { readonly codes: CodesRecord; readonly budgets: BudgetsRecord };
};

/** Place of these callers among the participants, so that they can be left out of a run. */
const BUDGET_RACERS = -11;

const RACERS_SHARE = 0.35;
const MIN_ORDERS = 4;
const MAX_ORDERS = 14;
const MAX_BUDGET_MINOR = 400;
const MAX_PART_MINOR = 150;
const MAX_CODE_LIMIT = 4;
/** Orders come within this time. In half of the runs all come at once. */
const WITHIN_MS = 60_000;
const RUSH_MS = 100;
const MAX_LATE_MS = 3_600_000;
const OUTCOME_AFTER_MS = 30_000;
const ULID_LENGTH = 26;
const CODE = 'PURSE';
const CURRENCIES = ['GBP', 'GBP', 'GBP', 'EUR', 'USD'] as const;
/** Share of the orders that hold the code, too. */
const CODE_SHARE = 0.35;

/**
 * Plays orders that race for the rest of two budgets, some of them with a code: by direct invocation, as a saga does, and by messages
 * that are late or repeated. Each ends by a command: its parts are used, or released, or used and then released. Meanwhile staff raise
 * the budgets, lower them, or remove them.
 */
export async function raceBudgets(config: BudgetRacerConfig): Promise<void> {
  const { world, withoutOrders } = config;
  const draw = config.draw.under('budget racers');
  if (!draw.chance('any', RACERS_SHARE) || withoutOrders?.has(BUDGET_RACERS)) return;
  await world.scheduler.sleep(WITHIN_MS * draw.unit('come'));
  const promotionIds = await createPromotions(config, draw);
  if (promotionIds === undefined) return;
  const withinMs = draw.chance('rush', 0.5) ? RUSH_MS : WITHIN_MS;
  const places = Array.from({ length: draw.int('orders', MIN_ORDERS, MAX_ORDERS) }, (_none, place) => place);
  await Promise.all([
    ...places.map(async (place) => {
      const ofOrder = draw.under(`order ${place}`);
      await world.scheduler.sleep(withinMs * ofOrder.unit('comes'));
      await playOrder(config, ofOrder, promotionIds);
    }),
    ...promotionIds.map((id, place) => changeBudget(config, draw.under(`change ${place}`), id, withinMs)),
  ]);
}

/** Creates two promotions with a budget and a code for them. Returns undefined if a request had no success. */
async function createPromotions(
  { http, record }: BudgetRacerConfig,
  draw: Draw,
): Promise<readonly string[] | undefined> {
  const promotionIds: string[] = [];
  for (const sortOrder of [31, 32]) {
    const promotion = {
      ...{ name: `Purse ${sortOrder}`, sortOrder, startsAt: '2020-01-01T00:00:00Z', status: 'active' },
      ...{ requiresCode: true, target: { kind: 'order' }, value: { kind: 'percent', ppm: 100_000 } },
      budgetMinor: budgetOf(draw.under(`budget ${sortOrder}`)),
    };
    const created = await http.send(
      post('/v1/promotions', promotion, `purse-${sortOrder}`),
      `purse ${sortOrder}`,
    );
    if (created?.status !== 201) return undefined;
    promotionIds.push(String(created.body.id));
  }
  const limit = draw.int('limit', 1, MAX_CODE_LIMIT);
  const body = { code: CODE, promotionIds, limit };
  const answer = await http.send(post('/v1/discount-codes', body, 'purse'), 'purse code');
  if (answer?.status !== 201) return undefined;
  record.codes.limits.set(CODE, { limit });
  return promotionIds;
}

function budgetOf(draw: Draw): Readonly<Record<string, number>> {
  return {
    GBP: draw.int('GBP', 0, MAX_BUDGET_MINOR),
    ...(draw.chance('has EUR', 0.7) ? { EUR: draw.int('EUR', 1, MAX_BUDGET_MINOR) } : {}),
  };
}

/** Staff set another budget, or remove it and set one again. */
async function changeBudget(
  { world, http }: BudgetRacerConfig,
  draw: Draw,
  id: string,
  withinMs: number,
): Promise<void> {
  const patch = async (budgetMinor: object | null, key: string) => {
    await world.scheduler.sleep(2 * withinMs * draw.unit(`when ${key}`));
    const headers = { 'if-match': '*' };
    const request = asStaff({
      method: 'PATCH',
      path: `/v1/promotions/${id}`,
      headers,
      body: { budgetMinor },
    });
    await http.send(request, `purse ${id} ${key}`);
  };
  if (draw.chance('changes', 0.5)) await patch(budgetOf(draw.under('another')), 'another');
  if (!draw.chance('removes', 0.25)) return;
  await patch(null, 'none');
  await patch(budgetOf(draw.under('again')), 'again');
}

async function playOrder(
  { world, record }: BudgetRacerConfig,
  draw: Draw,
  promotionIds: readonly string[],
): Promise<void> {
  const { scheduler } = world;
  const ulid = Array.from({ length: ULID_LENGTH }, (_none, place) => draw.int(`id ${place}`, 0, 7)).join('');
  const orderId = `ord_${ulid}`;
  const currency = draw.pick('currency', CURRENCIES);
  const budgets = promotionIds
    .filter((_id, place) => place === 0 || draw.chance('both', 0.4))
    .map((promotionId) => ({ promotionId, currency, minor: draw.int(promotionId, 1, MAX_PART_MINOR) }));
  const data = { orderId, codes: draw.chance('has the code', CODE_SHARE) ? [CODE] : [], budgets };
  const command = (type: string, of: Readonly<Record<string, unknown>> = { orderId }) => ({
    ...{ id: `purse/${type}/${orderId}`, type, subject: orderId, data: of },
  });
  const send = (type: string, of?: Readonly<Record<string, unknown>>, ageMs = 0) =>
    sendCommand(world, 'pricing', command(type, of), ageMs);
  sendCopies(world, draw, (ageMs) => send('HoldCodes', data, ageMs));
  const reply = await holdCodes(world, draw, command('HoldCodes', data));
  const other = budgets.map((each) => ({ ...each, minor: each.minor + 1 }));
  if (draw.chance('other parts', 0.1)) send('HoldCodes', { ...data, budgets: other });
  const refused = budgets.find(({ promotionId }) => promotionId === reply?.promotionId);
  if (reply?.code === 'PROMOTION_BUDGET_EXHAUSTED' && refused !== undefined)
    record.budgets.refused.push({ ...refused, orderId });
  else if (reply?.code !== undefined)
    record.codes.refused.push({ code: reply.discountCode ?? '', reason: reply.code, orderId });
  await scheduler.sleep(OUTCOME_AFTER_MS * draw.unit('ends') ** 2);
  const isConfirmed = reply !== undefined && reply.code === undefined && draw.chance('confirmed', 0.6);
  if (isConfirmed) send('UseCodes');
  const isEnded = !isConfirmed || draw.chance('cancelled', 0.3);
  // A cancellation may overtake the confirmation, and may arrive twice.
  if (isEnded) send('ReleaseCodes');
  if (isEnded && draw.chance('released twice', 0.3)) send('ReleaseCodes');
  if (!isEnded) record.budgets.used.push(...budgets.map((each) => ({ ...each, orderId })));
  record.codes.orders.push({ orderId, outcome: isEnded ? 'released' : 'used' });
}

const MAX_COPIES = 4;

/** Copies of a command arrive whenever they do: before the order ends, or long after. */
function sendCopies({ scheduler }: World, draw: Draw, send: (ageMs: number) => void): void {
  for (let copy = 0; draw.chance(`copy ${copy}`, 0.3) && copy < MAX_COPIES; copy += 1) {
    const lateMs = MAX_LATE_MS * draw.unit(`late ${copy}`) ** 4;
    void scheduler.sleep(lateMs).then(() => send(lateMs));
  }
}
