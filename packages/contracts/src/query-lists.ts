import type * as z from 'zod/mini';
import type { RouteContract } from './define-route.ts';

/**
 * Names of the query parameters of a route that are lists: `skus` in `?skus=A,B` and in `?skus=A&skus=B`. A list
 * is a schema whose input is an array, such as `listOf`. All other parameters may be sent only once.
 */
export function listParametersOf({ query }: Pick<RouteContract, 'query'>): ReadonlySet<string> {
  const lists = Object.entries(shapeOf(query)).filter(([, schema]) => takesArray(schema));
  return new Set(lists.map(([name]) => name));
}

function shapeOf(schema: z.ZodMiniType): Readonly<Record<string, z.core.$ZodType>> {
  return (schema._zod.def as { readonly shape?: Record<string, z.core.$ZodType> }).shape ?? {};
}

/** Unwraps `optional`, defaults and pipes to find the type of the input. */
function takesArray(schema: z.core.$ZodType): boolean {
  const def = schema._zod.def as {
    readonly type: string;
    readonly innerType?: z.core.$ZodType;
    readonly in?: z.core.$ZodType;
  };
  const inner = def.innerType ?? def.in;
  return inner === undefined ? def.type === 'array' : takesArray(inner);
}
