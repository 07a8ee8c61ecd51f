import { dropAwait, dropCall, dropReturnValue, exchangeArguments, swallowError } from './calls.ts';
import { dropCondition, dropDefault, exchangeLogical, shiftBoundary, turnComparison } from './conditions.ts';
import type { Operator } from './operator.ts';
import {
  changeConstant,
  dropConsistency,
  dropProperty,
  dropSpread,
  exchangeArithmetic,
  flipBoolean,
  shortenSlice,
} from './values.ts';

/** The operators of code, by the names that results and tables have. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  argument: exchangeArguments,
  arithmetic: exchangeArithmetic,
  await: dropAwait,
  boolean: flipBoolean,
  boundary: shiftBoundary,
  call: dropCall,
  comparison: turnComparison,
  condition: dropCondition,
  consistency: dropConsistency,
  constant: changeConstant,
  default: dropDefault,
  error: swallowError,
  logical: exchangeLogical,
  property: dropProperty,
  return: dropReturnValue,
  slice: shortenSlice,
  spread: dropSpread,
};

/** The operator of values in templates, see `settings.ts`. */
export const SETTING = 'setting';
