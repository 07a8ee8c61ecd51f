import { type RouteContract, takesBody, takesRawBody } from '@tradepost/contracts/define-route';
import type { RouteExample } from '@tradepost/contracts/example-for';
import type { Registered, Registry } from '@tradepost/contracts/registry';
import { describeService } from '../describe-service.ts';
import { createSchemas, type JsonSchema, type Schemas } from '../json-schema.ts';
import { GATEWAY_ANSWERS } from './gateway-answers.ts';
import { ANSWER_HEADERS, HEADER_PARAMETERS } from './headers.ts';
import { toInfo, toServers } from './info.ts';
import { toParameters } from './parameters.ts';
import { toResponses } from './responses.ts';
import { type Issuers, toNeeds, toSecurity, toSecuritySchemes } from './security.ts';

type Named<Value> = Readonly<Record<string, Value>>;

/** An OpenAPI 3.1 document. @see https://spec.openapis.org/oas/v3.1.1.html */
export type OpenApiDocument = {
  readonly openapi: '3.1.1';
  readonly info: Named<unknown>;
  readonly servers: readonly Named<unknown>[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Named<Named<unknown>>;
  readonly components: {
    readonly schemas: Named<JsonSchema>;
    readonly parameters: Named<unknown>;
    readonly headers: Named<unknown>;
    readonly responses: Named<unknown>;
    readonly securitySchemes: Named<unknown>;
  };
};

export type OpenApiOptions = {
  /** The service whose routes the document has. Defaults to all services. */
  readonly service?: string | undefined;
  /** Issuers of access tokens. Defaults to example addresses. */
  readonly issuers?: Issuers | undefined;
};

/**
 * Creates the OpenAPI document of one service or of all: every route with the parameters, headers, statuses and problem codes
 * of its contract, with the scopes that it needs, and with an example.
 *
 * @param registry all contracts
 */
export function toOpenApi(registry: Registry, { service, issuers }: OpenApiOptions = {}): OpenApiDocument {
  const schemas = createSchemas(registry, '#/components/schemas');
  const routes = registry.routes
    .filter(({ contract }) => service === undefined || contract.service === service)
    .toSorted(byPath);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const { path, method } = route.contract;
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: toOperation(route, registry.examples.get(route.name), schemas),
    };
  }
  const components = {
    schemas: schemas.components(),
    parameters: usedIn(paths, 'parameters', HEADER_PARAMETERS),
    headers: usedIn(paths, 'headers', ANSWER_HEADERS),
    responses: GATEWAY_ANSWERS,
    securitySchemes: toSecuritySchemes(
      routes.map(({ contract }) => contract),
      issuers,
    ),
  };
  const services = [...new Set(routes.map(({ contract }) => contract.service))].toSorted();
  return {
    openapi: '3.1.1',
    info: toInfo(service),
    servers: toServers(service),
    tags: services.map((name) => ({ name, description: describeService(name) })),
    paths,
    components,
  };
}

const METHODS = ['POST', 'GET', 'PUT', 'PATCH', 'DELETE'];

function byPath(
  { contract: one }: Registered<RouteContract>,
  { contract: other }: Registered<RouteContract>,
) {
  return (
    one.path.localeCompare(other.path, 'en') || METHODS.indexOf(one.method) - METHODS.indexOf(other.method)
  );
}

function toOperation(
  { name, contract }: Registered<RouteContract>,
  example: RouteExample | undefined,
  schemas: Schemas,
) {
  return {
    operationId: name,
    tags: [contract.service],
    ...toTexts(contract),
    security: toSecurity(contract),
    parameters: toParameters(contract, example, schemas),
    ...(takesBody(contract) ? { requestBody: toRequestBody(contract, example, schemas) } : {}),
    responses: toResponses(contract, example, schemas),
  };
}

/** The first sentence of the summary is the title. */
function toTexts({ summary, access }: RouteContract) {
  const [, title = summary, rest = ''] = /^(.+?)\.(?: (.+))?$/s.exec(summary) ?? [];
  return { summary: title, description: `${rest}\n\n${toNeeds(access)}`.trim() };
}

function toRequestBody(route: RouteContract, example: RouteExample | undefined, schemas: Schemas) {
  const { body } = route;
  if (takesRawBody(route)) {
    const { description } = schemas.of(body, 'input');
    const shown =
      example?.body instanceof Uint8Array ? { example: new TextDecoder().decode(example.body) } : {};
    return { description, required: false, content: { '*/*': shown } };
  }
  return {
    required: !body.safeParse(undefined).success,
    content: {
      'application/json': {
        schema: schemas.of(body, 'input'),
        ...(example?.body === undefined ? {} : { example: example.body }),
      },
    },
  };
}

function usedIn(paths: object, kind: string, components: Named<unknown>): Named<unknown> {
  const text = JSON.stringify(paths);
  const isUsed = (name: string) => text.includes(`"#/components/${kind}/${name}"`);
  return Object.fromEntries(Object.entries(components).filter(([name]) => isUsed(name)));
}
