import type { RouteContract } from '@tradepost/contracts/define-route';
import type { RouteExample } from '@tradepost/contracts/example-for';
import type * as z from 'zod/mini';
import type { JsonSchema, Schemas } from '../json-schema.ts';
import { headersIn } from './headers.ts';

type Values = Readonly<Record<string, unknown>>;

/** The parameters of a route, in its path, query and headers, with the values of its example. */
export function toParameters(route: RouteContract, example: RouteExample | undefined, schemas: Schemas) {
  return [
    ...parametersIn('path', route.params, example?.params as Values | undefined, schemas),
    ...parametersIn('query', route.query, example?.query as Values | undefined, schemas),
    ...headersIn(route).map((component) => ({ $ref: `#/components/parameters/${component}` })),
  ];
}

/**
 * All parameters are texts on the wire. What they mean is what a contract makes of them: a `limit` is a whole number,
 * `a,b,c` a list.
 */
function parametersIn(
  where: 'path' | 'query',
  schema: z.ZodMiniType,
  example: Values | undefined,
  schemas: Schemas,
) {
  const { required = [] } = schemas.of(schema, 'input') as { required?: readonly string[] };
  const { properties = {} } = schemas.of(schema, 'output') as { properties?: Record<string, JsonSchema> };
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: where,
    required: required.includes(name),
    description: description ?? schemas.descriptionOf(property),
    ...(property['type'] === 'array' ? { style: 'form', explode: false } : {}),
    schema: property,
    ...exampleOf(example?.[name], property),
  }));
}

function exampleOf(value: unknown, { type }: JsonSchema) {
  if (value === undefined) return {};
  if (type === 'array') return { example: String(value).split(',') };
  return { example: type === 'integer' ? Number(value) : value };
}
