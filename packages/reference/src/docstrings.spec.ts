import { cloudEventAttributes } from '@tradepost/contracts/cloud-event';
import { problem } from '@tradepost/contracts/problem-details';
import { loadRegistry, type Registry } from '@tradepost/contracts/registry';
import * as z from 'zod/mini';
import { createSchemas, type Direction, type JsonSchema } from './json-schema.ts';

const HOW_TO_FIX = 'Add .check(z.describe(…)) with unit and format to the field in packages/contracts.';
const ROOT = '#/components/schemas';

let registry: Registry;
beforeAll(async () => {
  registry = await loadRegistry();
});

type Placed = { readonly where: string; readonly schema: z.ZodMiniType; readonly direction: Direction };

/** Every schema of the contracts, with its name and direction. */
function contractsOf({ routes, events, commands }: Registry): readonly Placed[] {
  const input = (where: string, schema: z.ZodMiniType): Placed => ({ where, schema, direction: 'input' });
  const output = (where: string, schema: z.ZodMiniType): Placed => ({ where, schema, direction: 'output' });
  return [
    output('the envelope', cloudEventAttributes),
    output('the problem', problem),
    ...routes.flatMap(({ name, contract: { params, query, body, success } }) => [
      input(`${name} params`, params),
      input(`${name} query`, query),
      input(`${name} body`, body),
      output(`${name} answer`, success.body),
    ]),
    ...events.map(({ contract: { type, data } }) => output(`${type} data`, data)),
    ...commands.flatMap(({ contract: { type, data, reply } }) => [
      input(`${type} data`, data),
      output(`${type} reply`, reply),
    ]),
  ];
}

/** The fields without a description, whose referenced schema has none either. */
function undescribed(contracts: readonly Placed[]): readonly string[] {
  const schemas = createSchemas(registry, ROOT);
  const found = contracts.flatMap(({ where, schema, direction }) => {
    const converted = schemas.of(schema, direction);
    return fieldsWithout(converted, where, schemas.descriptionOf);
  });
  const named = Object.entries(schemas.components()).flatMap(([name, schema]) =>
    fieldsWithout(schema, name, schemas.descriptionOf),
  );
  return [...new Set([...found, ...named])];
}

function fieldsWithout(
  node: unknown,
  path: string,
  descriptionOf: (schema: JsonSchema) => unknown,
): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  const fields = Object.entries((node as { properties?: Record<string, JsonSchema> }).properties ?? {});
  const without = fields.filter(([, field]) => (field['description'] ?? descriptionOf(field)) === undefined);
  return [
    ...without.map(([name]) => `${path}/${name}`),
    ...Object.entries(node).flatMap(([key, child]) => {
      const isPlumbing =
        ['properties', 'items', 'anyOf', 'oneOf', 'allOf'].includes(key) || !Number.isNaN(Number(key));
      return fieldsWithout(child, isPlumbing ? path : `${path}/${key}`, descriptionOf);
    }),
  ];
}

it('every field of every contract has a description', () => {
  expect({ fix: HOW_TO_FIX, undescribed: undescribed(contractsOf(registry)) }).toEqual({
    fix: HOW_TO_FIX,
    undescribed: [],
  });
});

it('a nested field without a description is found', () => {
  const silent = z.object({
    told: z.string().check(z.describe('A text.')),
    lines: z.array(z.object({ sku: z.string() })).check(z.describe('Lines.')),
  });
  expect(undescribed([{ where: 'Silent data', schema: silent, direction: 'output' }])).toEqual([
    'Silent data/lines/sku',
  ]);
});
