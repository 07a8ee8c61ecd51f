import type { JsonSchema } from '@tradepost/reference/json-schema';
import type { OpenApiDocument } from '@tradepost/reference/openapi/to-openapi';

/** One method of one path of the OpenAPI document, with all references of its request resolved. */
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

/** Keyword for the name of the component that a resolved schema comes from: `OrderId`. */
export const COMPONENT = 'x-component';

type OperationObject = {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: { readonly 'application/json'?: { readonly schema: JsonSchema } };
  };
};

/** Schema of a webhook's body, as many providers send it. */
const ANY_OBJECT: JsonSchema = { type: 'object', properties: { type: { type: 'string' } } };

/** Reads the operations of a document, in order. */
export function readOperations(document: OpenApiDocument): readonly Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const { operationId, parameters, requestBody } = followReferences(
        operation,
        document,
      ) as OperationObject;
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
                // A body of any media type has no schema; an object is tried among others.
                schema: requestBody.content['application/json']?.schema ?? ANY_OBJECT,
              },
            }),
      };
    }),
  );
}

/** Resolves references. It ends, because no schema of a request refers to itself. */
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
