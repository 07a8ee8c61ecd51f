import type { JsonValue, Rule } from './definition.ts';
import { pathFault, readPath } from './payload.ts';
import type { Scope } from './scope.ts';
import { runtimeError, StatesError } from './states-error.ts';

type Comparison = {
  readonly holds: (value: unknown, operand: unknown) => boolean;
  readonly isOperand: (operand: unknown) => boolean;
};

/** RFC 3339 with a capital T and Z. */
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** Returns the epoch milliseconds of a timestamp; undefined for other values. */
export function toTimeMs(value: unknown): number | undefined {
  if (typeof value !== 'string' || !TIMESTAMP.test(value)) return undefined;
  const timeMs = Date.parse(value);
  return Number.isNaN(timeMs) ? undefined : timeMs;
}

/** Returns the value that is compared; undefined for a value of another type. */
const READS: Readonly<Record<string, (value: unknown) => number | string | undefined>> = {
  String: (value) => (typeof value === 'string' ? value : undefined),
  Numeric: (value) => (typeof value === 'number' ? value : undefined),
  Timestamp: toTimeMs,
};

const ORDERS: Readonly<Record<string, (one: never, other: never) => boolean>> = {
  Equals: (one, other) => one === other,
  LessThan: (one, other) => one < other,
  GreaterThan: (one, other) => one > other,
  LessThanEquals: (one, other) => one <= other,
  GreaterThanEquals: (one, other) => one >= other,
};

/** Comparisons with an operand, each also as `…Path`. Values of different types are never equal, smaller or greater. */
const COMPARISONS = new Map<string, Comparison>();
COMPARISONS.set('BooleanEquals', {
  holds: (value, operand) => typeof value === 'boolean' && value === operand,
  isOperand: (operand) => typeof operand === 'boolean',
});
for (const [kind, read] of Object.entries(READS)) {
  for (const [order, compare] of Object.entries(ORDERS)) {
    COMPARISONS.set(`${kind}${order}`, {
      holds: (value, operand) => {
        const [one, other] = [read(value), read(operand)];
        return one !== undefined && other !== undefined && compare(one as never, other as never);
      },
      isOperand: (operand) => read(operand) !== undefined,
    });
  }
}

/** Tests of the variable alone, whose operand is true or false. */
const TYPE_TESTS: Readonly<Record<string, (value: JsonValue | undefined) => boolean>> = {
  IsPresent: (value) => value !== undefined,
  IsNull: (value) => value === null,
  IsNumeric: (value) => typeof value === 'number',
  IsString: (value) => typeof value === 'string',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => toTimeMs(value) !== undefined,
};

/** Returns what is wrong with a rule; undefined for a valid one. */
export function ruleFault(rule: unknown): string | undefined {
  if (typeof rule !== 'object' || rule === null) return 'is not an object';
  const { Variable, Comment: _comment, Next: _next, ...others } = rule as Rule;
  const [[operator, operand] = ['', undefined], ...more] = Object.entries(others);
  if (more.length > 0)
    return `must have one operator, not ${[operator, ...more.map(([name]) => name)].join(', ')}`;
  if (operator === 'Not') return ruleFault(operand);
  if (operator === 'And' || operator === 'Or') {
    if (!Array.isArray(operand) || operand.length === 0) return `must have a list of rules in ${operator}`;
    return operand.map(ruleFault).find((fault) => fault !== undefined);
  }
  if (pathFault(Variable) !== undefined)
    return `must have a path as Variable, not ${JSON.stringify(Variable)}`;
  const isValid = operandTestOf(operator);
  if (isValid === undefined) return `has the unknown operator "${operator}"`;
  return isValid(operand) ? undefined : `has ${operator} with ${JSON.stringify(operand)}`;
}

/** Returns a function that tests an operand of this operator; undefined if there is no such operator. */
function operandTestOf(operator: string): ((operand: unknown) => boolean) | undefined {
  if (Object.hasOwn(TYPE_TESTS, operator)) return (operand) => typeof operand === 'boolean';
  if (operator === 'StringMatches') return (operand) => typeof operand === 'string';
  if (COMPARISONS.has(operator)) return (operand) => COMPARISONS.get(operator)?.isOperand(operand) ?? false;
  const isByPath = operator.endsWith('Path') && COMPARISONS.has(operator.slice(0, -'Path'.length));
  return isByPath ? (operand) => pathFault(operand) === undefined : undefined;
}

/**
 * Returns the state that follows a Choice state. Throws `States.NoChoiceMatched` if no rule holds and there is no default.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
 */
export function chooseNext(
  { Choices, Default }: { readonly Choices: readonly Rule[]; readonly Default?: string | undefined },
  scope: Scope,
): string {
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
  if (byValue !== undefined) return byValue.holds(value, operand);
  const operandPath = String(operand);
  const other = readPath(operandPath, scope);
  if (other === undefined) throw notFound(operandPath, scope);
  return COMPARISONS.get(operator.replace(/Path$/, ''))?.holds(value, other) ?? false;
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
