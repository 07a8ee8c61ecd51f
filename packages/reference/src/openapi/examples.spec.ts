import { takesBody } from '@tradepost/contracts/define-route';
import type { RouteExample } from '@tradepost/contracts/example-for';
import { loadRegistry, type Registry } from '@tradepost/contracts/registry';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { toOpenApi } from './to-openapi.ts';

let registry: Registry;
let ajv: Ajv2020;
let document: ReturnType<typeof toOpenApi>;
beforeAll(async () => {
  registry = await loadRegistry();
  document = toOpenApi(registry);
  ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  ajv.addSchema(document, 'openapi.json');
});

type Media = { readonly example?: unknown; readonly examples?: Record<string, { readonly value: unknown }> };
type Json = Readonly<Record<string, unknown>>;

/** Validates a value by the schema at a pointer of the document; returns the errors. */
function faultsOf(pointer: string, value: unknown): readonly string[] {
  const validate = ajv.getSchema(`openapi.json#${pointer}`);
  if (validate === undefined) throw new Error(`no schema at ${pointer}`);
  return validate(value)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

/** Every place in the document with a schema and examples. */
function* placesWithExamples(node: unknown, pointer = ''): Generator<{ pointer: string; values: unknown[] }> {
  if (typeof node !== 'object' || node === null) return;
  const { example, examples, schema } = node as Media & { schema?: unknown };
  if (schema !== undefined && (example !== undefined || examples !== undefined)) {
    const values = Object.values(examples ?? {}).map(({ value }) => value);
    yield { pointer: `${pointer}/schema`, values: example === undefined ? values : [example, ...values] };
  }
  for (const [key, child] of Object.entries(node)) {
    if (key === 'example' || key === 'examples') continue;
    yield* placesWithExamples(child, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  }
}

it('each route has an example, and each example a route', () => {
  const routes = registry.routes.map(({ name }) => name).toSorted();
  const fix =
    'Export an example with the name of its route from examples.ts beside it in packages/contracts.';
  expect({ fix, examples: [...registry.examples.keys()].toSorted() }).toEqual({ fix, examples: routes });
});

it('every operation has examples of its body, its response and each of its problems', () => {
  for (const { name, contract } of registry.routes) {
    const operation = document.paths[contract.path]?.[contract.method.toLowerCase()] as Json;
    const request = (operation['requestBody'] as { content?: Json } | undefined)?.content;
    const shown = Object.values(request ?? {}).map((media) => (media as Media).example !== undefined);
    expect([name, shown]).toEqual([name, takesBody(contract) ? [true] : []]);
    for (const [status, response] of Object.entries(operation['responses'] as Json)) {
      const { content } = response as { content?: Json };
      const media = Object.values(content ?? {}) as readonly Media[];
      const isShown = media.every(({ example, examples }) => (example ?? examples) !== undefined);
      expect([name, status, isShown]).toEqual([name, status, true]);
    }
  }
});

it('every example is valid by its schema', () => {
  const { paths, components } = document;
  const places = [...placesWithExamples({ paths, components: { responses: components.responses } })];
  expect(places.length).toBeGreaterThan(registry.routes.length * 4);
  for (const { pointer, values } of places) {
    const faults = values.flatMap((value) => faultsOf(pointer, value));
    expect({ pointer, faults }).toEqual({ pointer, faults: [] });
  }
});

it('an invalid example is found', () => {
  const pointer = '/components/schemas/Money';
  expect(faultsOf(pointer, { amountMinor: 8.5, currency: 'GBP' })).toEqual(['/amountMinor must be integer']);
});

it('every example of a request and of a response is valid by the contract of its route', () => {
  for (const { name, contract } of registry.routes) {
    const { params = {}, query = {}, body, answer } = registry.examples.get(name) as RouteExample;
    const { success } = contract;
    for (const [schema, value] of [
      [contract.params, params],
      [contract.query, query],
      [contract.body, body],
      [success.body, answer],
    ] as const) {
      expect([name, schema.safeParse(value).error?.issues]).toEqual([name, undefined]);
    }
  }
});
