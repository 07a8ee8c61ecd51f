import * as routes from '@tradepost/contracts/customers/routes';
import { http } from '@tradepost/lambda/http/http';
import { pepperedId } from '@tradepost/lambda/peppered-id';
import { createHashEmail } from '@tradepost/personal-data/email-hash';
import { callHttp } from '@tradepost/testing/call-http';
import { type Claims, customerClaims } from '@tradepost/testing/claims';
import type { OrderClaim } from '../adapters/order-claims.ts';
import { type Customers, startCustomers } from '../customers.spec-kit.ts';
import { claimMyOrders } from './claim-my-orders.ts';

let service: Customers;
const sent: OrderClaim[] = [];
let inboxIsDown = false;
beforeAll(async () => {
  service = await startCustomers();
});
afterAll(() => service?.stop());
beforeEach(() => {
  sent.length = 0;
  inboxIsDown = false;
});

const hashEmail = createHashEmail(async () => 'pepper');
const idOf = (name: string) => pepperedId('cus', 'pepper', [name]);
const call = callHttp('customers');

/** Claims as a customer, whose account has an address. */
const claim = (name: string, email: string, more: Claims = { email_verified: 'true' }) =>
  call(
    'claim-my-orders',
    http(routes.claimMyOrders, (request) =>
      claimMyOrders(request, {
        ...service.depsAt(),
        sendOrderClaim: async (each) => {
          if (inboxIsDown) throw new Error('the inbox is down');
          sent.push(each);
        },
      }),
    ),
    { method: 'POST', claims: customerClaims(idOf(name), { email, ...more }) },
  );

let orders = 0;
/** Creates the subject of an order that a guest placed; returns the ids of both. */
async function placedBy(email: string) {
  orders += 1;
  const orderId = `ord_${String(orders).padStart(26, '0')}`;
  const { subjectId } = await service.subjectKeys.createForOrder({
    orderId,
    emailHash: await hashEmail(email),
  });
  return { orderId, subjectId };
}
const ACCEPTED = { status: 202, body: { accepted: true } };

describe('a claim', () => {
  it('sends a command for each order of the verified address, in upper or lower case', async () => {
    const [first, second] = [await placedBy('ada@example.com'), await placedBy('ADA@example.com')];
    await placedBy('grace@example.com');
    expect(await claim('ada', 'Ada@Example.com')).toMatchObject(ACCEPTED);
    expect(sent.map(({ orderId }) => orderId).toSorted()).toEqual([first.orderId, second.orderId]);
    expect(sent[0]).toMatchObject({
      ...{ customerId: idOf('ada'), emailHash: await hashEmail('ada@example.com') },
      ...{ correlationId: expect.stringMatching(/^cor_/), at: expect.any(String) },
    });
    expect(JSON.stringify(sent)).not.toContain('@');
    const subjects = await service.subjectKeys.subjectsOf(idOf('ada'));
    expect(subjects).toEqual(expect.arrayContaining([first.subjectId, second.subjectId]));
    expect(subjects).toHaveLength(3);
  });

  it('is answered alike if there is no order, and rejected without a verified address', async () => {
    expect(await claim('nobody', 'nobody@example.com')).toMatchObject(ACCEPTED);
    await placedBy('unverified@example.com');
    expect(await claim('unverified', 'unverified@example.com', { email_verified: 'false' })).toMatchObject({
      status: 409,
      body: { code: 'NO_VERIFIED_EMAIL' },
    });
    expect(sent).toEqual([]);
  });

  it('of an order that another customer has claimed sends nothing', async () => {
    const { subjectId } = await placedBy('shared@example.com');
    await claim('first', 'shared@example.com');
    sent.length = 0;
    expect(await claim('second', 'shared@example.com')).toMatchObject(ACCEPTED);
    expect(sent).toEqual([]);
    expect(await service.subjectKeys.subjectsOf(idOf('second'))).not.toContain(subjectId);
  });

  it('that could not be sent is sent by a repeat', async () => {
    const { orderId } = await placedBy('again@example.com');
    inboxIsDown = true;
    expect((await claim('again', 'again@example.com')).status).toBe(500);
    inboxIsDown = false;
    for (let count = 0; count < 2; count += 1)
      expect(await claim('again', 'again@example.com')).toMatchObject(ACCEPTED);
    expect(sent.map((each) => each.orderId)).toEqual([orderId, orderId]);
  });
});
