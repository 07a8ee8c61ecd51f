import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadServices } from '../code/load-services.ts';
import { allBranches, expectedBranches, UNREACHABLE } from './expected-branches.ts';

/** A service may have to be packaged first. */
jest.setTimeout(120_000);

let all: readonly string[];
let expected: readonly string[];
beforeAll(async () => {
  const loaded = await loadServices();
  all = await allBranches(loaded);
  expected = await expectedBranches(loaded);
});

describe('The branches that runs have to come through', () => {
  it.each([
    ['a state of the workflow', 'AuthorizePayment'],
    ['a catch', 'AuthorizePayment caught → PaymentUnknown'],
    ['a rule with what it takes', 'rule payments-order-ended: OrderCancelled'],
    ['an event on the bus', 'bus: StockReleased'],
    ['an event of a log, which is a tombstone', 'payments commits: AuthorizationBarred'],
    ['a tombstone without an event', 'inventory begins as: released'],
    ['a refusal that only a type names', 'payments refuses: INSUFFICIENT_FUNDS'],
    ['a refusal by a union of codes', 'orders refuses: ORDER_CONFIRMED'],
    ['a refusal of the HTTP stack', 'catalog refuses: PRECONDITION_REQUIRED'],
    ['a refusal of a route', 'POST /v1/orders/{orderId}/cancel refuses: ORDER_NOT_CANCELLABLE'],
    ['why orders are rejected, by the workflow', 'orders are rejected for: STOCK_UNAVAILABLE'],
    ['why orders are rejected, by the provider', 'orders are rejected for: CARD_EXPIRED'],
  ])('have %s', (_what, branch) => {
    expect(expected).toContain(branch);
  });

  it('leave out nothing but what there is, with its reason', () => {
    expect(Object.keys(UNREACHABLE).filter((branch) => !all.includes(branch))).toEqual([]);
    expect(expected).toHaveLength(all.length - Object.keys(UNREACHABLE).length);
  });
});
