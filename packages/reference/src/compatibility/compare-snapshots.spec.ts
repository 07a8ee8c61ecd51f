import type { RouteContract } from '@tradepost/contracts/define-route';
import { sku } from '@tradepost/contracts/fields/identifiers';
import { type AnyCommand, type AnyEvent, loadRegistry, type Registry } from '@tradepost/contracts/registry';
import * as z from 'zod/mini';
import { compareSnapshots } from './compare-snapshots.ts';
import type { Difference } from './difference.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';

type Shape = z.core.$ZodShape;
type Replace<Contract> = (contract: Contract) => Partial<Contract> | undefined;

let registry: Registry;
let before: Snapshot;
beforeAll(async () => {
  registry = await loadRegistry();
  before = takeSnapshot(registry);
});

/** Puts another contract in the place of one; undefined takes it away. */
function replace<Contract>(
  registered: readonly { readonly name: string; readonly file: string; readonly contract: Contract }[],
  name: string,
  change: Replace<Contract>,
) {
  return registered.flatMap((each) => {
    if (each.name !== name) return [each];
    const changed = change(each.contract);
    return changed === undefined ? [] : [{ ...each, contract: { ...each.contract, ...changed } }];
  });
}

const compare = (changed: Partial<Registry>) =>
  compareSnapshots(before, takeSnapshot({ ...registry, ...changed }));
const event = (name: string, change: Replace<AnyEvent>) =>
  compare({ events: replace(registry.events, name, change) });
const command = (name: string, change: Replace<AnyCommand>) =>
  compare({ commands: replace(registry.commands, name, change) });
const route = (name: string, change: Replace<RouteContract>) =>
  compare({ routes: replace(registry.routes, name, change) });

/** `OrderPlaced`, with other fields; undefined takes one away. */
function orderPlaced(fields: Readonly<Record<string, z.ZodMiniType | undefined>>): readonly Difference[] {
  return event('orderPlaced', ({ data }) => {
    const { shape } = data as unknown as { readonly shape: Shape };
    const changed = Object.entries({ ...shape, ...fields }).filter(([, field]) => field !== undefined);
    return { data: z.object(Object.fromEntries(changed) as Shape) };
  });
}

const line = z.object({ sku });

describe('When OrderPlaced changes', () => {
  it.each<[string, Readonly<Record<string, z.ZodMiniType | undefined>>, Partial<Difference>]>([
    ['loses its currency', { currency: undefined }, { pointer: '/data/currency', change: 'field-removed' }],
    [
      'has no e-mail now and then',
      { email: z.optional(z.email()) },
      { pointer: '/data/email', change: 'made-optional' },
    ],
    [
      'demands a gift wrap',
      { giftWrap: z.boolean() },
      { pointer: '/data/giftWrap', change: 'required-field-added' },
    ],
    [
      'has more lines than its readers take',
      { lines: z.array(line).check(z.minLength(1), z.maxLength(2_000)) },
      { pointer: '/data/lines', change: 'widened', was: 'maxItems 1000', is: 'maxItems 2000' },
    ],
    ['gets a longer note', { note: z.optional(z.string()) }, { pointer: '/data/note', change: 'widened' }],
    ['has a number for a currency', { currency: z.int() }, { pointer: '/data/currency', change: 'changed' }],
  ])('breaks its readers where it %s', (_what, fields, expected) => {
    const breaking = { kind: 'events', contract: 'OrderPlaced', severity: 'breaking', ...expected };
    expect(orderPlaced(fields)).toContainEqual(expect.objectContaining(breaking));
  });

  it.each<[string, Readonly<Record<string, z.ZodMiniType>>]>([
    ['may have a gift wrap', { giftWrap: z.optional(z.boolean()) }],
    ['has a gift wrap, or none by default', { giftWrap: z._default(z.boolean(), false) }],
    ['may have facts of any kind', { facts: z.optional(z.looseObject({})) }],
  ])('is an addition where it %s', (_what, fields) => {
    expect(orderPlaced(fields)).toMatchObject([
      { kind: 'events', contract: 'OrderPlaced', change: 'field-added', severity: 'addition' },
    ]);
  });

  it('is no difference where only its words change', () => {
    expect(orderPlaced({ email: z.string().check(z.maxLength(254), z.describe('Other words.')) })).toEqual(
      [],
    );
  });

  it.each<[string, Replace<AnyEvent>, Partial<Difference>]>([
    ['is gone', () => undefined, { change: 'contract-removed' }],
    [
      'comes from another service',
      () => ({ source: 'tradepost.shop' }),
      { pointer: '/source', change: 'fact-changed' },
    ],
    ['is version 2 in place', () => ({ version: 2 }), { pointer: '/version', was: '1', is: '2' }],
  ])('breaks its readers where it %s', (_what, change, expected) => {
    expect(event('orderPlaced', change)).toMatchObject([
      { contract: 'OrderPlaced', severity: 'breaking', ...expected },
    ]);
  });

  it('breaks who takes the old name where it is renamed, and is an addition under the new', () => {
    expect(event('orderPlaced', () => ({ type: 'OrderAccepted' }))).toMatchObject([
      { contract: 'OrderAccepted', change: 'contract-added', severity: 'addition' },
      { contract: 'OrderPlaced', change: 'contract-removed', severity: 'breaking' },
    ]);
  });
});

describe('When a command changes', () => {
  it.each<[string, Replace<AnyCommand>, Partial<Difference>]>([
    [
      'wants more',
      () => ({ data: z.object({ reservationId: z.string(), reason: z.string() }) }),
      { pointer: '/data/reason' },
    ],
    ['replies less', () => ({ reply: z.object({}) }), { pointer: '/reply' }],
    ['is another service’s', () => ({ service: 'orders' }), { pointer: '/service', change: 'fact-changed' }],
  ])('breaks who sends it where it %s', (_what, change, expected) => {
    const breaking = { kind: 'commands', contract: 'ReleaseStock', severity: 'breaking', ...expected };
    expect(command('releaseStock', change)).toContainEqual(expect.objectContaining(breaking));
  });
});

describe('When a route changes', () => {
  it.each<[string, string, Replace<RouteContract>, Partial<Difference>]>([
    ['moves', 'getOrder', () => ({ path: '/v1/order/{orderId}' }), { change: 'contract-removed' }],
    [
      'needs another scope',
      'getOrder',
      () => ({ access: { kind: 'staff', scope: 'orders:write' } }),
      { pointer: '/scope' },
    ],
    [
      'needs a token',
      'getProduct',
      () => ({ access: { kind: 'staff', scope: 'catalog:drafts' } }),
      { pointer: '/scope' },
    ],
    [
      'answers another status',
      'placeOrder',
      ({ success }) => ({ success: { ...success, status: 202 } }),
      { pointer: '/status' },
    ],
    [
      'forgets Idempotency-Key',
      'placeOrder',
      () => ({ idempotencyKey: false }),
      { pointer: '/request/headers/Idempotency-Key' },
    ],
    [
      'requires If-Match',
      'archiveProduct',
      () => ({ ifMatch: 'required' }),
      { change: 'made-required', pointer: '/request/headers/If-Match' },
    ],
    [
      'requires a body',
      'getOrder',
      () => ({ body: z.strictObject({}) }),
      { change: 'required-field-added', pointer: '/request/body' },
    ],
    [
      'takes less',
      'getOrder',
      () => ({ query: z.strictObject({}) }),
      { change: 'field-removed', pointer: '/request/query/at' },
    ],
    [
      'answers less',
      'getOrder',
      ({ success }) => ({ success: { ...success, body: z.object({}) } }),
      { pointer: '/answer/id' },
    ],
  ])('breaks who calls it where it %s', (_what, name, change, expected) => {
    const breaking = expect.objectContaining({ kind: 'routes', severity: 'breaking', ...expected });
    expect(route(name, change)).toContainEqual(breaking);
  });

  it.each<[string, string, Replace<RouteContract>, Partial<Difference>]>([
    ['takes If-Match', 'getOrder', () => ({ ifMatch: 'optional' }), { pointer: '/request/headers/If-Match' }],
    [
      'may refuse with another code',
      'getOrder',
      () => ({ problems: ['ORDER_NOT_FOUND', 'SKU_TAKEN'] }),
      { change: 'code-added', is: 'SKU_TAKEN' },
    ],
    ['refuses with one code less', 'getOrder', () => ({ problems: [] }), { change: 'code-removed' }],
    ['is answered by another service', 'getOrder', () => ({ service: 'shop' }), { change: 'restated' }],
    [
      'takes a body or none',
      'getOrder',
      () => ({ body: z.optional(z.strictObject({})) }),
      { pointer: '/request/body' },
    ],
  ])('is an addition where it %s', (_what, name, change, expected) => {
    const differences = route(name, change);
    expect(differences).toContainEqual(expect.objectContaining(expected));
    expect(differences.every(({ severity }) => severity === 'addition')).toBe(true);
  });
});

describe('When the status of a problem code changes', () => {
  it('breaks who calls the API', () => {
    const { Problem } = before.envelopes;
    const statuses = { ...(Problem?.['statuses'] as object), SKU_TAKEN: 422, BRAND_NEW: 400 };
    const after = { ...before, envelopes: { ...before.envelopes, Problem: { ...Problem, statuses } } };
    expect(compareSnapshots(before, after)).toMatchObject([
      { pointer: '/statuses/SKU_TAKEN', severity: 'breaking', was: '409', is: '422' },
      { pointer: '/statuses/BRAND_NEW', severity: 'addition' },
    ]);
  });
});
