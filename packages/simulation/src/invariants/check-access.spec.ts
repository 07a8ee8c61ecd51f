import {
  CUSTOMER_IDS,
  cancelOrderAs,
  type Orderer,
  placeOrderAs,
  readOrderAs,
} from '../workload/order-routes.ts';
import type { Answered, HttpRequest } from '../world/http-client.ts';
import { SUPPORT } from '../world/tokens.ts';
import { checkAccess } from './check-access.ts';
import { toBooks } from './tables.ts';
import { createReport } from './violation.ts';

const orderId = 'ord_0000000000000000000000000A';
const orderToken = 'the token of the order';
const LATER_MS = 2;

function answered(request: HttpRequest, status = 200, body: object = {}, sentMs = LATER_MS): Answered {
  const path = request.path.replace(orderId, '{orderId}');
  const answer = { status, body, text: JSON.stringify(body) };
  const params: Record<string, string> = path === request.path ? {} : { orderId };
  return { route: `${request.method} ${path}`, params, request, answer, sentMs, answeredMs: sentMs };
}

const placed = (by: Orderer) =>
  answered(placeOrderAs(by, {}, 'key'), 201, { id: orderId, ...(by === 'guest' ? { orderToken } : {}) }, 0);
const read = (by: Orderer, token?: string) => answered(readOrderAs({ by, orderId, orderToken: token }));
const readEarlier = answered(readOrderAs({ by: 'guest', orderId, orderToken }), 200, {}, LATER_MS - 1);
const cancelled = (by: Orderer) => answered(cancelOrderAs({ by, orderId, orderToken: undefined }));
/** A list with the order. */
const listed = (by: Orderer) => {
  const { path, ...request } = readOrderAs({ by, orderId });
  return answered({ ...request, path: path.replace(`/${orderId}`, '') }, 200, { items: [{ id: orderId }] });
};
const cancelledBySupport = answered({
  method: 'POST',
  path: `/v1/orders/${orderId}/cancel`,
  claims: SUPPORT,
});
const revoked = answered({
  method: 'POST',
  path: `/v1/orders/${orderId}/order-token/revoke`,
  claims: SUPPORT,
});

const reportedOf = (
  answers: readonly Answered[],
  captured: Parameters<typeof checkAccess>[1] = [],
  claims: Parameters<typeof checkAccess>[3] = [],
) => {
  const { violations, report } = createReport();
  checkAccess(
    answers,
    captured,
    toBooks(() => []),
    claims,
    report,
  );
  return violations.map(({ invariant }) => invariant);
};

describe('checkAccess', () => {
  it.each([
    ['a read by another customer', [placed('ada'), read('grace')]],
    ['a cancellation by another customer', [placed('ada'), cancelled('grace')]],
    ['a list of another customer', [placed('ada'), listed('grace')]],
    ['a read by a machine that did not place the order', [placed('marketplace'), read('bff')]],
    ['a list of a machine that did not place the order', [placed('marketplace'), listed('bff')]],
    ["a guest's read of the order of a customer", [placed('ada'), read('guest')]],
    ['a read with the token of another order', [placed('guest'), read('guest', 'another token')]],
    [
      'a read with a revoked token, sent when the revocation was answered',
      [placed('guest'), revoked, read('guest', orderToken)],
    ],
  ])('reports %s', (_what, answers) => {
    expect(reportedOf(answers)).toEqual(['nobody reads or changes an order that is not theirs']);
  });

  it.each([
    ['the customer who placed the order', [placed('ada'), read('ada'), cancelled('ada'), listed('ada')]],
    ['the machine that placed the order', [placed('bff'), read('bff'), cancelled('bff'), listed('bff')]],
    ['the guest who placed the order', [placed('guest'), read('guest', orderToken)]],
    ['a guest whose token is revoked later', [placed('guest'), readEarlier, revoked]],
    ['staff', [placed('ada'), read('staff'), cancelled('staff'), listed('staff')]],
  ])('accepts %s', (_what, answers) => {
    expect(reportedOf(answers)).toEqual([]);
  });

  it("accepts a customer who may claim a guest's order, who has it or has it not, and reports others", () => {
    const claims = [{ orderId, customerId: CUSTOMER_IDS.ada }];
    const hidden = answered(readOrderAs({ by: 'ada', orderId }), 404, { code: 'ORDER_NOT_FOUND' });
    expect(reportedOf([placed('guest'), read('ada'), listed('ada'), hidden], [], claims)).toEqual([]);
    for (const seen of [read('grace'), listed('grace')])
      expect(reportedOf([placed('guest'), seen], [], claims)).toEqual([
        'nobody reads or changes an order that is not theirs',
      ]);
  });

  it('reports an order that is hidden from the customer who placed it', () => {
    const hidden = answered(readOrderAs({ by: 'ada', orderId }), 404, { code: 'ORDER_NOT_FOUND' });
    expect(reportedOf([placed('ada'), hidden])).toEqual(['accepted requests have their effect']);
  });

  it('reports a person who cancels an order after its capture without a recent sign-in', () => {
    const captured = (atMs: number) => [{ paymentId: orderId.replace('ord_', 'pay_'), atMs }];
    const answers = [placed('ada'), cancelledBySupport];
    expect(reportedOf(answers, captured(1))).toEqual([
      'a person who cancels a captured order has signed in recently',
    ]);
    expect(reportedOf(answers, captured(LATER_MS + 1))).toEqual([]);
  });
});
