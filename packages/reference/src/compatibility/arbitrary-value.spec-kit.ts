import fc, { type GeneratorValue } from 'fast-check';
import type { JsonSchema } from '../json-schema.ts';
import type { SchemaDocument } from './arbitrary-change.spec-kit.ts';

const MAX_DEPTH = 6;

/**
 * Chooses a value that a sender with this schema could send: only fields that the schema names. The value may violate
 * constraints, so it must be validated. Undefined if there is none within a few levels.
 *
 * @param fillsDefaults true if fields with a default are always present
 */
export function chooseValue(
  document: SchemaDocument,
  choose: GeneratorValue,
  fillsDefaults: boolean,
): unknown {
  const from = (schema: unknown, depth: number): unknown => {
    if (depth > MAX_DEPTH || schema === false) return undefined;
    return schema === true ? 'a' : valueBy(schema as JsonSchema, depth);
  };
  const valueBy = (schema: JsonSchema, depth: number): unknown => {
    if ('$ref' in schema) return from(document.node, depth + 1);
    if ('const' in schema) return schema['const'];
    const choices = schema['enum'] ?? schema['anyOf'] ?? schema['oneOf'];
    if (Array.isArray(choices)) {
      const choice: unknown = choices[choose(fc.nat, { max: choices.length - 1 })];
      return 'enum' in schema ? choice : from(choice, depth + 1);
    }
    const type = [schema['type'] ?? ['string', 'integer', 'null', 'object', 'array']].flat();
    switch (type[choose(fc.nat, { max: type.length - 1 })]) {
      case 'string':
        return choose(fc.constantFrom, '', 'a', 'z', 'az', 'aaz', 'b', 'aaaa');
      case 'integer':
        return choose(fc.integer, { min: -1, max: 6 });
      case 'number':
        return choose(fc.integer, { min: -1, max: 12 }) / 2;
      case 'boolean':
        return choose(fc.boolean);
      case 'null':
        return null;
      case 'array':
        return listOf(schema, depth);
      default:
        return objectOf(schema, depth);
    }
  };
  const listOf = ({ prefixItems = [], items = {} }: JsonSchema, depth: number): unknown => {
    const places = [...(prefixItems as readonly unknown[]), ...Array(choose(fc.nat, { max: 3 })).fill(items)];
    const values = places.map((place) => from(place, depth + 1));
    return values.filter((each) => each !== undefined);
  };
  const objectOf = (
    { properties = {}, required = [], additionalProperties }: JsonSchema,
    depth: number,
  ): unknown => {
    const named = properties as Readonly<Record<string, JsonSchema>>;
    const isThere = (name: string) =>
      (required as readonly string[]).includes(name) ||
      (fillsDefaults && 'default' in (named[name] ?? {})) ||
      choose(fc.boolean);
    const fields = Object.keys(named)
      .filter(isThere)
      .map((name) => [name, from(named[name], depth + 1)]);
    const more = additionalProperties === undefined ? [] : choose(fc.subarray, ['a', 'b', 'az', 'kind']);
    const further = more
      .filter((name) => !(name in named))
      .map((name) => [name, from(additionalProperties, depth + 1)]);
    return Object.fromEntries([...fields, ...further].filter(([, each]) => each !== undefined));
  };
  return from(document.root, 0);
}
