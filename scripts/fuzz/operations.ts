import type { JsonSchema } from '@tradepost/reference/json-schema';
import type { OpenApiDocument } from '@tradepost/reference/openapi/to-openapi';

/** One method of one path, as the OpenAPI document has it, with every reference of its request followed. */
export type Operation = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body?: { readonly required: boolean; readonly schema: JsonSchema };
};

export type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: JsonSchema;
};

/** The keyword under which a schema keeps the name of the component that it came from: `OrderId`. */
export const COMPONENT = 'x-component';

type Told = {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: { readonly 'application/json'?: { readonly schema: JsonSchema } };
  };
};

/** What many providers send. */
const ANY_OBJECT: JsonSchema = { type: 'object', properties: { type: { type: 'string' } } };

/** Reads the operations of a document, in its order. */
export function readOperations(document: OpenApiDocument): readonly Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, told]) => {
      const { operationId, parameters, requestBody } = followReferences(told, document) as Told;
      return {
        id: operationId,
        method: method.toUpperCase(),
        path,
        parameters,
        ...(requestBody === undefined
          ? {}
          : {
              body: {
                required: requestBody.required,
                // Bytes of any media type have no schema; an object is one of the bodies to try.
                schema: requestBody.content['application/json']?.schema ?? ANY_OBJECT,
              },
            }),
      };
    }),
  );
}

/** No schema of a request refers to itself, so that there is an end to it. */
function followReferences(value: unknown, document: OpenApiDocument): unknown {
  if (Array.isArray(value)) return value.map((each) => followReferences(each, document));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref, ...rest } = value as { readonly $ref?: string };
  const followed = Object.fromEntries(
    Object.entries(rest).map(([key, each]) => [key, followReferences(each, document)]),
  );
  if ($ref === undefined) return followed;
  const parts = $ref.replace('#/', '').split('/');
  const target = parts.reduce<unknown>((node, part) => (node as JsonSchema)[part], document);
  return { ...(followReferences(target, document) as object), ...followed, [COMPONENT]: parts.at(-1) };
}
