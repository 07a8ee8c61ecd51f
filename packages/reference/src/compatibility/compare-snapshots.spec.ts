import type { RouteContract } from '@tradepost/contracts/define-route';
import { sku } from '@tradepost/contracts/fields/identifiers';
import { type AnyCommand, type AnyEvent, loadRegistry, type Registry } from '@tradepost/contracts/registry';
import * as z from 'zod/mini';
import { compareSnapshots } from './compare-snapshots.ts';
import type { Difference } from './difference.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';

type Shape = z.core.$ZodShape;
/** Changed members of a contract. */
type Replace<Contract> = Partial<Contract> | ((contract: Contract) => Partial<Contract>);

let registry: Registry;
let before: Snapshot;
beforeAll(async () => {
  registry = await loadRegistry();
  before = takeSnapshot(registry);
});

/** Changes a contract; without a change, removes it. */
function replace<Contract>(
  registered: readonly { readonly name: string; readonly file: string; readonly contract: Contract }[],
  name: string,
  change: Replace<Contract> | undefined,
) {
  return registered.flatMap((each) => {
    if (each.name !== name) return [each];
    const changed = typeof change === 'function' ? change(each.contract) : change;
    return changed === undefined ? [] : [{ ...each, contract: { ...each.contract, ...changed } }];
  });
}

const compare = (changed: Partial<Registry>) =>
  compareSnapshots(before, takeSnapshot({ ...registry, ...changed }));
const event = (name: string, change?: Replace<AnyEvent>) =>
  compare({ events: replace(registry.events, name, change) });
const command = (name: string, change: Replace<AnyCommand>) =>
  compare({ commands: replace(registry.commands, name, change) });
const route = (name: string, change: Replace<RouteContract>) =>
  compare({ routes: replace(registry.routes, name, change) });

/** Differences of `OrderPlaced` with changed fields; undefined removes a field. */
function orderPlaced(fields: Readonly<Record<string, z.ZodMiniType | undefined>>): readonly Difference[] {
  return event('orderPlaced', ({ data }) => {
    const { shape } = data as unknown as { readonly shape: Shape };
    const changed = Object.entries({ ...shape, ...fields }).filter(([, field]) => field !== undefined);
    return { data: z.object(Object.fromEntries(changed) as Shape) };
  });
}

const line = z.object({ sku });

describe('OrderPlaced', () => {
  it.each<[string, Readonly<Record<string, z.ZodMiniType | undefined>>, Partial<Difference>]>([
    ['loses its currency', { currency: undefined }, { pointer: '/data/currency', change: 'field-removed' }],
    [
      'gets an optional country',
      { country: z.optional(z.string()) },
      { pointer: '/data/country', change: 'made-optional' },
    ],
    [
      'gets a required gift wrap',
      { giftWrap: z.boolean() },
      { pointer: '/data/giftWrap', change: 'required-field-added' },
    ],
    [
      'gets a higher maximum of lines',
      { lines: z.array(line).check(z.minLength(1), z.maxLength(2_000)) },
      { pointer: '/data/lines', change: 'widened', was: 'maxItems 1000', is: 'maxItems 2000' },
    ],
    [
      'gets a longer reference',
      { reference: z.optional(z.string()) },
      { pointer: '/data/reference', change: 'widened' },
    ],
    ['gets a number as currency', { currency: z.int() }, { pointer: '/data/currency', change: 'changed' }],
  ])('breaks its readers if it %s', (_what, fields, expected) => {
    const breaking = { kind: 'events', contract: 'OrderPlaced', severity: 'breaking', ...expected };
    expect(orderPlaced(fields)).toContainEqual(expect.objectContaining(breaking));
  });

  it.each<[string, Readonly<Record<string, z.ZodMiniType>>]>([
    ['gets an optional gift wrap', { giftWrap: z.optional(z.boolean()) }],
    ['gets a gift wrap with a default', { giftWrap: z._default(z.boolean(), false) }],
    ['gets an optional object with fields of any kind', { facts: z.optional(z.looseObject({})) }],
  ])('has an addition if it %s', (_what, fields) => {
    expect(orderPlaced(fields)).toMatchObject([
      { kind: 'events', contract: 'OrderPlaced', change: 'field-added', severity: 'addition' },
    ]);
  });

  it('has no difference if only a description changes', () => {
    const country = z.string().check(z.regex(/^[A-Z]{2}$/), z.describe('Other words.'));
    expect(orderPlaced({ country })).toEqual([]);
  });

  it.each<[string, Replace<AnyEvent> | undefined, Partial<Difference>]>([
    ['is removed', undefined, { change: 'contract-removed' }],
    [
      'comes from another service',
      { source: 'tradepost.shop' },
      { pointer: '/source', change: 'fact-changed' },
    ],
    ['gets version 2 under the same name', { version: 2 }, { pointer: '/version', was: '1', is: '2' }],
  ])('breaks its readers if it %s', (_what, change, expected) => {
    expect(event('orderPlaced', change)).toMatchObject([
      { contract: 'OrderPlaced', severity: 'breaking', ...expected },
    ]);
  });

  it('breaks readers of the old name if it is renamed, with an addition under the new name', () => {
    expect(event('orderPlaced', { type: 'OrderAccepted' })).toMatchObject([
      { contract: 'OrderAccepted', change: 'contract-added', severity: 'addition' },
      { contract: 'OrderPlaced', change: 'contract-removed', severity: 'breaking' },
    ]);
  });
});

describe('a command', () => {
  it.each<[string, Replace<AnyCommand>, Partial<Difference>]>([
    [
      'gets a required field',
      { data: z.object({ reservationId: z.string(), reason: z.string() }) },
      { pointer: '/data/reason' },
    ],
    ['loses fields of its reply', { reply: z.object({}) }, { pointer: '/reply' }],
    ['moves to another service', { service: 'orders' }, { pointer: '/service', change: 'fact-changed' }],
  ])('breaks its senders if it %s', (_what, change, expected) => {
    const breaking = { kind: 'commands', contract: 'ReleaseStock', severity: 'breaking', ...expected };
    expect(command('releaseStock', change)).toContainEqual(expect.objectContaining(breaking));
  });
});

describe('a route', () => {
  it.each<[string, string, Replace<RouteContract>, Partial<Difference>]>([
    ['gets another path', 'getOrder', { path: '/v1/order/{orderId}' }, { change: 'contract-removed' }],
    [
      'needs another scope',
      'getOrder',
      { access: { kind: 'staff', scope: 'orders:write', machines: true } },
      { pointer: '/scope' },
    ],
    [
      'needs a token',
      'getProduct',
      { access: { kind: 'staff', scope: 'catalog:drafts', machines: true } },
      { pointer: '/scope' },
    ],
    [
      'no longer admits machines',
      'getOrder',
      { access: { kind: 'staff', scope: 'orders:read', machines: false } },
      { pointer: '/callers' },
    ],
    [
      'needs a recent sign-in',
      'getOrder',
      { access: { kind: 'staff', scope: 'orders:read', machines: true, stepUp: { maxAgeSeconds: 300 } } },
      { pointer: '/stepUpSeconds' },
    ],
    [
      'returns another status',
      'placeOrder',
      ({ success }) => ({ success: { ...success, status: 202 } }),
      { pointer: '/status' },
    ],
    [
      'no longer accepts Idempotency-Key',
      'placeOrder',
      { idempotencyKey: false },
      { pointer: '/request/headers/Idempotency-Key' },
    ],
    [
      'requires If-Match',
      'archiveProduct',
      { ifMatch: 'required' },
      { change: 'made-required', pointer: '/request/headers/If-Match' },
    ],
    [
      'requires a body',
      'getOrder',
      { body: z.strictObject({}) },
      { change: 'required-field-added', pointer: '/request/body' },
    ],
    [
      'loses a query parameter',
      'getOrder',
      { query: z.strictObject({}) },
      { change: 'field-removed', pointer: '/request/query/at' },
    ],
    [
      'loses fields of its response',
      'getOrder',
      ({ success }) => ({ success: { ...success, body: z.object({}) } }),
      { pointer: '/answer/id' },
    ],
  ])('breaks its callers if it %s', (_what, name, change, expected) => {
    const breaking = expect.objectContaining({ kind: 'routes', severity: 'breaking', ...expected });
    expect(route(name, change)).toContainEqual(breaking);
  });

  it.each<[string, string, Replace<RouteContract>, Partial<Difference>]>([
    ['accepts If-Match', 'getOrder', { ifMatch: 'optional' }, { pointer: '/request/headers/If-Match' }],
    [
      'gets a further problem code',
      'getOrder',
      { problems: ['ORDER_NOT_FOUND', 'SKU_TAKEN'] },
      { change: 'code-added', is: 'SKU_TAKEN' },
    ],
    ['loses a problem code', 'getOrder', { problems: [] }, { change: 'code-removed' }],
    ['moves to another service', 'getOrder', { service: 'shop' }, { change: 'restated' }],
    [
      'gets an optional body',
      'getOrder',
      { body: z.optional(z.strictObject({})) },
      { pointer: '/request/body' },
    ],
  ])('has an addition if it %s', (_what, name, change, expected) => {
    const differences = route(name, change);
    expect(differences).toContainEqual(expect.objectContaining(expected));
    expect(differences.every(({ severity }) => severity === 'addition')).toBe(true);
  });
});

describe('a new name of a route', () => {
  it('is an addition, because callers do not see it', () => {
    const route = 'GET /v1/orders/{orderId}';
    const renamed = { ...before.routes[route], name: 'readOrder' };
    const after = { ...before, routes: { ...before.routes, [route]: renamed } };
    expect(compareSnapshots(before, after)).toMatchObject([
      { pointer: '/name', change: 'restated', severity: 'addition', was: 'getOrder', is: 'readOrder' },
    ]);
  });
});

describe('a new status of a problem code', () => {
  it('breaks callers of the API', () => {
    const { Problem } = before.envelopes;
    const statuses = { ...(Problem?.['statuses'] as object), SKU_TAKEN: 422, BRAND_NEW: 400 };
    const after = { ...before, envelopes: { ...before.envelopes, Problem: { ...Problem, statuses } } };
    expect(compareSnapshots(before, after)).toMatchObject([
      { pointer: '/statuses/SKU_TAKEN', severity: 'breaking', was: '409', is: '422' },
      { pointer: '/statuses/BRAND_NEW', severity: 'addition' },
    ]);
  });
});
