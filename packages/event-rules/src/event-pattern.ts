import { isRecord } from './is-record.ts';

/** Returns true if an event (any JSON object) matches. */
export type EventMatcher = (event: unknown) => boolean;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Compiles an event pattern of an EventBridge rule or of Lambda's filter criteria. Supports exact values and the operators
 * `prefix`, `suffix`, `anything-but` and `exists`.
 *
 * If the event has an array of objects where the pattern has an object, all fields of the pattern must match in the same
 * element.
 *
 * @throws Error with the path of the first fault if the pattern is not valid or has another operator
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
    compileField(name, pattern[name], path === '' ? name : `${path}.${name}`),
  );
  return (fields) => matchers.every((matches) => matches(fields));
}

function compileField(name: string, pattern: unknown, path: string): FieldsMatcher {
  if (name === '$or') throw invalid(path, 'the operator is not supported');
  if (Array.isArray(pattern)) return compileLeaf(name, pattern, path);
  if (isRecord(pattern)) {
    const matches = compileFields(pattern, path);
    return (fields) => objectsIn(fields[name]).some(matches);
  }
  throw invalid(path, 'must be an object or a list of values');
}

function compileLeaf(name: string, alternatives: readonly unknown[], path: string): FieldsMatcher {
  if (alternatives.length === 0) throw invalid(path, 'an empty list is not allowed');
  const matchers = alternatives.map((alternative) => compileAlternative(alternative, path));
  return (fields) => {
    const leaves = leavesIn(fields[name]);
    return matchers.some((matches) => matches(leaves));
  };
}

/** Returns true for the leaves of a field if one of them matches; the list is empty if the field is absent. */
type LeavesMatcher = (leaves: readonly unknown[]) => boolean;

function compileAlternative(alternative: unknown, path: string): LeavesMatcher {
  if (!isRecord(alternative)) {
    if (Array.isArray(alternative)) throw invalid(path, 'a value must not be a list');
    return (leaves) => leaves.includes(alternative);
  }
  const [[operator, operand] = ['', undefined], ...others] = Object.entries(alternative);
  if (others.length > 0) throw invalid(path, 'a value must have only one operator');
  switch (operator) {
    case 'exists':
      if (typeof operand !== 'boolean') throw invalid(path, '"exists" takes true or false');
      return (leaves) => leaves.length > 0 === operand;
    case 'prefix':
    case 'suffix': {
      if (typeof operand !== 'string') throw invalid(path, `"${operator}" is only supported with a string`);
      const method = operator === 'prefix' ? 'startsWith' : 'endsWith';
      return (leaves) => leaves.some((leaf) => typeof leaf === 'string' && leaf[method](operand));
    }
    case 'anything-but': {
      const excluded: readonly unknown[] = [operand].flat();
      if (excluded.length === 0 || (!excluded.every(isText) && !excluded.every(isNumber)))
        throw invalid(path, '"anything-but" is only supported with strings or with numbers');
      return (leaves) => leaves.some((leaf) => !excluded.includes(leaf));
    }
    default:
      throw invalid(path, `the operator "${operator}" is not supported`);
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
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

function invalid(path: string, why: string): Error {
  return new Error(`Event pattern is not valid at "${path}": ${why}`);
}
