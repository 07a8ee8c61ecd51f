import { isContention } from '@tradepost/dynamodb/contention-error';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import {
  commands,
  depsAt,
  idOf,
  itemsOf,
  putCode,
  type SpecDeps,
  toHold,
  toRelease,
  toUse,
  usesOf,
} from '../pricing.spec-kit.ts';

const { useCodes, releaseCodes } = commands;

/** Repeats a command that other writers interfered with for as long as a function may run, as the workflow of an order does. */
const holdCodes: typeof commands.holdCodes = async (command, dependencies) => {
  for (;;) {
    try {
      return await commands.holdCodes(command, dependencies);
    } catch (error) {
      if (!isContention(error)) throw error;
    }
  }
};

const CLIENTS = 500;
const USES = 100;

let db: DynamoDb;
let deps: SpecDeps;
beforeAll(async () => {
  db = await startDynamoDb({ services: ['pricing'] });
  deps = depsAt(db.documents);
});
afterAll(() => db.stop());

const range = (from: number, count: number) => Array.from({ length: count }, (_none, index) => from + index);

describe('500 orders that race for the 100 uses of a code', () => {
  it('hold it exactly 100 times, and the others are rejected', async () => {
    const id = await putCode(deps, 1, 'RUSH', { limit: USES });
    const replies = await Promise.all(
      range(0, CLIENTS).map((order) => holdCodes(toHold(order, ['rush']), deps)),
    );
    const held = replies.filter(({ outcome }) => outcome === 'accepted');
    const rejected = replies.flatMap((reply) => (reply.outcome === 'rejected' ? [reply.rejection.code] : []));
    expect(held).toHaveLength(USES);
    expect(new Set(rejected)).toEqual(new Set(['CODE_EXHAUSTED']));
    expect(await usesOf(deps, id)).toEqual({ taken: USES, used: 0 });
    expect(await itemsOf(db.documents, 'code-use#')).toHaveLength(USES);
  });

  it('use and release it, so that as many others can hold it as have released it', async () => {
    const uses = await itemsOf(db.documents, 'code-use#');
    const orders = uses.map(({ id }) => Number(String(id).slice('ord_'.length)));
    const [confirmed, cancelled] = [orders.slice(0, 60), orders.slice(60)];
    await Promise.all([
      ...confirmed.map((order) => useCodes(toUse(order), deps)),
      ...cancelled.flatMap((order) => [
        releaseCodes(toRelease(order), deps),
        releaseCodes(toRelease(order), deps),
      ]),
    ]);
    expect(await usesOf(deps, idOf('cod', 1))).toEqual({ taken: 60, used: 60 });
    const replies = await Promise.all(
      range(CLIENTS, USES).map((order) => holdCodes(toHold(order, ['RUSH']), deps)),
    );
    expect(replies.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(cancelled.length);
    expect(await usesOf(deps, idOf('cod', 1))).toEqual({ taken: USES, used: 60 });
  });
});

describe('100 orders of five customers', () => {
  it('hold a code as often as each customer may', async () => {
    const id = await putCode(deps, 2, 'TWICE', { limitPerCustomer: 2 });
    const replies = await Promise.all(
      range(2_000, 100).map((order) => holdCodes(toHold(order, ['TWICE'], `cus_${order % 5}`), deps)),
    );
    const held = replies.filter(({ outcome }) => outcome === 'accepted');
    const codes = replies.flatMap((reply) => (reply.outcome === 'rejected' ? [reply.rejection.code] : []));
    expect(held).toHaveLength(10);
    expect(new Set(codes)).toEqual(new Set(['CODE_USED_BY_CUSTOMER']));
    expect(await usesOf(deps, id)).toEqual({ taken: 10, used: 0 });
    const counts = await itemsOf(db.documents, `code-customer#${id}#`);
    expect(counts.map(({ taken }) => taken)).toEqual([2, 2, 2, 2, 2]);
  });
});

describe('holds and releases of one order that race', () => {
  it('leave nothing counted', async () => {
    const id = await putCode(deps, 3, 'LATE', { limit: 50 });
    const orders = range(3_000, 50);
    await Promise.all(
      orders.flatMap((order) => [
        holdCodes(toHold(order, ['LATE']), deps),
        releaseCodes(toRelease(order), deps),
        holdCodes(toHold(order, ['LATE']), deps),
      ]),
    );
    expect(await usesOf(deps, id)).toEqual({ taken: 0, used: 0 });
  });
});

describe('100 orders that race for a budget', () => {
  it('hold and use no more than it, while it is lowered', async () => {
    const { createPromotion, updatePromotion } = await import('../domain/promotion.ts');
    const promotionId = idOf('prm', 9_000);
    const cause = { actor: 'a', correlationId: 'c' };
    const terms = {
      ...{ id: promotionId, name: 'A tenth', sortOrder: 1, startsAt: '2026-01-01T00:00:00Z' },
      ...{ status: 'active' as const, stacking: 'stack' as const, requiresCode: false },
      ...{ target: { kind: 'order' as const }, value: { kind: 'percent' as const, ppm: 100_000 } },
      budgetMinor: { GBP: 1_000 },
    };
    await deps.promotions.create(promotionId, createPromotion(terms), { ...cause, fingerprint: 'budget' });
    const next = { budgetMinor: { GBP: 500 } };
    const lower = () =>
      deps.promotions.executeOnBudget(promotionId, next, (taken) => updatePromotion(next, taken), cause);
    const hold = (order: number) =>
      holdCodes(toHold(order, [], undefined, [{ promotionId, currency: 'GBP', minor: 30 }]), deps);
    const [replies] = await Promise.all([Promise.all(range(9_000, 100).map(hold)), lower()]);
    const held = range(9_000, 100).filter((_order, index) => replies[index]?.outcome === 'accepted');
    const { state } = await deps.promotions.load(promotionId);
    const limit = state?.budgetMinor?.['GBP'] ?? 0;
    expect(held.length * 30).toBeLessThanOrEqual(limit);
    expect((held.length + 1) * 30).toBeGreaterThan(limit);
    await Promise.all(held.flatMap((order) => [useCodes(toUse(order), deps), useCodes(toUse(order), deps)]));
    await Promise.all(held.slice(3).map((order) => releaseCodes(toRelease(order), deps)));
    const counts = await deps.promotions.budgetCountsOf([terms]);
    expect(counts.get(promotionId)?.get('GBP')).toEqual({ takenMinor: 90, usedMinor: 90 });
  });
});

describe('a limit that is lowered while orders hold the code', () => {
  it('is never exceeded', async () => {
    const id = await putCode(deps, 4, 'FEWER', { limit: 80 });
    const { updateCode } = await import('../domain/discount-code.ts');
    const lower = async (limit: number) =>
      deps.codes.executeOnCounters(id, (taken) => updateCode({ limit }, taken), {
        actor: 'a',
        correlationId: 'c',
      });
    const [replies] = await Promise.all([
      Promise.all(range(4_000, 100).map((order) => holdCodes(toHold(order, ['FEWER']), deps))),
      lower(40),
    ]);
    const held = replies.filter(({ outcome }) => outcome === 'accepted').length;
    const { state } = await deps.codes.load(id);
    expect(await usesOf(deps, id)).toEqual({ taken: held, used: 0 });
    expect(held).toBeLessThanOrEqual(state?.limit ?? 0);
    expect(held).toBeGreaterThanOrEqual(40);
  });
});
