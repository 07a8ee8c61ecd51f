import { BlockList, isIP } from 'node:net';
import { compileWildcard } from './wildcard.ts';

/** Returns true if a leaf value of an event (a string, a number, a boolean or null) matches. */
export type ValueMatcher = (value: unknown) => boolean;

type Fault = (why: string) => Error;

/**
 * Compiles one alternative of a pattern's list: a literal, or an object with one operator other than `exists`. Throws the
 * error that `fault` creates if the alternative is not valid.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function compileValueMatcher(alternative: unknown, fault: Fault): ValueMatcher {
  if (isLiteral(alternative)) return (value) => value === alternative;
  const { operator, operand } = operatorOf(alternative, fault);
  switch (operator) {
    case 'prefix':
      return compileAffix(operator, operand, fault);
    case 'suffix':
      return compileAffix(operator, operand, fault);
    case 'equals-ignore-case':
      return equalsIgnoreCase(stringOf(operator, operand, fault));
    case 'wildcard':
      return compileWildcard(stringOf(operator, operand, fault), fault);
    case 'numeric':
      return compileNumeric(operand, fault);
    case 'cidr':
      return compileCidr(stringOf(operator, operand, fault), fault);
    case 'anything-but':
      return compileAnythingBut(operand, fault);
    default:
      throw fault(`unknown operator "${operator}"`);
  }
}

function compileAffix(operator: 'prefix' | 'suffix', operand: unknown, fault: Fault): ValueMatcher {
  if (typeof operand === 'string') {
    return operator === 'prefix'
      ? (value) => typeof value === 'string' && value.startsWith(operand)
      : (value) => typeof value === 'string' && value.endsWith(operand);
  }
  const inner = operatorOf(operand, fault);
  if (inner.operator !== 'equals-ignore-case') {
    throw fault(`"${operator}" takes a string or "equals-ignore-case"`);
  }
  const wanted = stringOf(inner.operator, inner.operand, fault).toLowerCase();
  return (value) => {
    if (typeof value !== 'string') return false;
    const lower = value.toLowerCase();
    return operator === 'prefix' ? lower.startsWith(wanted) : lower.endsWith(wanted);
  };
}

function equalsIgnoreCase(wanted: string): ValueMatcher {
  const lower = wanted.toLowerCase();
  return (value) => typeof value === 'string' && value.toLowerCase() === lower;
}

/** Takes a value, a list of values, or one operator on a string or a list of strings. None of them may match. */
function compileAnythingBut(operand: unknown, fault: Fault): ValueMatcher {
  if (isOperator(operand)) {
    const { operator, operand: inner } = operatorOf(operand, fault);
    if (!NEGATABLE.has(operator)) throw fault(`"anything-but" does not take "${operator}"`);
    const list = Array.isArray(inner) ? inner : [inner];
    if (list.length === 0) throw fault('the list of "anything-but" must not be empty');
    const matchers = list.map((one) => compileValueMatcher({ [operator]: one }, fault));
    return (value) => !matchers.some((matches) => matches(value));
  }
  const list: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  const kind = typeof list[0];
  if ((kind !== 'string' && kind !== 'number') || !list.every((one) => typeof one === kind)) {
    throw fault('"anything-but" takes strings only or numbers only');
  }
  const excluded = new Set(list);
  return (value) => !excluded.has(value);
}

const NEGATABLE = new Set(['prefix', 'suffix', 'equals-ignore-case', 'wildcard']);

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** Takes `[operator, number]`, or a range `[lower operator, number, upper operator, number]`. */
function compileNumeric(operand: unknown, fault: Fault): ValueMatcher {
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4)) {
    throw fault('"numeric" takes an operator and a number, or two of each for a range');
  }
  const [operator, bound, upperOperator, upperBound]: unknown[] = operand;
  const first = comparison(operator, bound, fault);
  if (operand.length === 2) return (value) => typeof value === 'number' && first(value);
  const second = comparison(upperOperator, upperBound, fault);
  if (!['>', '>='].includes(String(operator)) || !['<', '<='].includes(String(upperOperator))) {
    throw fault('a "numeric" range takes ">" or ">=" first, then "<" or "<="');
  }
  if (Number(bound) >= Number(upperBound)) throw fault('a "numeric" range must not be empty');
  return (value) => typeof value === 'number' && first(value) && second(value);
}

function comparison(operator: unknown, bound: unknown, fault: Fault): (value: number) => boolean {
  const compare = typeof operator === 'string' ? COMPARISONS[operator] : undefined;
  if (!compare) throw fault(`"numeric" does not support the operator ${JSON.stringify(operator)}`);
  if (typeof bound !== 'number') throw fault('"numeric" takes only numbers');
  return (value) => compare(value, bound);
}

function compileCidr(range: string, fault: Fault): ValueMatcher {
  const [network = '', bits, ...rest] = range.split('/');
  const version = isIP(network);
  const length = bits !== undefined && /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  if (version === 0 || rest.length > 0 || length < 0 || length > (version === 4 ? 32 : 128)) {
    throw fault(`"cidr" takes a range such as 10.0.0.0/24, not ${JSON.stringify(range)}`);
  }
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const block = new BlockList();
  block.addSubnet(network, length, family);
  return (value) => typeof value === 'string' && isIP(value) === version && block.check(value, family);
}

function isLiteral(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function isOperator(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function operatorOf(value: unknown, fault: Fault): { operator: string; operand: unknown } {
  const [entry, ...others] = isOperator(value) ? Object.entries(value) : [];
  if (!entry || others.length > 0) throw fault('a value must be a literal or an object with one operator');
  return { operator: entry[0], operand: entry[1] };
}

function stringOf(operator: string, operand: unknown, fault: Fault): string {
  if (typeof operand !== 'string') throw fault(`"${operator}" takes a string`);
  return operand;
}
