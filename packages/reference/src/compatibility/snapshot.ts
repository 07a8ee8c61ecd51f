import { cloudEventAttributes } from '@tradepost/contracts/cloud-event';
import { type RouteContract, takesBody } from '@tradepost/contracts/define-route';
import { PROBLEMS, problem } from '@tradepost/contracts/problem';
import type { AnyCommand, AnyEvent, Registry } from '@tradepost/contracts/registry';
import { problemsOf } from '@tradepost/contracts/route-answers';
import { createSchemas, type JsonSchema, type Schemas } from '../json-schema.ts';
import { canonicalJson, canonicalSchema } from './canonical-schema.ts';
import type { Lookup } from './site.ts';

/** What one contract binds its parties to: facts of it by name, and its JSON Schemas. */
export type ContractEntry = Readonly<Record<string, unknown>>;

export type ContractKind = 'envelopes' | 'events' | 'commands' | 'routes';

export type NamedSchemas = Readonly<Record<string, JsonSchema>>;

/**
 * All that the contracts say to machines. `schemas` are those that others refer to by name, `input` as they are read
 * (closed where an unknown field is refused), `output` as they are answered (open).
 */
export type Snapshot = Readonly<Record<ContractKind, Readonly<Record<string, ContractEntry>>>> & {
  readonly schemas: { readonly input: NamedSchemas; readonly output: NamedSchemas };
};

/** References in a snapshot begin so: `schemas.json#/input/Money`. */
const REFERENCE_ROOT = 'schemas.json#';

/**
 * Takes the snapshot of all contracts.
 *
 * @param registry all contracts, by kind
 */
export function takeSnapshot(registry: Registry): Snapshot {
  const input = createSchemas(registry, `${REFERENCE_ROOT}/input`);
  const output = createSchemas(registry, `${REFERENCE_ROOT}/output`);
  const snapshot = {
    envelopes: envelopes(input, output),
    events: entries(registry.events, ({ type }) => type, eventEntry(input)),
    commands: entries(registry.commands, ({ type }) => type, commandEntry(input)),
    routes: entries(registry.routes, ({ method, path }) => `${method} ${path}`, routeEntry(input, output)),
    schemas: { input: canonicalAll(input.components()), output: canonicalAll(output.components()) },
  };
  assertResolved(snapshot, lookupIn(snapshot));
  return canonicalJson(snapshot) as Snapshot;
}

/** Finds the named schemas of a snapshot by the references in it. */
export function lookupIn({ schemas }: Pick<Snapshot, 'schemas'>): Lookup {
  return (reference) => {
    const [, side, name] = reference.slice(REFERENCE_ROOT.length).split('/');
    return side === 'input' || side === 'output' ? schemas[side][name ?? ''] : undefined;
  };
}

/** A schema that refers to itself and has no name would be lost. */
function assertResolved(value: unknown, lookup: Lookup): void {
  if (typeof value !== 'object' || value === null) return;
  const { $ref: reference } = value as JsonSchema;
  if (typeof reference === 'string' && lookup(reference) === undefined) {
    throw new Error(
      `${reference} leads nowhere: export the schema that refers to itself from models/ of packages/contracts`,
    );
  }
  for (const each of Object.values(value)) assertResolved(each, lookup);
}

/** Around every message, and around every refusal. */
function envelopes(input: Schemas, output: Schemas) {
  const statuses = Object.entries(PROBLEMS).map(([code, { status }]) => [code, status]);
  return {
    CloudEvent: { message: canonicalSchema(input.of(cloudEventAttributes, 'input')) },
    Problem: {
      body: canonicalSchema(output.of(problem, 'output')),
      statuses: Object.fromEntries(statuses),
    },
  };
}

/** An event is kept as its consumers read it, since they parse it by this very schema. */
function eventEntry(input: Schemas) {
  return ({ source, version, data }: AnyEvent): ContractEntry => ({
    source,
    version,
    data: canonicalSchema(input.of(data, 'input')),
  });
}

function commandEntry(input: Schemas) {
  return ({ service, version, data, reply }: AnyCommand): ContractEntry => ({
    service,
    version,
    data: canonicalSchema(input.of(data, 'input')),
    reply: canonicalSchema(input.of(reply, 'input')),
  });
}

function routeEntry(input: Schemas, output: Schemas) {
  return (route: RouteContract): ContractEntry => ({
    service: route.service,
    // `public` or `signed` where no token is needed.
    scope: route.access.kind === 'staff' ? route.access.scope : route.access.kind,
    status: route.success.status,
    request: canonicalSchema(requestSchema(route, input)),
    answer: canonicalSchema(output.of(route.success.body, 'output')),
    problems: problemsOf(route).toSorted(),
  });
}

/** All that a caller sends as one object, so that one set of rules holds for all of it. */
function requestSchema(route: RouteContract, input: Schemas): JsonSchema {
  const bodyRequired = takesBody(route) && !route.body.safeParse(undefined).success;
  const headers = {
    ...(route.idempotencyKey && { 'Idempotency-Key': { type: 'string' } }),
    ...(route.ifMatch !== 'none' && { 'If-Match': { type: 'string' } }),
  };
  return {
    type: 'object',
    properties: {
      path: input.of(route.params, 'input'),
      query: input.of(route.query, 'input'),
      headers: {
        type: 'object',
        properties: headers,
        ...(route.ifMatch === 'required' && { required: ['If-Match'] }),
      },
      ...(takesBody(route) && { body: input.of(route.body, 'input') }),
    },
    required: ['headers', 'path', 'query', ...(bodyRequired ? ['body'] : [])],
  };
}

function entries<Contract>(
  registered: readonly { readonly contract: Contract }[],
  nameOf: (contract: Contract) => string,
  entryOf: (contract: Contract) => ContractEntry,
) {
  return Object.fromEntries(registered.map(({ contract }) => [nameOf(contract), entryOf(contract)]));
}

/** What refers to itself without a name has left no schema. */
function canonicalAll(schemas: Readonly<Record<string, JsonSchema | undefined>>): NamedSchemas {
  return Object.fromEntries(
    Object.entries(schemas).flatMap(([name, schema]) =>
      schema === undefined ? [] : [[name, canonicalSchema(schema)]],
    ),
  );
}
