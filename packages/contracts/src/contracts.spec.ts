import * as z from 'zod/mini';
import { isForMachines } from './access/machine-scopes.ts';
import { SCOPES } from './access/scopes.ts';
import { THROTTLES } from './access/throttles.ts';
import type { Access } from './define-route.ts';
import { PROBLEMS } from './problem.ts';
import { loadRegistry, type Registry } from './registry.ts';
import { tagOf } from './route-answers.ts';
import { loadSamples } from './samples.ts';

const camel = (type: string) => type.charAt(0).toLowerCase() + type.slice(1);
const serviceOf = (source: string) => source.replace(/^tradepost\./, '');

/** Records: their keys are data, so a new key is not a new field. */
const RECORDS = ['prices', 'options', 'metadata', 'attributes', 'budgetMinor'];

/** Adds a field to each object in a value. */
function withAddition(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => withAddition(each));
  if (typeof value !== 'object' || value === null || RECORDS.includes(key)) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, withAddition(each, name)]);
  return { ...Object.fromEntries(entries), addedLater: true };
}

let events: Registry['events'];
let commands: Registry['commands'];
let routes: Registry['routes'];
beforeAll(async () => {
  ({ events, commands, routes } = await loadRegistry());
});

describe('an event', () => {
  it('is exported under its type, from the file of its source', () => {
    for (const { name, file, contract } of events) {
      expect([name, file]).toEqual([camel(contract.type), `${serviceOf(contract.source)}/events.ts`]);
      expect(contract.version).toBeGreaterThanOrEqual(1);
    }
  });

  it('accepts fields that a newer version added, at any depth', () => {
    for (const { contract } of events) {
      const samples = loadSamples().filter(({ message }) => message.type === contract.type);
      expect(samples).not.toEqual([]);
      for (const { name, message } of samples) {
        const { error } = contract.data.safeParse(withAddition(message.data));
        expect([name, error?.issues ?? []]).toEqual([name, []]);
      }
    }
  });
});

describe('a command', () => {
  it('is exported under its type, from the file of its service', () => {
    for (const { name, file, contract } of commands) {
      expect([name, file]).toEqual([camel(contract.type), `${contract.service}/commands.ts`]);
    }
  });

  it('has the outcomes accepted and rejected', () => {
    for (const { contract } of commands) {
      const refusal = { outcome: 'rejected', rejection: { code: 'SOME_REASON', facts: 1 } };
      expect(contract.reply.parse(refusal)).toEqual(refusal);
      expect(contract.reply.safeParse({ outcome: 'perhaps' }).success).toBe(false);
    }
  });
});

const PUBLIC = [
  'completeSimulatedPayment',
  'createGuestCart',
  'getAvailability',
  'getCategory',
  'getPrices',
  'getProduct',
  'getProductBySku',
  'getProductBySlug',
  'getVariant',
  'getVariants',
  'listCategories',
  'listFeedProducts',
  'listProducts',
  'listShippingMethods',
  'listVariants',
  'placeGuestOrder',
  'requestGuestOrderLink',
];
/** Guests have no account. Each of these has limits of its own; the simulated provider exists on stages without money only. */
const PUBLIC_WRITES = [
  'completeSimulatedPayment',
  'createGuestCart',
  'placeGuestOrder',
  'requestGuestOrderLink',
];
const SIGNED = ['receiveProviderWebhook'];

describe('a route', () => {
  it('has a unique method and path', () => {
    const names = routes.map(({ contract }) => `${contract.method} ${contract.path}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('has exactly the parameters in its path', () => {
    for (const { contract } of routes) {
      const inPath = [...contract.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const { properties = {} } = z.toJSONSchema(contract.params, { io: 'input' });
      expect([contract.path, Object.keys(properties)]).toEqual([contract.path, inPath]);
    }
  });

  it('requires a scope, except the listed ones', () => {
    const namesOf = (kind: Access['kind']) =>
      routes.flatMap(({ name, contract }) => (contract.access.kind === kind ? [name] : []));
    expect(namesOf('public').toSorted()).toEqual(PUBLIC.toSorted());
    expect(namesOf('signed')).toEqual(SIGNED);
    const ofStaff = routes.flatMap(({ contract: { access } }) =>
      access.kind === 'staff' ? [access.scope] : [],
    );
    const ofHandlers = ['orders:price'];
    expect([...new Set([...ofStaff, ...ofHandlers])].toSorted()).toEqual(Object.keys(SCOPES).toSorted());
  });

  it('admits no machine where only people decide', () => {
    for (const { name, contract } of routes) {
      const { access } = contract;
      if (access.kind !== 'staff' || isForMachines(access.scope)) continue;
      expect([name, access.machines]).toEqual([name, false]);
    }
  });

  it('needs an API key only if it is public: a key is a quota, not an authorization', () => {
    const keyed = routes.filter(({ contract }) => contract.apiKey === true);
    expect(keyed.map(({ name, contract }) => [name, contract.access.kind])).toEqual([
      ['listFeedProducts', 'public'],
    ]);
  });

  it('has a throttle of its own for each kind of throttle', () => {
    const used = new Set(routes.flatMap(({ contract }) => contract.throttle ?? []));
    expect([...used].toSorted()).toEqual(Object.keys(THROTTLES).toSorted());
  });

  it('is a GET if it is public, except the listed ones', () => {
    const writes = routes.filter(
      ({ contract }) => contract.access.kind === 'public' && contract.method !== 'GET',
    );
    expect(writes.map(({ name }) => name).toSorted()).toEqual(PUBLIC_WRITES);
  });

  it('has no Cache-Control if it is not public', () => {
    for (const { name, contract } of routes.filter((each) => each.contract.access.kind !== 'public')) {
      expect([name, contract.cacheControl]).toEqual([name, undefined]);
    }
  });

  it('has no Cache-Control but no-cache if its ETag is a version', () => {
    for (const { name, contract } of routes.filter((each) => tagOf(each.contract) === 'version')) {
      expect([name, contract.cacheControl ?? 'no-cache']).toEqual([name, 'no-cache']);
    }
  });

  it('has only problem codes with a status', () => {
    for (const { contract } of routes) {
      for (const code of contract.problems) expect(PROBLEMS).toHaveProperty(code);
    }
  });

  it('can be converted to JSON Schema', () => {
    for (const { contract } of routes) {
      for (const schema of [contract.query, contract.success.body]) {
        expect(() => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).not.toThrow();
      }
    }
  });
});

describe('a problem', () => {
  it('has a code in capitals, a title and a status from 400 to 599', () => {
    for (const [code, { status, title }] of Object.entries(PROBLEMS)) {
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
      expect([status >= 400 && status < 600, title.length > 0]).toEqual([true, true]);
    }
  });
});
