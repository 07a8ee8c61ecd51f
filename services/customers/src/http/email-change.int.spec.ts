import { toStreamRecord } from '@tradepost/aggregate/stream-record';
import { listEntries } from '@tradepost/audit/list-entries';
import type { EmailChangeRequested } from '@tradepost/contracts/customers/events';
import type { Customer } from '@tradepost/contracts/customers/model';
import * as routes from '@tradepost/contracts/customers/routes';
import type { Problem } from '@tradepost/contracts/problem-details';
import { http } from '@tradepost/lambda/http/http';
import { pepperedId } from '@tradepost/lambda/peppered-id';
import { open } from '@tradepost/personal-data/seal';
import { callHttp } from '@tradepost/testing/call-http';
import { changesBy } from '@tradepost/testing/changes';
import { customerClaims } from '@tradepost/testing/claims';
import { toStreamEvent } from '@tradepost/testing/stream';
import { createEmailCodes } from '../adapters/email-codes.ts';
import { CUSTOMERS_TABLE_NAME, type Customers, startCustomers } from '../customers.spec-kit.ts';
import { toContractEvents } from '../streams/to-contract-events.ts';
import { confirmMyEmailChange } from './confirm-my-email-change.ts';
import { getMe } from './get-me.ts';
import { requestMyEmailChange } from './request-my-email-change.ts';

let service: Customers;
let clockMs = Date.parse('2026-03-01T09:00:00.000Z');
/** Accounts of the pool: their addresses by the ids of the accounts. */
const pool = new Map<string, string>();
let poolIsDown = false;

beforeAll(async () => {
  service = await startCustomers();
});
afterAll(() => service?.stop());
beforeEach(() => {
  poolIsDown = false;
});

const call = callHttp('customers');
const emailCodes = createEmailCodes(async () => 'pepper');
const deps = () => ({
  ...service.depsAt(() => new Date(clockMs).toISOString()),
  emailCodes,
  accounts: {
    setEmail: async (accountId: string, email: string) => {
      if (poolIsDown) throw new Error('the pool is down');
      if ([...pool].some(([id, other]) => id !== accountId && other === email)) return false;
      pool.set(accountId, email);
      return true;
    },
  },
});

/** A customer who is signed in, with the address `NAME@example.com`. */
function signedIn(name: string) {
  const customerId = pepperedId('cus', 'pepper', [name]);
  const claims = customerClaims(customerId, { email: `${name}@example.com`, email_verified: 'true' });
  const send = (body: object) => ({ method: 'POST', claims, body });
  return {
    customerId,
    accountId: String(claims['sub']),
    profile: async () =>
      (
        await call<Customer>(
          'get-me',
          http(routes.getMe, (request) => getMe(request, deps())),
          { claims },
        )
      ).body,
    request: (email: string) =>
      call<Problem>(
        'request-my-email-change',
        http(routes.requestMyEmailChange, (request) => requestMyEmailChange(request, deps())),
        send({ email }),
      ),
    confirm: (code: string) =>
      call<Customer & Problem>(
        'confirm-my-email-change',
        http(routes.confirmMyEmailChange, (request) => confirmMyEmailChange(request, deps())),
        send({ code }),
      ),
  };
}

/** Requests a change; returns what notifications can open of its event. */
async function requested(customer: ReturnType<typeof signedIn>, email: string) {
  const changes = await changesBy(service.db.documents, CUSTOMERS_TABLE_NAME, async () => {
    expect(await customer.request(email)).toMatchObject({ status: 202, body: { accepted: true } });
  });
  const { Records: records } = toStreamEvent(changes);
  const [event] = records.flatMap((record) => toContractEvents(toStreamRecord(record)));
  if (event === undefined) throw new Error('no event was published');
  const { sealed, subjectId } = event.data as EmailChangeRequested;
  expect(JSON.stringify(event)).not.toContain(email);
  const key = (await service.subjectKeys.find([subjectId])).get(subjectId)?.contact;
  const context = { ownerId: customer.customerId, seal: 'email-change', schema: 1 };
  return open(key, context, sealed) as { readonly email: string; readonly code: string };
}

const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

describe('a change of the e-mail address', () => {
  it('is confirmed with the code that was sent: the account and the profile have the new address', async () => {
    const ada = signedIn('ada');
    await ada.profile();
    const sent = await requested(ada, 'Lovelace@example.com');
    expect(sent).toEqual({ email: 'Lovelace@example.com', code: expect.stringMatching(/^\d{6}$/) });
    expect((await ada.profile()).email).toBe('ada@example.com');
    const confirmed = await ada.confirm(sent.code);
    expect(confirmed).toMatchObject({ status: 200, body: { version: 2, email: 'Lovelace@example.com' } });
    expect(pool.get(ada.accountId)).toBe('Lovelace@example.com');
    expect(await ada.profile()).toEqual(confirmed.body);
    expect(await ada.confirm(sent.code)).toMatchObject({ status: 200, body: confirmed.body });
  });

  it('is completed by a repeat if the account could not be changed', async () => {
    const grace = signedIn('grace');
    await grace.profile();
    const { code } = await requested(grace, 'hopper@example.com');
    poolIsDown = true;
    expect((await grace.confirm(code)).status).toBe(500);
    expect((await grace.profile()).email).toBe('grace@example.com');
    poolIsDown = false;
    expect(await grace.confirm(code)).toMatchObject({ status: 200, body: { email: 'hopper@example.com' } });
  });

  it('is not confirmed by wrong codes, by the right one after five of them, or after a quarter of an hour', async () => {
    const mary = signedIn('mary');
    await mary.profile();
    const { code } = await requested(mary, 'somerville@example.com');
    for (const attemptsLeft of [4, 3, 2, 1, 0])
      expect(await mary.confirm(wrong(code))).toMatchObject({
        status: 422,
        body: { code: 'EMAIL_CODE_WRONG', attemptsLeft },
      });
    const notFound = { status: 404, body: { code: 'EMAIL_CHANGE_NOT_FOUND' } };
    expect(await mary.confirm(code)).toMatchObject(notFound);
    const again = await requested(mary, 'somerville@example.com');
    clockMs += 15 * 60_000;
    expect(await mary.confirm(again.code)).toMatchObject(notFound);
    expect(await mary.confirm('12345')).toMatchObject({ status: 400 });
    expect((await mary.profile()).email).toBe('mary@example.com');
  });

  it('tries at most five codes, however many arrive at once', async () => {
    const emmy = signedIn('emmy');
    await emmy.profile();
    const { code } = await requested(emmy, 'noether@example.com');
    const answers = await Promise.all(Array.from({ length: 12 }, () => emmy.confirm(wrong(code))));
    expect(answers.filter(({ body }) => body.code === 'EMAIL_CODE_WRONG')).toHaveLength(5);
    expect((await emmy.confirm(code)).status).toBe(404);
  });

  it('to the address of another account is rejected only to who has the code', async () => {
    const rosa = signedIn('rosa');
    await rosa.profile();
    pool.set('other-account', 'taken@example.com');
    const { code } = await requested(rosa, 'taken@example.com');
    expect(await rosa.confirm(code)).toMatchObject({ status: 409, body: { code: 'EMAIL_TAKEN' } });
    expect((await rosa.profile()).email).toBe('rosa@example.com');
  });

  it('needs a recent sign-in, and is recorded without the address', async () => {
    const careful = signedIn('careful');
    await careful.profile();
    await requested(careful, 'careful.new@example.com');
    const { items } = await listEntries(service.db.documents, 'tradepost-dev-operations-audit', {
      by: { target: `customers/${careful.customerId}` },
      limit: 10,
    });
    expect(items).toMatchObject([{ act: 'EmailChangeRequested', actor: careful.customerId }]);
    expect(JSON.stringify(items)).not.toContain('@');
    const longAgo = customerClaims(careful.customerId, {}, Date.now() - 301_000);
    const answer = await call<Problem>(
      'request-my-email-change',
      http(routes.requestMyEmailChange, (request) => requestMyEmailChange(request, deps())),
      { method: 'POST', claims: longAgo, body: { email: 'thief@example.com' } },
    );
    expect(answer).toMatchObject({ status: 401, body: { code: 'INSUFFICIENT_USER_AUTHENTICATION' } });
  });

  it('can be requested three times an hour', async () => {
    const busy = signedIn('busy');
    await busy.profile();
    for (let count = 0; count < 3; count += 1) await requested(busy, 'new@example.com');
    expect(await busy.request('new@example.com')).toMatchObject({
      status: 409,
      body: { code: 'EMAIL_CHANGE_LIMIT', retryAfterSeconds: 3_600 },
    });
    clockMs += 3_600_000;
    await requested(busy, 'new@example.com');
  });

  it('of one customer has no code of another', async () => {
    const [one, two] = [signedIn('one'), signedIn('two')];
    await Promise.all([one.profile(), two.profile()]);
    const { code } = await requested(one, 'same@example.com');
    expect(await two.confirm(code)).toMatchObject({ status: 404 });
    expect(await emailCodes.hash(one.customerId, code)).not.toBe(await emailCodes.hash(two.customerId, code));
  });
});
