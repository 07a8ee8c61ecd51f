import { loadServices } from '../code/load-services.ts';
import { allBranches, expectedBranches, UNREACHABLE } from './expected-branches.ts';

let all: readonly string[];
let expected: readonly string[];
beforeAll(async () => {
  const loaded = await loadServices();
  all = await allBranches(loaded);
  expected = await expectedBranches(loaded);
});

describe('expectedBranches', () => {
  it.each([
    ['a state of the workflow', 'AuthorizePayment'],
    ['a catch', 'AuthorizePayment caught → PaymentUnknown'],
    ['a rule with an event type that it matches', 'rule payments-order-ended: OrderCancelled'],
    ['an event on the bus', 'bus: StockReleased'],
    ['an event that is a tombstone', 'payments commits: PaymentVoidedInAdvance'],
    ['a tombstone without an event', 'inventory begins as: released'],
    ['a rejection that only a type names', 'payments refuses: INSUFFICIENT_FUNDS'],
    ['a rejection in a union of codes', 'orders refuses: ORDER_CONFIRMED'],
    ['a rejection of the HTTP stack', 'catalog refuses: PRECONDITION_REQUIRED'],
    ['a rejection of a route', 'POST /v1/orders/{orderId}/cancel refuses: ORDER_NOT_CANCELLABLE'],
    ['a reason that the workflow gives', 'orders are rejected for: STOCK_UNAVAILABLE'],
    ['a reason that the provider gives', 'orders are rejected for: CARD_EXPIRED'],
  ])('contains %s', (_what, branch) => {
    expect(expected).toContain(branch);
  });

  it('leaves out exactly the branches of UNREACHABLE, all of which exist', () => {
    expect(Object.keys(UNREACHABLE).filter((branch) => !all.includes(branch))).toEqual([]);
    expect(expected).toHaveLength(all.length - Object.keys(UNREACHABLE).length);
  });
});
