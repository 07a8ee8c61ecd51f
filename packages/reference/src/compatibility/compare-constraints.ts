import type { JsonSchema } from '../json-schema.ts';
import { ABSENT, type Walk } from './walk.ts';

type Report = Walk['report'];

/** Compares constraint keywords, each independently of the others. */
export function compareConstraints(
  pointer: string,
  before: JsonSchema,
  after: JsonSchema,
  report: Report,
): void {
  compareTypes(pointer, before, after, report);
  compareValues(pointer, before, after, report);
  comparePatterns(pointer, before, after, report);
  for (const [keyword, relation] of Object.entries(RELATIONS)) {
    const change = relation(neutral(keyword, before[keyword]), neutral(keyword, after[keyword]));
    if (change !== 'same')
      report(pointer, change, describeKeyword(keyword, before), describeKeyword(keyword, after));
  }
}

/** Relation of the values that `after` allows to those that `before` allows. */
type Relation = 'same' | 'narrowed' | 'widened' | 'changed';

const RELATIONS: Readonly<Record<string, (was: unknown, is: unknown) => Relation>> = {
  format: presence,
  contentEncoding: presence,
  contentMediaType: presence,
  uniqueItems: presence,
  multipleOf: multiples,
  minimum: lowerBound,
  exclusiveMinimum: lowerBound,
  minLength: lowerBound,
  minItems: lowerBound,
  minProperties: lowerBound,
  maximum: upperBound,
  exclusiveMaximum: upperBound,
  maxLength: upperBound,
  maxItems: upperBound,
  maxProperties: upperBound,
};

/** Keywords that are compared here, besides an `allOf` that has only patterns. */
export const CONSTRAINTS = ['type', 'enum', 'const', 'pattern', ...Object.keys(RELATIONS)];

/** Returns undefined for a value that allows everything, which is the same as an absent keyword. */
function neutral(keyword: string, value: unknown): unknown {
  const harmless = value === false || (value === 0 && /^min[A-Z]/.test(keyword));
  return harmless ? undefined : value;
}

function presence(was: unknown, is: unknown): Relation {
  if (was === is) return 'same';
  if (was === undefined) return 'narrowed';
  return is === undefined ? 'widened' : 'changed';
}

function lowerBound(was: unknown, is: unknown): Relation {
  return upperBound(negated(was), negated(is));
}

function upperBound(was: unknown, is: unknown): Relation {
  const [from, to] = [was, is].map((bound) =>
    bound === undefined ? Number.POSITIVE_INFINITY : Number(bound),
  );
  if (from === to || from === undefined || to === undefined) return 'same';
  return to < from ? 'narrowed' : 'widened';
}

function negated(bound: unknown): unknown {
  return bound === undefined ? undefined : -Number(bound);
}

function multiples(was: unknown, is: unknown): Relation {
  const simple = presence(was, is);
  if (simple !== 'changed') return simple;
  if (Number(is) % Number(was) === 0) return 'narrowed';
  return Number(was) % Number(is) === 0 ? 'widened' : 'changed';
}

/** Without `type`, every type is allowed. */
function compareTypes(pointer: string, before: JsonSchema, after: JsonSchema, report: Report): void {
  const [was, is] = [before, after].map(({ type }) =>
    type === undefined ? EVERY_TYPE : [type].flat().map(String),
  );
  const lost = (was ?? []).filter((type) => !allowsType(is ?? [], type));
  const added = (is ?? []).filter((type) => !allowsType(was ?? [], type));
  if (lost.length > 0)
    report(pointer, 'narrowed', describeKeyword('type', before), describeKeyword('type', after));
  if (added.length > 0)
    report(pointer, 'widened', describeKeyword('type', before), describeKeyword('type', after));
}

const EVERY_TYPE = ['array', 'boolean', 'null', 'number', 'object', 'string'];

function allowsType(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

function compareValues(pointer: string, before: JsonSchema, after: JsonSchema, report: Report): void {
  const [was, is] = [valuesOf(before), valuesOf(after)];
  if (was === undefined || is === undefined) {
    const change = presence(was, is);
    if (change !== 'same') report(pointer, change, listed(was), listed(is));
    return;
  }
  const lost = was.filter((value) => !is.includes(value));
  const added = is.filter((value) => !was.includes(value));
  if (lost.length > 0) report(pointer, 'narrowed', listed(was), `${listed(is)}, without ${lost.join(', ')}`);
  if (added.length > 0) report(pointer, 'widened', listed(was), `${listed(is)}, with ${added.join(', ')}`);
}

/** Values of `const` or `enum` as JSON; undefined if the schema has neither. */
export function valuesOf(schema: JsonSchema): readonly string[] | undefined {
  if ('const' in schema) return [JSON.stringify(schema['const'])];
  const values = schema['enum'];
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)) : undefined;
}

function listed(values: readonly string[] | undefined): string {
  return values === undefined ? 'any value' : `one of ${values.join(', ')}`;
}

/** Patterns are compared by their text: only added and removed ones can be found. */
function comparePatterns(pointer: string, before: JsonSchema, after: JsonSchema, report: Report): void {
  const [was, is] = [patternsOf(before), patternsOf(after)];
  const lost = was.filter((pattern) => !is.includes(pattern));
  const added = is.filter((pattern) => !was.includes(pattern));
  if (lost.length === 0 && added.length === 0) return;
  const change = lost.length === 0 ? 'narrowed' : added.length === 0 ? 'widened' : 'changed';
  report(pointer, change, describePatterns(was), describePatterns(is));
}

function patternsOf({ pattern, allOf }: JsonSchema): readonly string[] {
  const several = isPatterns(allOf) ? allOf.map((each) => each.pattern) : [];
  return pattern === undefined ? several : [String(pattern), ...several];
}

/** zod writes several patterns as an `allOf`. */
export function isPatterns(allOf: unknown): allOf is readonly { readonly pattern: string }[] {
  const isPattern = (each: JsonSchema) => Object.keys(each).join() === 'pattern';
  return Array.isArray(allOf) && allOf.every(isPattern);
}

function describePatterns(patterns: readonly string[]): string {
  return patterns.length === 0
    ? `pattern ${ABSENT}`
    : patterns.map((pattern) => `pattern ${pattern}`).join(' and ');
}

function describeKeyword(keyword: string, schema: JsonSchema): string {
  const value = schema[keyword];
  return value === undefined ? `${keyword} ${ABSENT}` : `${keyword} ${[value].flat().join(' or ')}`;
}
