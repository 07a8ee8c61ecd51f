import * as z from 'zod/mini';
import { type Condition, condition } from './fields/condition.ts';

/** Maximum depth of nested conditions, with those of `where`. The parser is recursive, so the depth is checked before. */
const MAX_CONDITION_DEPTH = 5;

const CART_FIELDS = ['subtotal', 'units', 'customerGroup', 'channel', 'country', 'region'];
const LINE_FIELDS = ['sku', 'units', 'unitPrice', 'priceList', 'taxClass'];
const ATTRIBUTE = 'attributes.';
/** Fields that are compared by size. An attribute may be a text, which has no size. */
const NUMBERS = ['subtotal', 'units', 'unitPrice'];

/** A condition on a cart as a caller sends it. Its fields exist, and each is compared with a value that it can have. */
export const givenCondition = /* @__PURE__ */ z
  .pipe(
    z.transform((given: Condition, context): Condition => {
      if (isShallow(given, MAX_CONDITION_DEPTH)) return given;
      context.issues.push({
        code: 'custom',
        message: `must have at most ${MAX_CONDITION_DEPTH} levels`,
        input: given,
      });
      return z.NEVER;
    }),
    condition,
  )
  .check(
    z.check<Condition>(({ value, issues }) => {
      for (const message of errorsIn(value, CART_FIELDS))
        issues.push({ code: 'custom', message, input: value });
    }),
  );

function isShallow(given: unknown, levels: number): boolean {
  if (typeof given !== 'object' || given === null) return true;
  if (levels === 0) return false;
  const { all, any, not, where } = given as Readonly<Record<string, unknown>>;
  return [all, any, not, where].flat().every((each) => isShallow(each, levels - 1));
}

function errorsIn(given: Condition, fields: readonly string[]): readonly string[] {
  if ('all' in given) return given.all.flatMap((each) => errorsIn(each, fields));
  if ('any' in given) return given.any.flatMap((each) => errorsIn(each, fields));
  if ('not' in given) return errorsIn(given.not, fields);
  const { field, op, value, where } = given;
  const isOfLine = fields === LINE_FIELDS;
  const isKnown = fields.includes(field) || (isOfLine && field.startsWith(ATTRIBUTE));
  if (!isKnown) {
    const known = [...fields, ...(isOfLine ? [`${ATTRIBUTE}NAME`] : [])].join(', ');
    return [`field must be one of ${known}, not ${JSON.stringify(field)}`];
  }
  const isList = Array.isArray(value);
  const isAmounts = typeof value === 'object' && !isList;
  if (op === 'in' && !isList) return [`value of ${field} must be a list for in`];
  if (op === 'eq' && (isList || isAmounts)) return [`value of ${field} must be a text or a number for eq`];
  if (op === 'gte' || op === 'lte') {
    if (!NUMBERS.includes(field)) return [`${field} must be compared with eq or in, not with ${op}`];
    if (isList || typeof value === 'string')
      return [`value of ${field} must be a number or amounts by currency for ${op}`];
  }
  if (where === undefined) return [];
  if (isOfLine || !NUMBERS.includes(field))
    return [`where must be beside subtotal or units of a cart, not ${field}`];
  return errorsIn(where, LINE_FIELDS);
}
