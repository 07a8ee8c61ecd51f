import type { Registry } from '@tradepost/contracts/registry';
import * as z from 'zod/mini';

export type JsonSchema = { readonly [keyword: string]: unknown };

/** `input` is what a caller sends (fields with a default are optional), `output` what we return. */
export type Direction = 'input' | 'output';

/** JSON Schemas (2020-12) of a set of contracts, with named schemas as components. */
export type Schemas = ReturnType<typeof createSchemas>;

/**
 * Converts zod schemas to JSON Schemas. A named schema that differs by direction (it has defaults) becomes two components:
 * `Product` and `ProductInput`.
 *
 * @param registry the contracts with their named schemas
 * @param root location of components: `#/components/schemas`
 */
export function createSchemas({ schemas }: Registry, root: string) {
  const input = convertAll(schemas, 'input');
  const output = convertAll(schemas, 'output');
  const differing = namesThatDiffer(input, output);
  const used = new Map<string, JsonSchema>();

  const point = (schema: unknown, direction: Direction): unknown =>
    mapReferences(schema, (name) => {
      const component = direction === 'input' && differing.has(name) ? `${name}Input` : name;
      if (!used.has(component)) {
        used.set(component, {});
        const source = (direction === 'input' ? input : output).get(name);
        used.set(component, point(source, direction) as JsonSchema);
      }
      return `${root}/${component}`;
    });

  return {
    /** Converts any schema of the contracts; its references point into `components`. */
    of: (schema: z.ZodMiniType, direction: Direction) =>
      point(convert(schema, direction), direction) as JsonSchema,
    /** The description of the component that a schema refers to. */
    descriptionOf: ({ $ref }: JsonSchema): unknown =>
      used.get(String($ref).replace(`${root}/`, ''))?.['description'],
    /** The named schemas that were referenced so far, by name. */
    components: (): Readonly<Record<string, JsonSchema>> =>
      Object.fromEntries([...used].toSorted(([a], [b]) => a.localeCompare(b, 'en'))),
  };
}

const LOCAL = '#/$defs/';

function convertAll(schemas: Registry['schemas'], direction: Direction): ReadonlyMap<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of schemas) registry.add(schema, { ...z.globalRegistry.get(schema), id });
  const converted = z.toJSONSchema(registry, {
    io: direction,
    unrepresentable: 'any',
    uri: (id) => `${LOCAL}${id}`,
    metadata: z.globalRegistry,
  });
  return new Map(Object.entries(converted.schemas).map(([id, schema]) => [id, tidy(schema, direction)]));
}

function convert(schema: z.ZodMiniType, direction: Direction): JsonSchema {
  return tidy(z.toJSONSchema(schema, { io: direction, unrepresentable: 'any' }), direction);
}

/** Output schemas are open: readers ignore unknown fields, so that fields can be added. */
function tidy(schema: unknown, direction: Direction): JsonSchema {
  const { $schema: _, $id: __, id: ___, $defs: ____, ...rest } = schema as Record<string, unknown>;
  return walk(rest, (node) => withoutNoise(direction === 'input' ? node : opened(node))) as JsonSchema;
}

function opened(node: JsonSchema): JsonSchema {
  if (node['additionalProperties'] !== false) return node;
  const { additionalProperties: _closed, ...open } = node;
  return open;
}

/** Removes the bounds of safe integers: they come from JavaScript, not from the contract. */
function withoutNoise({ minimum, maximum, ...node }: JsonSchema): JsonSchema {
  return {
    ...node,
    ...(minimum === undefined || minimum === Number.MIN_SAFE_INTEGER ? {} : { minimum }),
    ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }),
  };
}

/** Names whose own schema or a referenced schema differs by direction. */
function namesThatDiffer(
  input: ReadonlyMap<string, JsonSchema>,
  output: ReadonlyMap<string, JsonSchema>,
): ReadonlySet<string> {
  const differing = new Set(
    [...input.keys()].filter((id) => JSON.stringify(input.get(id)) !== JSON.stringify(output.get(id))),
  );
  for (let before = -1; before !== differing.size; ) {
    before = differing.size;
    for (const [id, schema] of input) {
      mapReferences(schema, (name) => {
        if (differing.has(name)) differing.add(id);
        return name;
      });
    }
  }
  return differing;
}

function mapReferences(schema: unknown, change: (name: string) => string): unknown {
  return walk(schema, (node) =>
    typeof node['$ref'] === 'string' ? { ...node, $ref: change(node['$ref'].replace(LOCAL, '')) } : node,
  );
}

/** Replaces each object of a document by the result of `change`, outermost first. */
function walk(value: unknown, change: (node: JsonSchema) => JsonSchema): unknown {
  if (Array.isArray(value)) return value.map((each) => walk(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(change(value as JsonSchema)).map(([key, each]) => [key, walk(each, change)]),
  );
}
