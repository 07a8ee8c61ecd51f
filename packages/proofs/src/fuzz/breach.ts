import type { JsonSchema } from '@tradepost/reference/json-schema';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Operation, Parameter } from './operations.ts';
import type { FuzzRequest } from './request.ts';

/**
 * Creates a function that describes the first rule of the document that a request breaks; undefined if it breaks none, or
 * only rules that the document does not contain.
 */
export function createBreachCheck() {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const compiled = new WeakMap<JsonSchema, ValidateFunction>();

  const faultOf = (schema: JsonSchema, value: unknown): string | undefined => {
    const validate = compiled.get(schema) ?? ajv.compile(schema);
    compiled.set(schema, validate);
    // The API removes white space at the ends of texts.
    if (validate(value) || validate(trimmed(value))) return undefined;
    const [fault] = validate.errors ?? [];
    return `${fault?.instancePath} ${fault?.message}`;
  };

  return (operation: Operation, { target, body }: FuzzRequest): string | undefined =>
    inPath(operation, pathOf(target), faultOf) ??
    inQuery(operation, target, faultOf) ??
    inBody(operation, body, faultOf);
}

type Check = (schema: JsonSchema, value: unknown) => string | undefined;

function inPath({ path, parameters }: Operation, target: string, faultOf: Check): string | undefined {
  const segments = target.split('/');
  for (const [index, part] of path.split('/').entries()) {
    const parameter = parameters.find((each) => each.in === 'path' && part === `{${each.name}}`);
    const fault = parameter && faultOf(parameter.schema, decode(segments[index] ?? ''));
    if (fault !== undefined) return `the path's ${part}: ${fault}`;
  }
  return undefined;
}

function inQuery({ parameters }: Operation, target: string, faultOf: Check): string | undefined {
  const query = new URLSearchParams(target.slice(pathOf(target).length + 1).split('#')[0]);
  for (const [name, text] of query) {
    const parameter = parameters.find((each) => each.in === 'query' && each.name === name);
    if (parameter === undefined) return `there is no query parameter ${JSON.stringify(name)}`;
    // The kinds of API Gateway treat a repeated parameter differently, so that it is not checked.
    const fault =
      query.getAll(name).length > 1 ? undefined : faultOf(parameter.schema, meaningOf(parameter, text));
    if (fault !== undefined) return `the query's ${name}: ${fault}`;
  }
  const missing = parameters.find((each) => each.in === 'query' && each.required && !query.has(each.name));
  return missing === undefined ? undefined : `the query lacks ${missing.name}`;
}

function inBody(
  { method, body: declared }: Operation,
  body: Buffer | undefined,
  faultOf: Check,
): string | undefined {
  // The body of a GET has no meaning (RFC 9110, section 9.3.1), and the local cloud does not pass it on.
  if (method === 'GET') return undefined;
  if (declared === undefined) return body === undefined || body.length === 0 ? undefined : 'there is a body';
  if (body === undefined || body.length === 0) return declared.required ? 'there is no body' : undefined;
  try {
    const fault = faultOf(declared.schema, JSON.parse(body.toString()));
    return fault === undefined ? undefined : `the body's ${fault}`;
  } catch (error) {
    return `the body: ${(error as Error).message}`;
  }
}

/** Converts the text of a parameter to the type in the document. */
function meaningOf({ schema }: Parameter, text: string): unknown {
  if (schema['type'] === 'integer') return /^-?\d+$/.test(text) ? Number(text) : text;
  return schema['type'] === 'array' ? text.split(',').map((each) => each.trim()) : text;
}

function trimmed(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, part) => (typeof part === 'string' ? part.trim() : part));
}

/** Returns the path of a request's target. */
export function pathOf(target: string): string {
  return target.split(/[?#]/)[0] ?? '';
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
