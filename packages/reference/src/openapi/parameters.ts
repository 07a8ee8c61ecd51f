import type { RouteContract } from '@tradepost/contracts/define-route';
import type { RouteExample } from '@tradepost/contracts/example-for';
import type * as z from 'zod/mini';
import type { JsonSchema, Schemas } from '../json-schema.ts';
import { headersIn } from './headers.ts';

type Values = Readonly<Record<string, unknown>>;

/** The parameters of a route in path, query and headers, with the values of its example. */
export function toParameters(route: RouteContract, example: RouteExample | undefined, schemas: Schemas) {
  return [
    ...parametersIn('path', route.params, example?.params as Values | undefined, schemas),
    ...parametersIn('query', route.query, example?.query as Values | undefined, schemas),
    ...headersIn(route).map((component) => ({ $ref: `#/components/parameters/${component}` })),
  ];
}

/**
 * Every parameter is sent as a string. The document shows the parsed type (a `limit` is an integer, `a,b,c` an array). For a
 * named schema, such as a time, it shows what a caller may send.
 */
function parametersIn(
  where: 'path' | 'query',
  schema: z.ZodMiniType,
  example: Values | undefined,
  schemas: Schemas,
) {
  const sent = schemas.of(schema, 'input') as ObjectSchema;
  const parsed = schemas.of(schema, 'output') as ObjectSchema;
  return Object.entries(parsed.properties ?? {}).map(([name, parsedProperty]) => {
    const sentProperty = sent.properties?.[name] ?? {};
    const { description, ...property } = '$ref' in sentProperty ? sentProperty : parsedProperty;
    return {
      name,
      in: where,
      required: sent.required?.includes(name) === true,
      description: description ?? schemas.descriptionOf(property),
      ...(property['type'] === 'array' ? { style: 'form', explode: false } : {}),
      schema: property,
      ...exampleOf(example?.[name], property),
    };
  });
}

type ObjectSchema = {
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
};

function exampleOf(value: unknown, { type }: JsonSchema) {
  if (value === undefined) return {};
  if (type === 'array') return { example: String(value).split(',') };
  return { example: type === 'integer' ? Number(value) : value };
}
