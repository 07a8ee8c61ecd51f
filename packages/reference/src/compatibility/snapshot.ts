import { cloudEventAttributes } from '@tradepost/contracts/cloud-event';
import { type Access, type RouteContract, takesBody } from '@tradepost/contracts/define-route';
import { PROBLEMS } from '@tradepost/contracts/problem';
import { problem } from '@tradepost/contracts/problem-details';
import type { AnyCommand, AnyEvent, Registry } from '@tradepost/contracts/registry';
import { problemsOf } from '@tradepost/contracts/route-answers';
import { createSchemas, type JsonSchema, type Schemas } from '../json-schema.ts';
import { canonicalJson, canonicalSchema } from './canonical-schema.ts';
import type { Lookup } from './site.ts';

/** The promises of one contract: its facts by name, and its JSON Schemas. */
export type ContractEntry = Readonly<Record<string, unknown>>;

export type ContractKind = 'envelopes' | 'events' | 'commands' | 'routes';

export type NamedSchemas = Readonly<Record<string, JsonSchema>>;

/**
 * The machine-readable part of all contracts. `schemas` has the named schemas: `input` as requests and messages are parsed
 * (closed if unknown fields are rejected), `output` as responses are read (open).
 */
export type Snapshot = Readonly<Record<ContractKind, Readonly<Record<string, ContractEntry>>>> & {
  readonly schemas: { readonly input: NamedSchemas; readonly output: NamedSchemas };
};

/** Prefix of references in a snapshot: `schemas.json#/input/Money`. */
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

/** Throws for a reference without a target: a recursive schema without a name is not in the snapshot. */
function assertResolved(value: unknown, lookup: Lookup): void {
  if (typeof value !== 'object' || value === null) return;
  const { $ref: reference } = value as JsonSchema;
  if (typeof reference === 'string' && lookup(reference) === undefined) {
    throw new Error(
      `${reference} has no target: export the recursive schema from model.ts of its service in packages/contracts`,
    );
  }
  for (const each of Object.values(value)) assertResolved(each, lookup);
}

/** The envelopes of all messages and of all problems. */
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

/** The schema of an event has the direction `input`: consumers parse events with it. */
function eventEntry(input: Schemas) {
  return ({ source, version, data }: AnyEvent): ContractEntry => ({
    source,
    version,
    data: canonicalSchema(input.of(data, 'input')),
  });
}

function commandEntry(input: Schemas) {
  return ({ service, version, subject, data, reply, rejections }: AnyCommand): ContractEntry => ({
    service,
    version,
    subject,
    data: canonicalSchema(input.of(data, 'input')),
    reply: canonicalSchema(input.of(reply, 'input')),
    rejections: rejections.toSorted(),
  });
}

function routeEntry(input: Schemas, output: Schemas) {
  return (route: RouteContract, name: string): ContractEntry => ({
    name,
    service: route.service,
    ...accessFacts(route.access),
    ...(route.apiKey === true && { apiKey: true }),
    ...(route.throttle !== undefined && { throttle: route.throttle }),
    ...(route.records.length > 0 && { records: route.records.toSorted() }),
    status: route.success.status,
    request: canonicalSchema(requestSchema(route, input)),
    answer: canonicalSchema(output.of(route.success.body, 'output')),
    problems: problemsOf(route).toSorted(),
  });
}

/** `scope` is the kind of access of a route that needs no scope. The facts with defaults are left out. */
function accessFacts(access: Access): ContractEntry {
  return {
    scope: access.kind === 'staff' ? access.scope : access.kind,
    ...(access.kind === 'staff' && !access.machines && { callers: 'people' }),
    ...('stepUp' in access && { stepUpSeconds: access.stepUp?.maxAgeSeconds }),
  };
}

/** Path, query, headers and body as one object, so that one comparison covers the whole request. */
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
  registered: readonly { readonly name: string; readonly contract: Contract }[],
  keyOf: (contract: Contract) => string,
  entryOf: (contract: Contract, name: string) => ContractEntry,
) {
  return Object.fromEntries(
    registered.map(({ name, contract }) => [keyOf(contract), entryOf(contract, name)]),
  );
}

/** A recursive schema without a name has no entry. */
function canonicalAll(schemas: Readonly<Record<string, JsonSchema | undefined>>): NamedSchemas {
  return Object.fromEntries(
    Object.entries(schemas).flatMap(([name, schema]) =>
      schema === undefined ? [] : [[name, canonicalSchema(schema)]],
    ),
  );
}
