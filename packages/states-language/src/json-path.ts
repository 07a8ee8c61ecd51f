import { JSONPathEnvironment } from 'json-p3';
import { isObject, type JsonValue } from './definition.ts';
import { StatesError } from './states-error.ts';

/** A compiled path. */
export type JsonPath = {
  /** Returns the value, or undefined if there is none; a path that can select several values returns them as a list. */
  readonly read: (document: JsonValue) => JsonValue | undefined;
  /** The names and indexes of a reference path, which selects one value at most; undefined for other paths. */
  readonly steps: readonly (string | number)[] | undefined;
};

const environment = new JSONPathEnvironment();
// RFC 9535 has functions in filters, Step Functions has none.
environment.functionRegister.clear();

const compiled = new Map<string, JsonPath>();

/** Compiles a path that starts with `$`. Throws an error with the reason if it is not valid. */
export function compileJsonPath(path: string): JsonPath {
  const known = compiled.get(path);
  if (known !== undefined) return known;
  const created = create(path);
  compiled.set(path, created);
  return created;
}

function create(path: string): JsonPath {
  const query = parse(path);
  const steps = query.singularQuery() ? query.segments.map(stepOf) : undefined;
  if (steps !== undefined) return { read: (document) => follow(document, steps), steps };
  return { read: (document) => query.query(document).values() as JsonValue[], steps: undefined };
}

function parse(path: string) {
  try {
    return environment.compile(path);
  } catch (error) {
    throw new Error(`the path "${path}" is not valid: ${(error as Error).message}`);
  }
}

type Segment = ReturnType<typeof parse>['segments'][number];

function stepOf({ selectors }: Segment): string | number {
  const [selector] = selectors;
  return (
    (selector as unknown as { readonly name?: string }).name ??
    (selector as unknown as { index: number }).index
  );
}

function follow(document: JsonValue, steps: readonly (string | number)[]): JsonValue | undefined {
  let value: JsonValue | undefined = document;
  for (const step of steps) {
    if (typeof step === 'number') value = Array.isArray(value) ? value.at(step) : undefined;
    else value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}

/**
 * Returns a document with a value at a reference path. Missing objects on the way are created. Throws
 * `States.ResultPathMatchFailure` if the document has another value, or no item, on the way.
 */
export function writeJsonPath(document: JsonValue, path: string, value: JsonValue): JsonValue {
  const write = (holder: JsonValue | undefined, [step, ...rest]: readonly (string | number)[]): JsonValue => {
    if (step === undefined) return value;
    if (typeof step === 'string' && (holder === undefined || isObject(holder))) {
      const inner = holder !== undefined && Object.hasOwn(holder, step) ? holder[step] : undefined;
      return { ...holder, [step]: write(inner, rest) };
    }
    if (typeof step === 'number' && Array.isArray(holder) && holder.at(step) !== undefined) {
      return holder.with(step, write(holder.at(step), rest));
    }
    throw new StatesError(
      'States.ResultPathMatchFailure',
      `Unable to apply ResultPath '${path}' to the input '${JSON.stringify(document)}'`,
    );
  };
  return write(document, compileJsonPath(path).steps ?? []);
}
