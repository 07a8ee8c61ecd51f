import type { RouteContract } from '@tradepost/contracts/define-route';
import { PROBLEMS, type ProblemCode, problem } from '@tradepost/contracts/problem';
import type { Registered, Registry } from '@tradepost/contracts/registry';
import type * as z from 'zod/mini';
import { createSchemas, type JsonSchema, type Schemas } from '../json-schema.ts';

/** An OpenAPI 3.1 document. @see https://spec.openapis.org/oas/v3.1.1.html */
export type OpenApiDocument = {
  readonly openapi: '3.1.1';
  readonly info: Readonly<Record<string, unknown>>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
};

/**
 * Makes the OpenAPI document of the routes of one service, or of all.
 *
 * @param registry all contracts
 * @param service whose routes; all services' where absent
 */
export function toOpenApi(registry: Registry, service?: string): OpenApiDocument {
  const schemas = createSchemas(registry, '#/components/schemas');
  const routes = registry.routes.filter(
    ({ contract }) => service === undefined || contract.service === service,
  );
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const { path, method } = route.contract;
    paths[path] = { ...paths[path], [method.toLowerCase()]: toOperation(route, schemas) };
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Tradepost', version: '1' },
    paths,
    components: { schemas: schemas.components() },
  };
}

function toOperation({ name, contract }: Registered<RouteContract>, schemas: Schemas) {
  const body = schemas.of(contract.body, 'input');
  return {
    operationId: name,
    tags: [contract.service],
    summary: contract.summary,
    parameters: [
      ...toParameters(contract.params, 'path', schemas),
      ...toParameters(contract.query, 'query', schemas),
      ...toHeaders(contract),
    ],
    ...(isTaken(body)
      ? {
          requestBody: {
            required: !isOptional(contract.body),
            content: { 'application/json': { schema: body } },
          },
        }
      : {}),
    responses: toResponses(contract, schemas),
  };
}

function toParameters(schema: z.ZodMiniType, where: 'path' | 'query', schemas: Schemas) {
  const { properties = {}, required = [] } = schemas.of(schema, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: required.includes(name),
    schema: property,
  }));
}

function toHeaders({ idempotencyKey, ifMatch }: RouteContract) {
  const header = (name: string, required: boolean) => ({
    name,
    in: 'header',
    required,
    schema: { type: 'string' },
  });
  return [
    ...(idempotencyKey ? [header('Idempotency-Key', false)] : []),
    ...(ifMatch === 'none' ? [] : [header('If-Match', ifMatch === 'required')]),
    header('X-Correlation-Id', false),
  ];
}

function toResponses({ success, problems }: RouteContract, schemas: Schemas) {
  const codes: readonly ProblemCode[] = ['VALIDATION_FAILED', 'INTERNAL_ERROR', ...problems];
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code].status);
  const refusals = [...byStatus].map(([status, each]) => [
    String(status),
    {
      description: each.join(', '),
      content: { 'application/problem+json': { schema: schemas.of(problem, 'output') } },
    },
  ]);
  const body = { 'application/json': { schema: schemas.of(success.body, 'output') } };
  return {
    [String(success.status)]: { description: 'Done', content: body },
    ...Object.fromEntries(refusals),
  };
}

function isTaken(body: JsonSchema): boolean {
  return Object.keys(body).length > 0 && !('not' in body);
}

function isOptional(schema: z.ZodMiniType): boolean {
  return schema.safeParse(undefined).success;
}
