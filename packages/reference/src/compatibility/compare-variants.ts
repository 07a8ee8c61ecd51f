import type { JsonSchema } from '../json-schema.ts';
import { valuesOf } from './compare-constraints.ts';
import { describeSchema } from './describe-schema.ts';
import { resolveSite, type Site, siteOf, textOf } from './site.ts';
import { ABSENT, type Walk } from './walk.ts';

/** Returns true for a schema that is only a union. A union with other keywords is not comparable. */
export function isUnion(schema: JsonSchema): boolean {
  const keywords = Object.keys(schema).filter((keyword) => keyword !== 'default');
  return keywords.length === 1 && (keywords[0] === 'anyOf' || keywords[0] === 'oneOf');
}

/**
 * Compares two unions; another schema counts as a union of one variant. If a field distinguishes the variants, they are
 * compared by its value. Otherwise variants that are equal to or covered by another one are matched, and if one on each side
 * is left, these two are compared.
 */
export function compareVariants(pointer: string, before: Site, after: Site, walk: Walk): void {
  const [was, is] = [variantsOf(before), variantsOf(after)];
  const field = distinguishingField(was, is);
  if (field !== undefined) {
    compareByField(pointer, field, was, is, walk);
  } else if (textOf(before) !== textOf(after)) {
    // Exactly one variant of `oneOf` may match. Without a distinguishing field, a wider variant can narrow the union.
    const exclusive = 'oneOf' in before.schema || 'oneOf' in after.schema;
    if (exclusive) walk.report(pointer, 'not-comparable', describe(before), describe(after));
    else compareAny(pointer, was, is, walk);
  }
}

type Variants = readonly Site[];

function variantsOf({ schema, lookup }: Site): Variants {
  if (!isUnion(schema)) return [{ schema, lookup }];
  const variants = (schema['anyOf'] ?? schema['oneOf']) as readonly unknown[];
  return variants.map((variant) => siteOf(variant, lookup));
}

/** Finds the field that every variant requires, with values that no other variant of its union has. */
function distinguishingField(was: Variants, is: Variants): string | undefined {
  const required = (resolveSite(was[0] as Site).schema['required'] ?? []) as readonly string[];
  return required.find((name) =>
    [was, is].every((variants) => {
      const values = variants.map((variant) => valuesOfField(variant, name));
      const all = values.flatMap((each) => each ?? []);
      return values.every((each) => each !== undefined) && new Set(all).size === all.length;
    }),
  );
}

function valuesOfField(variant: Site, name: string): readonly string[] | undefined {
  const { schema, lookup } = resolveSite(variant);
  const required = (schema['required'] ?? []) as readonly string[];
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  const property = properties[name];
  if (!required.includes(name) || property === undefined) return undefined;
  return valuesOf(resolveSite({ schema: property, lookup }).schema);
}

function compareByField(pointer: string, field: string, was: Variants, is: Variants, walk: Walk): void {
  const byValue = (variants: Variants) =>
    new Map(
      variants.map((variant) => [`${field} ${(valuesOfField(variant, field) ?? []).join(' or ')}`, variant]),
    );
  const [before, after] = [byValue(was), byValue(is)];
  for (const [value, variant] of before) {
    const now = after.get(value);
    if (now === undefined) walk.report(pointer, 'narrowed', `variant with ${value}`, ABSENT);
    else walk.compare(pointer, variant, now);
  }
  for (const value of after.keys()) {
    if (!before.has(value)) walk.report(pointer, 'widened', ABSENT, `variant with ${value}`);
  }
}

function compareAny(pointer: string, was: Variants, is: Variants, walk: Walk): void {
  const same = was.filter((variant) => is.some((other) => textOf(other) === textOf(variant)));
  const isNew = (variant: Site) =>
    !same.some((other) => textOf(other) === textOf(variant) || walk.covers(other, variant));
  const [gone, come] = [was.filter(isNew), is.filter(isNew)];
  const [first, ...moreGone] = gone;
  const [second, ...moreCome] = come;
  if (first !== undefined && second !== undefined && moreGone.length + moreCome.length === 0) {
    walk.compare(pointer, first, second);
    return;
  }
  const lost = gone.filter((variant) => !come.some((other) => walk.covers(other, variant)));
  const added = come.filter((variant) => !gone.some((other) => walk.covers(other, variant)));
  for (const variant of lost) walk.report(pointer, 'narrowed', describe(variant), ABSENT);
  for (const variant of added) walk.report(pointer, 'widened', ABSENT, describe(variant));
  if (lost.length + added.length === 0) walk.report(pointer, 'restated', listed(was), listed(is));
}

function listed(variants: Variants): string {
  return variants.map(describe).join(' or ');
}

function describe({ schema }: Site): string {
  return describeSchema(schema);
}
