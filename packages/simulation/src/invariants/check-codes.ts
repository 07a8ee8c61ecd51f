import type { UncheckedJson } from '../dynamodb/plain.ts';
import { toPlain } from '../dynamodb/plain.ts';
import type { CodesRecord } from '../workload/race-codes.ts';
import type { World } from '../world/world.ts';
import { checkCodesOfOrders } from './carts/check-cart-orders.ts';
import { add } from './sums.ts';
import { type Books, recordsOf } from './tables.ts';
import type { Report } from './violation.ts';

const LIMITED = 'a code is held and used no more often than its limits';
const COUNTED = 'counters of codes are their uses';
const FOLLOWS = 'codes of an order follow from its outcome';
const REFUSED = 'a code with uses left is not refused';
const TABLE = 'pricing-terms';

/** States in which an order has uses of its codes. */
const TAKEN: ReadonlySet<string> = new Set(['held', 'used']);

/** Uses of codes, by the code and by code and customer. */
type Uses = {
  readonly ofCodes: ReadonlyMap<string, number>;
  readonly ofCustomers: ReadonlyMap<string, number>;
};

/**
 * At every moment the orders that hold or use a code are at most as many as its limit, and of one customer as the limit per customer.
 * A code is refused for its limit only if as many uses existed at some time.
 */
export function checkCodeLimits(world: World, { limits, refused }: CodesRecord, report: Report): void {
  const states = new Map<string, UncheckedJson>();
  const most = new Map<string, number>();
  for (const { item } of recordsOf(world, TABLE)) {
    if (!String(item['pk']).startsWith('code-use#')) continue;
    states.set(item['id'], item['state']);
    const { ofCodes, ofCustomers } = usesIn(states);
    for (const [code, uses] of ofCodes) {
      const { limit } = limits.get(code) ?? {};
      most.set(code, Math.max(uses, most.get(code) ?? 0));
      if (limit !== undefined && uses > limit) report(LIMITED, `${code}: ${uses} uses, ${limit} allowed`);
    }
    for (const [key, uses] of ofCustomers) {
      const [code = ''] = key.split(' ');
      const { limitPerCustomer } = limits.get(code) ?? {};
      if (limitPerCustomer !== undefined && uses > limitPerCustomer)
        report(LIMITED, `${key}: ${uses} uses, ${limitPerCustomer} allowed`);
    }
  }
  for (const { code, reason, orderId } of refused) {
    const { limit = Number.POSITIVE_INFINITY } = limits.get(code) ?? {};
    if (reason === 'CODE_EXHAUSTED' && (most.get(code) ?? 0) < limit)
      report(REFUSED, `${code} for ${orderId}: ${most.get(code) ?? 0} of ${limit} uses at most`);
  }
}

/** When all work has finished: the counters have the uses of the orders, and each order has what follows from its outcome. */
export function checkCodesAtRest(world: World, books: Books, { orders }: CodesRecord, report: Report): void {
  const items = world.dynamodb.table(`tradepost-dev-${TABLE}`).all().map(toPlain) as readonly UncheckedJson[];
  const startsWith = (prefix: string) => items.filter(({ pk }) => String(pk).startsWith(prefix));
  const states = new Map<string, UncheckedJson>(startsWith('code-use#').map(({ id, state }) => [id, state]));
  const { ofCodes, ofCustomers } = usesIn(states);
  const counted = new Map<string, number>();
  const codes = new Map<string, string>(
    startsWith('discount-code#').map(({ id, state }) => [id, state.code]),
  );
  for (const { pk, taken, used } of startsWith('code-counter#')) {
    const code = codes.get(String(pk).split('#')[1] ?? '') ?? '';
    add(counted, code, taken);
    add(counted, `${code} used`, used);
  }
  for (const code of codes.values()) {
    const used = [...states.values()].filter(
      (state) => state.status === 'used' && hasCode(state, code),
    ).length;
    if ((counted.get(code) ?? 0) !== (ofCodes.get(code) ?? 0))
      report(COUNTED, `${code}: ${counted.get(code)} counted, ${ofCodes.get(code) ?? 0} uses`);
    if ((counted.get(`${code} used`) ?? 0) !== used)
      report(COUNTED, `${code}: ${counted.get(`${code} used`)} counted as used, ${used} are`);
  }
  for (const { pk, taken } of startsWith('code-customer#')) {
    const [, id = '', customer = ''] = String(pk).split('#');
    const key = `${codes.get(id)} ${customer}`;
    if (taken !== (ofCustomers.get(key) ?? 0))
      report(COUNTED, `${key}: ${taken} counted, ${ofCustomers.get(key) ?? 0} uses`);
  }
  for (const { orderId, outcome } of orders) {
    const status = states.get(orderId)?.status ?? 'none';
    const isRight = outcome === 'used' ? status === 'used' : status === 'released' || status === 'barred';
    if (!isRight) report(FOLLOWS, `${orderId} has its codes ${status}, not ${outcome}`);
  }
  checkCodesOfOrders(books, states, new Set(orders.map(({ orderId }) => orderId)), report);
}

function usesIn(states: ReadonlyMap<string, UncheckedJson>): Uses {
  const ofCodes = new Map<string, number>();
  const ofCustomers = new Map<string, number>();
  for (const { status, codes = [], customer } of states.values()) {
    if (!TAKEN.has(status)) continue;
    for (const { code } of codes as readonly UncheckedJson[]) {
      add(ofCodes, code, 1);
      if (customer !== undefined) add(ofCustomers, `${code} ${customer}`, 1);
    }
  }
  return { ofCodes, ofCustomers };
}

function hasCode({ codes = [] }: UncheckedJson, code: string): boolean {
  return (codes as readonly UncheckedJson[]).some((each) => each['code'] === code);
}
