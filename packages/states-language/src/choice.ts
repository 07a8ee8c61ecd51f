import type { ChoiceState, JsonValue, Rule } from './definition.ts';
import { readPath } from './payload.ts';
import type { Scope } from './scope.ts';
import { runtimeError, StatesError } from './states-error.ts';

type Test = (value: JsonValue | undefined, operand: JsonValue) => boolean;
type Kind = { readonly read: (value: JsonValue | undefined) => number | string | boolean | undefined };

/** RFC 3339 with a capital T and Z. */
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** Returns the epoch milliseconds of a timestamp; undefined for other values. */
export function toTimeMs(value: JsonValue | undefined): number | undefined {
  if (typeof value !== 'string' || !TIMESTAMP.test(value)) return undefined;
  const timeMs = Date.parse(value);
  return Number.isNaN(timeMs) ? undefined : timeMs;
}

const KINDS: Readonly<Record<string, Kind>> = {
  String: { read: (value) => (typeof value === 'string' ? value : undefined) },
  Numeric: { read: (value) => (typeof value === 'number' ? value : undefined) },
  Timestamp: { read: toTimeMs },
};

const ORDERS: Readonly<Record<string, (one: never, other: never) => boolean>> = {
  Equals: (one, other) => one === other,
  LessThan: (one, other) => one < other,
  GreaterThan: (one, other) => one > other,
  LessThanEquals: (one, other) => one <= other,
  GreaterThanEquals: (one, other) => one >= other,
};

/** Comparisons with an operand, each also as `…Path`. Values of different types are never equal, smaller or greater. */
const COMPARISONS = new Map<string, Test>([
  ['BooleanEquals', (value, operand) => typeof value === 'boolean' && value === operand],
  ...Object.entries(KINDS).flatMap(([kind, { read }]) =>
    Object.entries(ORDERS).map(([order, holds]): [string, Test] => [
      `${kind}${order}`,
      (value, operand) => {
        const [one, other] = [read(value), read(operand)];
        return one !== undefined && other !== undefined && holds(one as never, other as never);
      },
    ]),
  ),
]);

/** Tests of the variable alone, whose operand is true or false. */
const TYPE_TESTS: Readonly<Record<string, (value: JsonValue | undefined) => boolean>> = {
  IsPresent: (value) => value !== undefined,
  IsNull: (value) => value === null,
  IsNumeric: (value) => typeof value === 'number',
  IsString: (value) => typeof value === 'string',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => toTimeMs(value) !== undefined,
};

/** The operators of a rule by the form of their operand. */
export const OPERATORS = {
  typeTests: new Set(Object.keys(TYPE_TESTS)),
  literals: new Set([...COMPARISONS.keys(), 'StringMatches']),
  paths: new Set([...COMPARISONS.keys()].map((name) => `${name}Path`)),
};

/**
 * Returns the state that follows a Choice state. Throws `States.NoChoiceMatched` if no rule holds and there is no default.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
 */
export function chooseNext({ Choices, Default }: ChoiceState, scope: Scope): string {
  const next = Choices.find((rule) => holds(rule, scope))?.Next ?? Default;
  if (next !== undefined) return next;
  throw new StatesError('States.NoChoiceMatched', 'No choice matches, and the state has no Default');
}

function holds(rule: Rule, scope: Scope): boolean {
  if (Array.isArray(rule['And'])) return rule['And'].every((inner: Rule) => holds(inner, scope));
  if (Array.isArray(rule['Or'])) return rule['Or'].some((inner: Rule) => holds(inner, scope));
  if (rule['Not'] !== undefined) return !holds(rule['Not'] as Rule, scope);
  const path = String(rule['Variable']);
  const [operator = '', operand] =
    Object.entries(rule).find(([field]) => !['Variable', 'Next', 'Comment'].includes(field)) ?? [];
  const value = readPath(path, scope);
  if (operator === 'IsPresent') return (value !== undefined) === operand;
  if (value === undefined) throw notFound(path, scope);
  const typeTest = TYPE_TESTS[operator];
  if (typeTest !== undefined) return typeTest(value) === operand;
  if (operator === 'StringMatches')
    return typeof value === 'string' && matchesWildcard(String(operand), value);
  const byValue = COMPARISONS.get(operator);
  if (byValue !== undefined) return byValue(value, operand as JsonValue);
  const operandPath = String(operand);
  const other = readPath(operandPath, scope);
  if (other === undefined) throw notFound(operandPath, scope);
  return COMPARISONS.get(operator.replace(/Path$/, ''))?.(value, other) ?? false;
}

function notFound(path: string, { input }: Scope): Error {
  const cause = `Invalid path '${path}': The choice state's condition path references an invalid value in '${JSON.stringify(input)}'`;
  return runtimeError(cause);
}

/** Returns whether a text matches a pattern in which `*` stands for any characters, and `\*` for an asterisk. */
function matchesWildcard(pattern: string, text: string): boolean {
  const parts = [''];
  for (let at = 0; at < pattern.length; at += 1) {
    if (pattern[at] === '*') parts.push('');
    else {
      if (pattern[at] === '\\' && at + 1 < pattern.length) at += 1;
      parts.push(`${parts.pop()}${pattern[at]}`);
    }
  }
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
    return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1 || found + part.length > text.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}
