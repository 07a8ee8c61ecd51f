import { defineRoute } from '@tradepost/contracts/define-route';
import { currency } from '@tradepost/contracts/fields/money';
import { block, line, noCardNumber } from '@tradepost/contracts/fields/text';
import { ISSUERS } from '@tradepost/testing/claims';
import { toContext } from '@tradepost/testing/context';
import { type HttpRequestInput, toHttpEvent, toRestEvent } from '@tradepost/testing/http';
import * as z from 'zod/mini';
import { type HttpReply, type HttpRequest, http } from './http.ts';

export const { STAFF_ISSUER, CUSTOMER_ISSUER } = ISSUERS;
Object.assign(process.env, ISSUERS);

/** Claims of a person with the scopes of all routes below. */
export const claims = {
  iss: STAFF_ISSUER,
  token_use: 'access',
  sub: 'user-1',
  username: 'user-1',
  client_id: 'backoffice',
  scope: 'openid tradepost/inventory:read tradepost/inventory:write',
  auth_time: '1767225600',
};

/** A route with every kind of input. */
export const putJar = defineRoute({
  service: 'jars',
  method: 'PUT',
  path: '/v1/jars/{jarId}',
  summary: 'Fill a jar.',
  access: { kind: 'staff', scope: 'inventory:write', machines: true },
  params: z.strictObject({ jarId: z.string().check(z.regex(/^jar_\d+$/, 'must be jar_ and digits')) }),
  query: z.strictObject({ verbose: z.optional(z.enum(['true', 'false'])) }),
  body: z.strictObject({
    label: line(20).check(noCardNumber()),
    coins: z.optional(z.array(z.strictObject({ value: z.int() }))),
    extras: z.optional(z.record(z.string(), z.int())),
    prices: z.optional(z.record(currency, z.int())),
    note: z.optional(block(100).check(noCardNumber())),
  }),
  success: { status: 200, body: z.object({ label: z.string() }) },
  idempotencyKey: true,
  ifMatch: 'optional',
  problems: ['STOCK_NOT_FOUND', 'SKU_TAKEN', 'FORBIDDEN'],
});

export const getJar = defineRoute({
  service: 'jars',
  method: 'GET',
  path: '/v1/jars/{jarId}',
  summary: 'One jar.',
  access: { kind: 'staff', scope: 'inventory:read', machines: true },
  params: putJar.params,
  success: { status: 200, body: z.object({ label: z.string() }) },
});

export type PutJar = HttpRequest<typeof putJar>;

/** Builders of an event from the same request, for each kind of API. */
export const gateways = [
  ['an HTTP API', toHttpEvent],
  ['a REST API', toRestEvent],
] as const;

export const request = {
  method: 'PUT',
  path: '/v1/jars/jar_1',
  params: { jarId: 'jar_1' },
  body: { label: 'holidays' },
  claims,
} satisfies HttpRequestInput;

/** A handler that always succeeds. */
export const fine = async () => ({ body: { label: 'holidays' } });

/** Sends a request through the stack. Returns the response with its body parsed, and the request that the handler got. */
export async function send(
  toEvent: (typeof gateways)[number][1],
  input: HttpRequestInput,
  handle: (request: PutJar) => Promise<HttpReply<typeof putJar>> = fine,
) {
  const given: PutJar[] = [];
  const handler = http(putJar, (each) => {
    given.push(each);
    return handle(each);
  });
  const response = await handler(toEvent(input), toContext());
  return { ...response, json: parseBody(response.body), given: given[0] };
}

export const parseBody = (body: string): unknown => (body === '' ? undefined : JSON.parse(body));
