import { checkAmounts } from './check-values.ts';
import { QuoteError } from './quote-error.ts';

/** Maximum depth of a condition. */
export const MAX_CONDITION_DEPTH = 10;
/** Maximum number of comparisons of a condition, and of values of an `in`. */
export const MAX_COMPARISONS = 100;
const MAX_VALUES = 1_000;

type Kind = 'amount' | 'number' | 'text' | 'any';

/** Fields that conditions may compare, with the kind of their values: see `facts.ts`. */
const FIELDS: Readonly<Record<'cart' | 'line' | 'shipping', Readonly<Record<string, Kind>>>> = {
  cart: {
    ...{ subtotal: 'amount', units: 'number', customerGroup: 'text', channel: 'text' },
    ...{ country: 'text', region: 'text' },
  },
  line: { sku: 'text', units: 'number', unitPrice: 'amount', priceList: 'text', taxClass: 'text' },
  shipping: { methodId: 'text' },
};
const ATTRIBUTE = /^attributes\..{1,100}$/;
/** Facts of a cart that `where` restricts to some lines. */
const RESTRICTED = ['subtotal', 'units'];

/**
 * Checks the form of a condition from outside: its fields, operators and values, at every depth.
 *
 * @param path of the condition, for the error
 * @param of the facts that it is about
 * @throws QuoteError that names the place, the rule and the value
 */
export function checkCondition(path: string, condition: unknown, of: keyof typeof FIELDS): void {
  checkNode(path, condition, of, { depth: 1, count: { comparisons: 0 } });
}

type Place = { readonly depth: number; readonly count: { comparisons: number } };

function checkNode(path: string, node: unknown, of: keyof typeof FIELDS, { depth, count }: Place): void {
  if (depth > MAX_CONDITION_DEPTH)
    throw new QuoteError(path, `must have at most ${MAX_CONDITION_DEPTH} levels`);
  if (!isObject(node)) throw new QuoteError(path, 'must be an object', node);
  const below = { depth: depth + 1, count };
  if ('all' in node || 'any' in node) {
    const name = 'all' in node ? 'all' : 'any';
    checkNames(path, node, [name]);
    const parts = node[name];
    if (!Array.isArray(parts)) throw new QuoteError(`${path}.${name}`, 'must be a list of conditions', parts);
    for (const [index, part] of parts.entries()) checkNode(`${path}.${name}[${index}]`, part, of, below);
  } else if ('not' in node) {
    checkNames(path, node, ['not']);
    checkNode(`${path}.not`, node['not'], of, below);
  } else {
    count.comparisons += 1;
    if (count.comparisons > MAX_COMPARISONS)
      throw new QuoteError(path, `must have at most ${MAX_COMPARISONS} comparisons`);
    checkComparison(path, node, of, below);
  }
}

function checkComparison(
  path: string,
  node: Readonly<Record<string, unknown>>,
  of: keyof typeof FIELDS,
  below: Place,
): void {
  checkNames(path, node, ['field', 'op', 'value', 'where']);
  const { field, op, value, where } = node;
  const kind = typeof field === 'string' ? kindOf(field, of) : undefined;
  if (kind === undefined) throw new QuoteError(`${path}.field`, `must be a field of a ${of}`, field);
  switch (op) {
    case 'eq':
      checkScalar(`${path}.value`, value, kind);
      break;
    case 'in':
      if (!Array.isArray(value) || value.length === 0 || value.length > MAX_VALUES)
        throw new QuoteError(`${path}.value`, `must be a list of 1 to ${MAX_VALUES} values`);
      for (const [index, each] of value.entries()) checkScalar(`${path}.value[${index}]`, each, kind);
      break;
    case 'gte':
    case 'lte':
      checkBound(`${path}.value`, value, kind, op);
      break;
    default:
      throw new QuoteError(`${path}.op`, 'must be eq, in, gte or lte', op);
  }
  if (where === undefined) return;
  if (of !== 'cart' || !RESTRICTED.includes(String(field)))
    throw new QuoteError(`${path}.where`, 'must be absent: only subtotal and units of a cart have it');
  checkNode(`${path}.where`, where, 'line', below);
}

function kindOf(field: string, of: keyof typeof FIELDS): Kind | undefined {
  if (of === 'line' && ATTRIBUTE.test(field)) return 'any';
  return Object.hasOwn(FIELDS[of], field) ? FIELDS[of][field] : undefined;
}

function checkScalar(path: string, value: unknown, kind: Kind): void {
  if (kind === 'amount')
    throw new QuoteError(path, 'must be compared by gte or lte, because it is an amount');
  const isText = typeof value === 'string' && kind !== 'number';
  const isNumber = typeof value === 'number' && Number.isFinite(value) && kind !== 'text';
  if (!isText && !isNumber) throw new QuoteError(path, `must be ${NAMES[kind]}`, value);
}

const NAMES = { number: 'a number', text: 'a text', any: 'a text or a number' } as const;

function checkBound(path: string, value: unknown, kind: Kind, op: string): void {
  if (kind === 'text')
    throw new QuoteError(path, `must be compared by eq or in, because a text has no ${op}`);
  if (kind === 'amount') {
    if (!isObject(value) || Object.keys(value).length === 0)
      throw new QuoteError(path, 'must have amounts by currency', value);
    checkAmounts(path, value as Readonly<Record<string, number>>);
  } else if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new QuoteError(path, 'must be a number', value);
  }
}

function checkNames(path: string, node: Readonly<Record<string, unknown>>, allowed: readonly string[]): void {
  const unknown = Object.keys(node).find((name) => !allowed.includes(name));
  if (unknown !== undefined)
    throw new QuoteError(`${path}.${unknown}`, `must be one of ${allowed.join(', ')}`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
