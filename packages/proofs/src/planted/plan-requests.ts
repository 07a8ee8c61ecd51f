import { type RouteContract, takesRawBody } from '@tradepost/contracts/define-route';
import type { PersonalKind } from '@tradepost/contracts/fields/personal-data';
import type { Registered, Registry } from '@tradepost/contracts/registry';
import { type Field, fieldsOf } from '@tradepost/reference/personal-data/fields-of';
import * as z from 'zod/mini';
import { plantedText } from './plant-texts.ts';
import { type Json, putAt } from './put-at.ts';

const PARTS = ['params', 'query', 'body'] as const;
type Part = (typeof PARTS)[number];

/** A request to a route: its example, with a text of the person in each field of personal data. */
export type PlannedRequest = {
  readonly name: string;
  readonly contract: RouteContract;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Bytes of a route that takes any, and JSON otherwise. */
  readonly body: Json | Uint8Array | undefined;
  readonly planted: readonly Planted[];
};

/** A text of the person and its field: `placeOrder body/note`. */
export type Planted = {
  readonly field: string;
  readonly part: Part;
  readonly path: string;
  readonly text: string;
};

/** The requests that plant a person, and the reasons why some field cannot be planted. */
export type Plan = { readonly requests: readonly PlannedRequest[]; readonly problems: readonly string[] };

type Contracts = Pick<Registry, 'routes' | 'examples'>;

/** Personal data that is stored sealed only. Pseudonyms are stored as they are. */
const SEALED: ReadonlySet<PersonalKind> = new Set(['contact', 'invoice', 'payment']);

/**
 * Plans a request to each route that accepts personal data, by the annotations of the contracts. Nothing is listed by hand: a new
 * field is planted, and a field that no text of the person fits is a problem.
 *
 * @param kinds kinds of personal data to plant. Fields of other kinds keep the value of the example
 * @param first number of the first text. The texts of two plans differ if their numbers do
 */
export function planRequests(registry: Contracts, kinds: readonly PersonalKind[], first = 4_100): Plan {
  const problems: string[] = [];
  let number = first;
  const requests = registry.routes.flatMap((route): readonly PlannedRequest[] => {
    const planted = PARTS.flatMap((part) =>
      fieldsToPlant(route.contract[part], kinds).flatMap(({ path, form, schema }): readonly Planted[] => {
        const field = `${route.name} ${part}${path}`;
        const text = plantedText(form === 'anything' ? z.string() : schema, number++);
        if (text === undefined)
          problems.push(`${field} accepts no text of packages/proofs/src/planted/plant-texts.ts: add a form`);
        return text === undefined ? [] : [{ field, part, path, text }];
      }),
    );
    return planted.length === 0
      ? []
      : [{ ...requestTo(registry, route), ...plant(registry, route, planted) }];
  });
  problems.push(...requests.flatMap(problemOf));
  return { requests, problems };
}

/** Returns the request of a route's example. */
export function requestTo(
  { examples }: Pick<Registry, 'examples'>,
  { name, contract }: Registered<RouteContract>,
): PlannedRequest {
  const { params = {}, query = {}, body } = examples.get(name) ?? {};
  return {
    ...{ name, contract, planted: [] },
    params: params as PlannedRequest['params'],
    query: query as PlannedRequest['query'],
    body: body as PlannedRequest['body'],
  };
}

function fieldsToPlant(schema: z.ZodMiniType, kinds: readonly PersonalKind[]): readonly Field[] {
  return fieldsOf(schema).filter(
    ({ annotation, form }) =>
      form !== 'closed' &&
      annotation?.isSealed !== true &&
      annotation?.kinds.some((kind) => SEALED.has(kind) && kinds.includes(kind)) === true,
  );
}

function plant(registry: Contracts, route: Registered<RouteContract>, planted: readonly Planted[]) {
  const example = requestTo(registry, route);
  const request = {
    ...example,
    body:
      route.contract.method === 'PATCH'
        ? plantedPart(route.contract.body, example.body, planted)
        : withLackingObjects(registry, example.body, planted),
  };
  if (takesRawBody(route.contract)) {
    const texts = planted.map(({ text }) => text);
    return { planted, body: Buffer.from(JSON.stringify({ type: 'planted', texts })) };
  }
  const filled = (part: Part) => {
    const own = planted.filter((each) => each.part === part);
    const full = own.reduce<Json | undefined>(
      (value, { path, text }) => putAt(value, path, text),
      request[part] as Json,
    );
    return withoutRivals(route.contract[part], full, own);
  };
  return {
    planted,
    params: filled('params') as PlannedRequest['params'],
    query: filled('query') as PlannedRequest['query'],
    body: filled('body'),
  };
}

/**
 * Returns a body with the objects in which texts are planted and which its example lacks: those of another example with one of
 * this name. A planted name of a person may need the country beside it.
 */
function withLackingObjects(
  { examples }: Pick<Registry, 'examples'>,
  body: PlannedRequest['body'],
  planted: readonly Planted[],
): PlannedRequest['body'] {
  const objects = planted
    .filter(({ part, path }) => part === 'body' && path.split('/').length > 2)
    .map(({ path }) => path.split('/')[1] ?? '');
  const lacking = [...new Set(objects)].filter((name) => !(name in Object(body)));
  const found = lacking.flatMap((name) => {
    const values = [...examples.values()].map((each) => Object(each.body)[name]);
    const value = values.find((each) => Object(each) === each && !Array.isArray(each));
    return value === undefined ? [] : [[name, value]];
  });
  return found.length === 0 ? body : { ...Object(body), ...Object.fromEntries(found) };
}

/**
 * Returns the fields of a PATCH in which texts are planted, and those that it must have: the rest of an example has ids that exist in
 * examples only.
 */
function plantedPart(schema: z.ZodMiniType, body: PlannedRequest['body'], planted: readonly Planted[]): Json {
  const fields = Object.entries(Object(body) as Readonly<Record<string, Json>>);
  const isPlanted = (name: string) =>
    planted.some(({ part, path }) => part === 'body' && path.split('/')[1] === name);
  const isRequired = (name: string) => {
    const others = Object.fromEntries(fields.filter(([other]) => other !== name));
    return !z.safeParse(schema, others).success;
  };
  return Object.fromEntries(fields.filter(([name]) => isPlanted(name) || isRequired(name)));
}

/**
 * Returns a value without the field of the example that excludes a planted one: some routes take either an id or an e-mail address.
 * If the value is valid, or no single field makes it invalid, it is returned as it is.
 */
function withoutRivals(schema: z.ZodMiniType, value: Json | undefined, planted: readonly Planted[]) {
  const isValid = (each: unknown) => z.safeParse(schema, each).success;
  if (isValid(value) || typeof value !== 'object' || value === null) return value;
  const candidates = Object.keys(value)
    .filter((name) => !planted.some(({ path }) => path.split('/')[1] === name))
    .map((left) => Object.fromEntries(Object.entries(value).filter(([name]) => name !== left)));
  return candidates.find(isValid) ?? value;
}

/** A request that its own contract refuses has a field on which another depends: the example must have that. */
function problemOf({ name, contract, ...request }: PlannedRequest): readonly string[] {
  return PARTS.flatMap((part) => {
    const { success, error } = z.safeParse(contract[part], request[part]);
    const details = error?.issues.map(({ path, message }) => `${path.join('/')} ${message}`).join(', ');
    return success ? [] : [`the ${part} of ${name} is invalid with all texts of the person: ${details}`];
  });
}
