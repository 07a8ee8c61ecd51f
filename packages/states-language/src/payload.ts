import { isObject, type JsonValue } from './definition.ts';
import { parseIntrinsic } from './intrinsic.ts';
import { compileJsonPath, writeJsonPath } from './json-path.ts';
import type { Expression, Scope } from './scope.ts';
import { runtimeError, StatesError } from './states-error.ts';

/**
 * Maximum size of the input and output of an execution, a state or a task, in bytes of UTF-8.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export const MAX_PAYLOAD_BYTES = 262_144;

/** A character of a JavaScript string takes at most this many bytes in UTF-8. */
const MAX_BYTES_PER_CHARACTER = 3;

/** Returns whether a payload, as JSON text, exceeds the limit. */
export function exceedsPayloadLimit(json: string): boolean {
  if (json.length > MAX_PAYLOAD_BYTES) return true;
  // Most payloads are short enough that their bytes need not be counted.
  if (json.length * MAX_BYTES_PER_CHARACTER <= MAX_PAYLOAD_BYTES) return false;
  return Buffer.byteLength(json) > MAX_PAYLOAD_BYTES;
}

/** Returns a payload as JSON text. Throws `States.DataLimitExceeded` if it is too large; `what` names it in the cause. */
export function toLimitedJson(value: JsonValue, what: string): string {
  const json = JSON.stringify(value);
  if (!exceedsPayloadLimit(json)) return json;
  const cause = `${what} exceeds the maximum number of bytes service limit: ${MAX_PAYLOAD_BYTES}`;
  throw new StatesError('States.DataLimitExceeded', cause);
}

const compiled = new Map<string, Expression>();

/**
 * Compiles a path (`$…`), a path into the context object (`$$…`) or an intrinsic function (`States.…`). Throws an error with
 * the reason if it is not valid.
 */
export function compileExpression(text: string): Expression {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const expression = text.startsWith('$') ? compilePath(text) : parseIntrinsic(text, compilePath);
  compiled.set(text, expression);
  return expression;
}

function compilePath(path: string): Expression {
  return (scope) => {
    const value = readPath(path, scope);
    if (value !== undefined) return value;
    const input = JSON.stringify(path.startsWith('$$') ? scope.context : scope.input);
    throw runtimeError(`The JSONPath '${path}' could not be found in the input '${input}'`);
  };
}

/** Returns what is wrong with a path (`$…` or `$$…`); undefined for a valid one. */
export function pathFault(value: unknown): string | undefined {
  return expressionFault(value, ['$']);
}

/** Returns what is wrong with a payload template, whose fields that end in `.$` are paths or intrinsic functions. */
export function templateFault(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const isExpression = name.endsWith('.$');
    const fault = isExpression ? expressionFault(inner, ['$', 'States.']) : templateFault(inner);
    if (fault !== undefined) return isExpression ? `has the field "${name}", which ${fault}` : fault;
  }
  return undefined;
}

function expressionFault(value: unknown, starts: readonly string[]): string | undefined {
  if (typeof value !== 'string' || !starts.some((start) => value.startsWith(start)))
    return `must start with ${starts.map((start) => `"${start}"`).join(' or ')}, not be ${JSON.stringify(value)}`;
  try {
    if (value.startsWith('$')) compileJsonPath(value.startsWith('$$') ? value.slice(1) : value);
    else compileExpression(value);
    return undefined;
  } catch (error) {
    return `is not valid: ${(error as Error).message}`;
  }
}

/** Returns the value at a path into the input or the context object; undefined if there is none. */
export function readPath(path: string, { input, context }: Scope): JsonValue | undefined {
  return path.startsWith('$$')
    ? compileJsonPath(path.slice(1)).read(context)
    : compileJsonPath(path).read(input);
}

/** Applies `InputPath` or `OutputPath`: the default is everything, and null selects an empty object. */
export function select(path: string | null | undefined, scope: Scope): JsonValue {
  if (path === undefined) return scope.input;
  return path === null ? {} : compileExpression(path)(scope);
}

/** Evaluates a payload template, or returns the input if there is none. */
export function evaluate(template: JsonValue | undefined, scope: Scope): JsonValue {
  if (template === undefined) return scope.input;
  if (Array.isArray(template)) return template.map((item) => evaluate(item, scope));
  if (!isObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) =>
      name.endsWith('.$')
        ? [name.slice(0, -2), compileExpression(String(value))(scope)]
        : [name, evaluate(value, scope)],
    ),
  );
}

/** Combines a result with the raw input of its state by `ResultPath`: by default it replaces the input, null drops it. */
export function combine(rawInput: JsonValue, path: string | null | undefined, result: JsonValue): JsonValue {
  if (path === null) return rawInput;
  return path === undefined ? result : writeJsonPath(rawInput, path, result);
}
