import { tokenRequestOf } from '@tradepost/cli/start/local-users';
import { forEach } from '@tradepost/command-line/for-each';
import { takesBody } from '@tradepost/contracts/define-route';
import { loadRegistry } from '@tradepost/contracts/registry';
import {
  accessOf,
  isMachine,
  isRole,
  MATRIX_CALLERS,
  type MatrixAccess,
  type MatrixCaller,
} from '@tradepost/reference/access/access-matrix';
import { sharedCloud } from '@tradepost/testing/cloud/with-cloud';
import { invalidRequest } from '../access/invalid-request.ts';
import { statusWithoutBody } from '../access/unsent-body.ts';
import { createSender, type Sender } from '../fuzz/send.ts';

/** Statuses of an invalid request: access is decided before the query and the body are read. */
const STATUSES: Readonly<Record<MatrixAccess, number>> = {
  ...{ all: 400, own: 400, recent: 400, 'own-recent': 400, signed: 400 },
  ...{ unauthenticated: 401, forbidden: 403 },
};
const AT_ONCE = 16;
const HOUR_SECONDS = 3_600;
/** A well-formed order token of no order. */
const ORDER_TOKEN = `ot1.AAAAAAAA.${'A'.repeat(43)}`;
const CART_TOKEN = `ct1.AAAAAAAA.${'A'.repeat(43)}`;
/** The callers, and a customer and a person with other grants than the first of their kind. */
const CALLERS = [...MATRIX_CALLERS, 'another customer'] as const;
type Caller = (typeof CALLERS)[number];

const registry = await loadRegistry();
const cloud = sharedCloud();
let sender: Sender;
beforeAll(() => {
  sender = createSender(cloud.url, { staff: () => undefined, customer: () => undefined } as never);
});
afterAll(() => sender.close());

const routes = registry.routes.map((route) => ({
  ...route,
  key: `${route.contract.method} ${route.contract.path}`,
  request: invalidRequest(registry, route),
}));
type Route = (typeof routes)[number];

const kindOf = (caller: Caller): MatrixCaller => (caller === 'another customer' ? 'customer' : caller);
const NAMES: Readonly<Partial<Record<Caller, string>>> = { customer: 'ada', 'another customer': 'grace' };
const nameOf = (caller: Caller): string | undefined =>
  NAMES[caller] ?? (isRole(kindOf(caller)) || isMachine(kindOf(caller)) ? caller : undefined);

/** The headers that a caller sends. */
async function headersOf(caller: Caller): Promise<readonly (readonly [string, string])[]> {
  if (caller === 'guest')
    return [
      ['X-Order-Token', ORDER_TOKEN],
      ['X-Cart-Token', CART_TOKEN],
    ];
  const name = nameOf(caller);
  return name === undefined ? [] : [['Authorization', `Bearer ${await cloud.token(name)}`]];
}

/** Sends the invalid request of each route as each caller. Returns the statuses by route and caller. */
async function statusesOf<Name extends string>(
  asked: readonly Route[],
  callersOf: (route: Route) => readonly (readonly [Name, readonly (readonly [string, string])[]])[],
) {
  const statuses: Record<string, Record<string, number>> = {};
  const requests = asked.flatMap((route) => callersOf(route).map((caller) => ({ route, caller })));
  await forEach(requests, AT_ONCE, async ({ route: { key, request }, caller: [name, headers] }) => {
    const answer = await sender.send({ ...request, headers: [...request.headers, ...headers] });
    statuses[key] = { ...statuses[key], [name]: answer.status };
  });
  return statuses;
}

it('every route answers every caller by the table', async () => {
  const headers = await Promise.all(CALLERS.map(async (each) => [each, await headersOf(each)] as const));
  const expected = routes.map(({ key, contract }) => [
    key,
    // Without an API key, a route that needs one answers 403 to those whom it would admit.
    Object.fromEntries(
      CALLERS.map((caller) => {
        const status = STATUSES[accessOf(contract.access, kindOf(caller))];
        return [caller, contract.apiKey === true && status === 400 ? 403 : status];
      }),
    ),
  ]);
  expect(await statusesOf(routes, () => headers)).toEqual(Object.fromEntries(expected));
});

it('routes with step-up answer 401 to people who signed in an hour ago, and to nobody else', async () => {
  const names = MATRIX_CALLERS.filter((each) => each === 'customer' || isRole(each));
  const old = await Promise.all(
    names.map(
      async (each) => [each, [['Authorization', `Bearer ${await oldToken(each)}`] as const]] as const,
    ),
  );
  const expected = routes.map(({ key, contract: { access, apiKey } }) => [
    key,
    Object.fromEntries(
      names.map((caller) => {
        const decided = accessOf(access, caller);
        const isTooOld = decided === 'recent' || decided === 'own-recent';
        const status = isTooOld ? 401 : STATUSES[decided];
        return [caller, apiKey === true && status === 400 ? 403 : status];
      }),
    ),
  ]);
  expect(await statusesOf(routes, () => old)).toEqual(Object.fromEntries(expected));
});

async function oldToken(caller: MatrixCaller): Promise<string> {
  const request = { ...tokenRequestOf(nameOf(caller) ?? ''), authenticatedSecondsAgo: HOUR_SECONDS };
  const response = await fetch(`${cloud.url}/_local/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  return ((await response.json()) as { readonly access_token: string }).access_token;
}

it('a request that never sends its body gets its 401 or 403', async () => {
  const withBody = routes.filter(
    ({ contract }) =>
      takesBody(contract) && (contract.access.kind === 'staff' || contract.access.kind === 'customer'),
  );
  expect(withBody.length).toBeGreaterThan(10);
  const statuses: Record<string, readonly number[]> = {};
  const expected: Record<string, readonly number[]> = {};
  const erp = await cloud.token('erp');
  await forEach(withBody, AT_ONCE, async ({ key, contract, request: { method, target } }) => {
    const ofErp = STATUSES[accessOf(contract.access, 'erp')];
    // Access of erp to stock: the gateway waits for the body of an allowed request.
    const isDenied = ofErp !== 400;
    expected[key] = [401, ...(isDenied ? [contract.access.kind === 'customer' ? 401 : ofErp] : [])];
    statuses[key] = [
      await statusWithoutBody(cloud.url, { method, target }),
      ...(isDenied ? [await statusWithoutBody(cloud.url, { method, target, token: erp })] : []),
    ];
  });
  expect(statuses).toEqual(expected);
});
