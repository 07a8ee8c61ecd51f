import type { Access } from '@tradepost/contracts/define-route';
import type { Registry } from '@tradepost/contracts/registry';
import type { JsonSchema } from '@tradepost/reference/json-schema';
import type { OpenApiDocument } from '@tradepost/reference/openapi/to-openapi';
import { KNOWN, LIKELY } from './generate-value.ts';
import type { FuzzCaller } from './request.ts';

/** One method of one path of the OpenAPI document, with all references of its request resolved. */
export type Operation = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body?: { readonly required: boolean; readonly schema: JsonSchema };
  /** Caller whose token it needs; absent for an operation without a token. */
  readonly caller?: FuzzCaller;
  /** Access rule of its contract. */
  readonly access: Access;
};

export type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: JsonSchema;
};

/** Values that exist on the platform, by the schema component or the field that uses them: `OrderId`, `country`. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>;

type OperationObject = {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: { readonly 'application/json'?: { readonly schema: JsonSchema } };
  };
};

const CALLERS = ['staff', 'customer'] as const;
/** Headers that OpenAPI describes as security schemes, not as parameters, by the names of the schemes. */
const CREDENTIALS: Readonly<Record<string, string>> = { orderToken: 'X-Order-Token', apiKey: 'X-Api-Key' };

/** Schema of a webhook's body, as many providers send it. */
const ANY_OBJECT: JsonSchema = { type: 'object', properties: { type: { type: 'string' } } };

/**
 * Reads the operations of a document, in order. Their schemas name the values that exist on the platform.
 *
 * @param registry the contracts of the document, of which only the access rules are read
 */
export function readOperations(
  document: OpenApiDocument,
  registry: Pick<Registry, 'routes'>,
  known: KnownValues = {},
): readonly Operation[] {
  const resolve = createResolver(document, known);
  const accesses = new Map(registry.routes.map(({ name, contract }) => [name, contract.access]));
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const {
        operationId,
        parameters: declared,
        requestBody,
        security = [],
      } = resolve(operation) as OperationObject;
      const takes = (scheme: string) => security.some((each) => scheme in each);
      const caller = CALLERS.find(takes);
      const credentials = Object.entries(CREDENTIALS)
        .filter(([scheme]) => takes(scheme))
        .map(
          ([, name]): Parameter => ({
            name,
            in: 'header',
            required: true,
            schema: { type: 'string', pattern: '^[!-~]{1,100}$' },
          }),
        );
      const parameters = [...declared, ...credentials];
      const { required = false, content } = requestBody ?? {};
      // A body of any media type has no schema; an object is tried among others.
      const schema = content?.['application/json']?.schema ?? ANY_OBJECT;
      return {
        ...{ id: operationId, method: method.toUpperCase(), path },
        parameters: parameters.map((each) => ({ ...each, schema: withKnown(each.schema, known[each.name]) })),
        ...(requestBody === undefined ? {} : { body: { required, schema } }),
        ...(caller === undefined ? {} : { caller }),
        access: accesses.get(operationId) ?? { kind: 'public' },
      };
    }),
  );
}

/** Creates a function that resolves references. A schema that refers to itself allows anything there. */
function createResolver(document: OpenApiDocument, known: KnownValues) {
  const resolve = (value: unknown, key = '', within: readonly string[] = []): unknown => {
    if (Array.isArray(value)) return value.map((each) => resolve(each, '', within));
    if (typeof value !== 'object' || value === null) return value;
    const { $ref = '', ...rest } = value as { readonly $ref?: string };
    if (within.includes($ref)) return {};
    const parts = $ref.split('/').slice(1);
    const target = parts.reduce<unknown>((node, part) => (node as JsonSchema)[part], document);
    const resolved = Object.fromEntries(
      Object.entries(rest).map(([name, each]) => [name, resolve(each, name, within)]),
    );
    const schema = {
      ...($ref === '' ? {} : (resolve(target, '', [...within, $ref]) as object)),
      ...resolved,
    } as JsonSchema;
    return withKnown(schema, known[parts.at(-1) ?? ''] ?? known[key]);
  };
  return resolve;
}

function withKnown(schema: JsonSchema, values: readonly unknown[] | undefined): JsonSchema {
  const isLikely = schema['type'] === 'string' || schema['type'] === 'integer';
  return {
    ...schema,
    ...(isLikely && !('enum' in schema) ? { [LIKELY]: true } : {}),
    // The generator considers the last keyword first.
    ...(values === undefined || !('type' in schema || 'anyOf' in schema) ? {} : { [KNOWN]: values }),
  };
}
