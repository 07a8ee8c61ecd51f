import type { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { toStreamRecord } from '@tradepost/aggregate/stream-record';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import * as routes from '@tradepost/contracts/customers/routes';
import { CORRELATION_ID, CUSTOMER_ID, ORDER_ID, SUBJECT_ID } from '@tradepost/contracts/example-data';
import { http } from '@tradepost/lambda/http/http';
import { callHttp } from '@tradepost/testing/call-http';
import { changesBy, undo } from '@tradepost/testing/changes';
import { customerClaims } from '@tradepost/testing/claims';
import { messagesTo } from '@tradepost/testing/messages-to';
import { expectSamples } from '@tradepost/testing/samples';
import { toStreamEvent } from '@tradepost/testing/stream';
import { createEmailCodes } from './adapters/email-codes.ts';
import { createSendOrderClaim } from './adapters/order-claims.ts';
import { publishErasure } from './commands/publish-erasure.ts';
import { CUSTOMERS_TABLE_NAME, type Customers, startCustomers } from './customers.spec-kit.ts';
import type { PrivacyDeps } from './deps.ts';
import type { StoredPrivacyRequest } from './domain/privacy-request.ts';
import { claimMyOrders } from './http/claim-my-orders.ts';
import { getMe } from './http/get-me.ts';
import { recordMyConsent } from './http/record-my-consent.ts';
import { requestMyEmailChange } from './http/request-my-email-change.ts';
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
  // The log of consents is not published.
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

/** Returns the event that the workflow of an erasure publishes for the guest of an order. */
async function erasureOf(): Promise<CloudEvent> {
  const sent: string[] = [];
  const send = async ({ input: { Entries = [] } }: PutEventsCommand) => {
    sent.push(...Entries.map(({ Detail = '' }) => Detail));
    return { FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: '1' })) };
  };
  const request: StoredPrivacyRequest = {
    ...{ id: 'prq_01JD3XK8WQ4N6T2B9V5M7R0C1F', kind: 'erasure', status: 'running', requestedBy: 'staff' },
    ...{ correlationId, requestedAt: '2026-01-05T09:00:00.000Z', dueAt: '2026-02-04T09:00:00.000Z' },
    ...{ erased: [{ subjectId: SUBJECT_ID, orderId: ORDER_ID }], erasedAt: '2026-01-05T09:30:00.000Z' },
  };
  await publishErasure(request.id, {
    bus: () => ({ busName: 'bus', client: { send } as never }),
    requests: { find: async () => request } as unknown as PrivacyDeps['requests'],
  });
  return JSON.parse(sent[0] ?? '');
}

const consent = () =>
  call(
    'record-my-consent',
    http(routes.recordMyConsent, (request) =>
      recordMyConsent({ ...request, correlationId }, depsAt('2026-01-05T09:15:00.000Z')),
    ),
    {
      ...{ method: 'POST', claims },
      body: {
        ...{ purpose: 'marketing', channel: 'email', granted: true },
        ...{ textVersion: '2026-01', source: 'account' },
      },
    },
  );

/** Seals have random texts. This has their form. */
const sealed = 's1..c2VhbGVkIGNvZGU';
const requestEmailChange = () =>
  call(
    'request-my-email-change',
    http(routes.requestMyEmailChange, (request) => {
      const { seals, ...deps } = depsAt('2026-01-05T09:10:00.000Z');
      return requestMyEmailChange(
        { ...request, correlationId },
        {
          ...deps,
          seals: { ...seals, sealEmailChange: () => sealed },
          emailCodes: createEmailCodes(async () => 'pepper'),
        },
      );
    }),
    { method: 'POST', claims, body: { email: 'lovelace@example.com' } },
  );

/** The hash of the address in all samples. */
const EMAIL_HASH = 'eml_7K2M9Q4T6V8X1Z3B5D7F9H0J2N';

/** Claims an order of a guest; returns the body of the message to orders. */
async function claimOrder(): Promise<CloudEvent> {
  const bodies: string[] = [];
  const sqs = {
    send: async ({ input }: { readonly input: object }) => {
      if ('MessageBody' in input) bodies.push(String(input.MessageBody));
      return { QueueUrl: 'http://127.0.0.1/inbox' };
    },
  };
  const { seals, ...deps } = depsAt('2026-01-05T11:00:00.000Z');
  const handler = http(routes.claimMyOrders, (request) =>
    claimMyOrders(
      { ...request, correlationId },
      {
        ...{ ...deps, seals, hashEmail: async () => EMAIL_HASH },
        subjectKeys: {
          findByEmail: async () => [{ subjectId: SUBJECT_ID, orderId: ORDER_ID }],
          claim: async () => true,
        },
        sendOrderClaim: createSendOrderClaim(sqs as never, 'inbox'),
      },
    ),
  );
  // The profile has the hash of the samples only here.
  const changes = await changesBy(service.db.documents, CUSTOMERS_TABLE_NAME, async () => {
    expect((await call('claim-my-orders', handler, { method: 'POST', claims })).status).toBe(202);
  });
  await undo(service.db.documents, CUSTOMERS_TABLE_NAME, changes);
  return JSON.parse(bodies[0] ?? '') as CloudEvent;
}

it('no message is delivered to customers', async () => {
  expect([...(await messagesTo('customers')).keys()]).toEqual([]);
});

it('the command to orders matches the committed sample', async () => {
  expectSamples('tradepost.customers', 'command', { 'claim-order': await claimOrder() });
});

it('events published by customers match the committed samples', async () => {
  expectSamples('tradepost.customers', 'event', {
    'customer-registered': await eventOf(register),
    'customer-updated': await eventOf(update),
    'email-change-requested': await eventOf(requestEmailChange),
    'consent-changed': await eventOf(consent),
    'subject-erased': await erasureOf(),
  });
});
