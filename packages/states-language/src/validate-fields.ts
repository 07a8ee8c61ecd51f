import { OPERATORS, toTimeMs } from './choice.ts';
import { compileJsonPath } from './json-path.ts';
import { compileExpression } from './payload.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** Checks the value of a field; returns what is wrong with it, to follow the name of the field. */
export type Check = (value: unknown) => string | undefined;

export const text: Check = (value) =>
  typeof value === 'string' ? undefined : `must be a string, not ${shown(value)}`;

export const literal =
  (only: string | boolean): Check =>
  (value) =>
    value === only ? undefined : `must be ${shown(only)}, not ${shown(value)}`;

/** The longest time of a state machine, in seconds. https://states-language.net/spec.html */
const MAX_WHOLE_NUMBER = 99_999_999;

export const wholeNumber =
  (least: number): Check =>
  (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= MAX_WHOLE_NUMBER
      ? undefined
      : `must be a whole number from ${least} to ${MAX_WHOLE_NUMBER}, not ${shown(value)}`;

const numberFrom =
  (least: number): Check =>
  (value) =>
    typeof value === 'number' && value >= least
      ? undefined
      : `must be a number of at least ${least}, not ${shown(value)}`;

export const timestamp: Check = (value) =>
  toTimeMs(value as string) === undefined
    ? `must be a timestamp such as 2026-01-05T09:30:00Z, not ${shown(value)}`
    : undefined;

export const path: Check = (value) => text(value) ?? expressionFault(String(value), ['$']);

export const nullablePath: Check = (value) => (value === null ? undefined : path(value));

/** A path for writing: it selects one place, in the payload. */
export const referencePath: Check = (value) => {
  if (value === null) return undefined;
  const fault = path(value);
  if (fault !== undefined) return fault;
  const isReference = !String(value).startsWith('$$') && compileJsonPath(String(value)).steps !== undefined;
  return isReference ? undefined : `must be a path to one place of the payload, not ${shown(value)}`;
};

/** A payload template: the fields that end in `.$` are paths or intrinsic functions. */
export const template: Check = (value) => {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const fault = name.endsWith('.$') ? templateFault(name, inner) : template(inner);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

function templateFault(name: string, value: unknown): string | undefined {
  const fault = text(value) ?? expressionFault(String(value), ['$', 'States.']);
  return fault === undefined ? undefined : `has the field "${name}", which ${fault}`;
}

function expressionFault(value: string, starts: readonly string[]): string | undefined {
  if (!starts.some((start) => value.startsWith(start)))
    return `must start with ${starts.map(shown).join(' or ')}, not be ${shown(value)}`;
  try {
    if (value.startsWith('$')) compileJsonPath(value.startsWith('$$') ? value.slice(1) : value);
    else compileExpression(value);
    return undefined;
  } catch (error) {
    return `is not valid: ${(error as Error).message}`;
  }
}

const listOf =
  (fields: Readonly<Record<string, Check>>, required: readonly string[]): Check =>
  (value) => {
    if (!Array.isArray(value)) return `must be a list, not ${shown(value)}`;
    for (const [index, item] of value.entries()) {
      const fault = fieldsFault(item as Fields, fields) ?? missing(item as Fields, required);
      if (fault !== undefined) return `has the item ${index}, which ${fault}`;
    }
    return undefined;
  };

const errorNames: Check = (value) => {
  const isList = Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string');
  if (!isList) return `must be a list of error names, not ${shown(value)}`;
  return value.includes('States.ALL') && value.length > 1 ? 'must have States.ALL alone' : undefined;
};

export const retriers = listOf(
  {
    ErrorEquals: errorNames,
    IntervalSeconds: wholeNumber(1),
    BackoffRate: numberFrom(1),
    MaxAttempts: wholeNumber(0),
    MaxDelaySeconds: wholeNumber(1),
    JitterStrategy: (value) =>
      value === 'FULL' || value === 'NONE' ? undefined : `must be "FULL" or "NONE", not ${shown(value)}`,
    Comment: text,
  },
  ['ErrorEquals'],
);

export const catchers = listOf(
  { ErrorEquals: errorNames, Next: text, ResultPath: referencePath, Comment: text },
  ['ErrorEquals', 'Next'],
);

export const choices: Check = (value) => {
  if (!Array.isArray(value) || value.length === 0) return 'must be a list of rules';
  for (const [index, rule] of value.entries()) {
    const { Next, ...test } = rule as Fields;
    const fault = text(Next) === undefined ? ruleFault(test) : 'must have Next';
    if (fault !== undefined) return `has the rule ${index}, which ${fault}`;
  }
  return undefined;
};

function ruleFault(rule: unknown): string | undefined {
  if (typeof rule !== 'object' || rule === null) return 'is not an object';
  const { Variable, Comment: _, ...others } = rule as Fields;
  const [[operator, operand] = ['', undefined], ...more] = Object.entries(others);
  if (more.length > 0)
    return `must have one operator, not ${[operator, ...more.map(([name]) => name)].join(', ')}`;
  if (operator === 'Not') return ruleFault(operand);
  if (operator === 'And' || operator === 'Or') {
    if (!Array.isArray(operand) || operand.length === 0) return `must have a list of rules in ${operator}`;
    return operand.map(ruleFault).find((fault) => fault !== undefined);
  }
  const fault =
    path(Variable) === undefined
      ? operandFault(operator, operand)
      : `must have a path as Variable, not ${shown(Variable)}`;
  return fault;
}

function operandFault(operator: string, operand: unknown): string | undefined {
  if (OPERATORS.typeTests.has(operator))
    return typeof operand === 'boolean' ? undefined : `must have true or false as ${operator}`;
  if (OPERATORS.paths.has(operator))
    return path(operand) === undefined ? undefined : `must have a path as ${operator}`;
  if (!OPERATORS.literals.has(operator)) return `has the unknown operator "${operator}"`;
  const kind = operator.startsWith('Numeric')
    ? 'number'
    : operator.startsWith('Boolean')
      ? 'boolean'
      : 'string';
  const isOfKind =
    typeof operand === kind && !(operator.startsWith('Timestamp') && timestamp(operand) !== undefined);
  return isOfKind ? undefined : `has ${operator} with ${shown(operand)}`;
}

function fieldsFault(holder: Fields, fields: Readonly<Record<string, Check>>): string | undefined {
  for (const [field, value] of Object.entries(holder)) {
    const check = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (check === undefined) return `has the field "${field}", which is not supported`;
    const fault = check(value);
    if (fault !== undefined) return `has ${field}, which ${fault}`;
  }
  return undefined;
}

function missing(holder: Fields, required: readonly string[]): string | undefined {
  const field = required.find((name) => holder[name] === undefined);
  return field === undefined ? undefined : `must have ${field}`;
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? 'undefined';
}
