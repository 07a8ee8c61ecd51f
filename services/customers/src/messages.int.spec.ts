import { toStreamRecord } from '@tradepost/aggregate/stream-record';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import * as routes from '@tradepost/contracts/customers/routes';
import { CORRELATION_ID, CUSTOMER_ID, SUBJECT_ID } from '@tradepost/contracts/example-data';
import { http } from '@tradepost/lambda/http/http';
import { callHttp } from '@tradepost/testing/call-http';
import { changesBy } from '@tradepost/testing/changes';
import { customerClaims } from '@tradepost/testing/claims';
import { messagesTo } from '@tradepost/testing/messages-to';
import { expectSamples } from '@tradepost/testing/samples';
import { toStreamEvent } from '@tradepost/testing/stream';
import { CUSTOMERS_TABLE_NAME, type Customers, startCustomers } from './customers.spec-kit.ts';
import { getMe } from './http/get-me.ts';
import { updateMe } from './http/update-me.ts';
import { toContractEvents } from './streams/to-contract-events.ts';

let service: Customers;
beforeAll(async () => {
  service = await startCustomers();
});
afterAll(() => service?.stop());

const claims = customerClaims(CUSTOMER_ID, { email: 'ada@example.com', email_verified: 'true' });
const correlationId = CORRELATION_ID;
const call = callHttp('customers');

/** Dependencies at a time. Subjects have random ids; this has the one of the samples. */
function depsAt(now: string) {
  const { seals, ...deps } = service.depsAt(() => now);
  const withId = <Subject extends object>(subject: Subject) => ({ ...subject, subjectId: SUBJECT_ID });
  return {
    ...deps,
    seals: {
      ...seals,
      subjectOf: async (customerId: string) => withId(await seals.subjectOf(customerId)),
      find: async () => withId(await seals.subjectOf(CUSTOMER_ID)),
    },
  };
}

/** Returns the event that is published for what `work` changes. */
async function eventOf(work: () => Promise<unknown>): Promise<CloudEvent | undefined> {
  const changes = await changesBy(service.db.documents, CUSTOMERS_TABLE_NAME, work);
  const { Records: records } = toStreamEvent(changes);
  const [event] = records.flatMap((record) => toContractEvents(toStreamRecord(record)));
  return event;
}

const register = () =>
  call(
    'get-me',
    http(routes.getMe, (request) => getMe({ ...request, correlationId }, depsAt('2026-01-05T09:00:00.000Z'))),
    { claims },
  );
const update = () =>
  call(
    'update-me',
    http(routes.updateMe, (request) =>
      updateMe({ ...request, correlationId }, depsAt('2026-01-05T09:05:00.000Z')),
    ),
    {
      ...{ method: 'PATCH', claims, headers: { 'If-Match': '"0"' } },
      body: { name: 'Ada Lovelace', phone: '+44 20 7946 0958' },
    },
  );

it('no message is delivered to customers', async () => {
  expect([...(await messagesTo('customers')).keys()]).toEqual([]);
});

it('events published by customers match the committed samples', async () => {
  expectSamples('tradepost.customers', 'event', {
    'customer-registered': await eventOf(register),
    'customer-updated': await eventOf(update),
  });
});
