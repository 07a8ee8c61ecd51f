import { isRecord } from './is-record.ts';
import { compileValueMatcher, type ValueMatcher } from './value-matcher.ts';

/** Returns true if an event (any JSON object) matches. */
export type EventMatcher = (event: unknown) => boolean;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Compiles an event pattern of an EventBridge rule or of Lambda's filter criteria.
 *
 * If the event has an array of objects where the pattern has an object, all fields of the pattern must match in the same
 * element.
 *
 * @throws Error with the path of the first fault if the pattern is not valid
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * @see https://github.com/aws/event-ruler
 */
export function compilePattern(pattern: unknown): EventMatcher {
  if (!isRecord(pattern)) throw new Error('Event pattern is not valid: it must be a JSON object');
  const matches = compileFields(pattern, '');
  return (event) => isRecord(event) && matches(event);
}

type FieldsMatcher = (fields: Fields) => boolean;

function compileFields(pattern: Fields, path: string): FieldsMatcher {
  const names = Object.keys(pattern);
  if (names.length === 0) throw invalid(path, 'an empty object is not allowed');
  const matchers = names.map((name) =>
    name === '$or'
      ? compileOr(pattern[name], join(path, name))
      : compileField(name, pattern[name], join(path, name)),
  );
  return (fields) => matchers.every((matches) => matches(fields));
}

/** Requires at least two alternatives, like AWS. */
function compileOr(alternatives: unknown, path: string): FieldsMatcher {
  if (!Array.isArray(alternatives) || alternatives.length < 2 || !alternatives.every(isRecord)) {
    throw invalid(path, 'must be a list of at least two patterns');
  }
  const matchers = alternatives.map((pattern, index) => compileFields(pattern, `${path}[${index}]`));
  return (fields) => matchers.some((matches) => matches(fields));
}

function compileField(name: string, pattern: unknown, path: string): FieldsMatcher {
  if (Array.isArray(pattern)) return compileLeaf(name, pattern, path);
  if (isRecord(pattern)) {
    const matches = compileFields(pattern, path);
    return (fields) => objectsIn(fields[name]).some(matches);
  }
  throw invalid(path, 'must be an object or a list of values');
}

function compileLeaf(name: string, alternatives: readonly unknown[], path: string): FieldsMatcher {
  if (alternatives.length === 0) throw invalid(path, 'an empty list is not allowed');
  let whenAbsent = false;
  let whenPresent = false;
  const values: ValueMatcher[] = [];
  for (const alternative of alternatives) {
    const exists = existsOf(alternative, path);
    if (exists === undefined) values.push(compileValueMatcher(alternative, (why) => invalid(path, why)));
    else if (exists) whenPresent = true;
    else whenAbsent = true;
  }
  return (fields) => {
    const leaves = leavesIn(fields[name]);
    if (leaves.length === 0) return whenAbsent;
    return whenPresent || leaves.some((leaf) => values.some((matches) => matches(leaf)));
  };
}

function existsOf(alternative: unknown, path: string): boolean | undefined {
  if (!isRecord(alternative) || !('exists' in alternative)) return undefined;
  if (typeof alternative['exists'] !== 'boolean' || Object.keys(alternative).length !== 1) {
    throw invalid(path, '"exists" must be true or false, without another operator');
  }
  return alternative['exists'];
}

/** The leaves of a value, through nested lists. An object has none; an empty list counts as absent. */
function leavesIn(value: unknown): readonly unknown[] {
  if (value === undefined) return NONE;
  if (Array.isArray(value)) return value.flatMap(leavesIn);
  return isRecord(value) ? NONE : [value];
}

/** The objects to match a nested pattern with. Without any, one empty object, so that `exists: false` can match. */
function objectsIn(value: unknown): readonly Fields[] {
  if (isRecord(value)) return [value];
  if (!Array.isArray(value)) return EMPTY_OBJECT;
  const objects = value.flat(Number.POSITIVE_INFINITY).filter(isRecord);
  return objects.length > 0 ? objects : EMPTY_OBJECT;
}

const NONE: readonly unknown[] = [];
const EMPTY_OBJECT: readonly Fields[] = [{}];

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function invalid(path: string, why: string): Error {
  return new Error(`Event pattern is not valid at "${path}": ${why}`);
}
