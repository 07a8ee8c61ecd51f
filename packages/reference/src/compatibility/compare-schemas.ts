import { CONSTRAINTS, compareConstraints, isPatterns } from './compare-constraints.ts';
import { compareFields, FIELD_KEYWORDS } from './compare-fields.ts';
import { compareItems, ITEM_KEYWORDS } from './compare-items.ts';
import { compareVariants, isUnion } from './compare-variants.ts';
import { describeSchema } from './describe-schema.ts';
import { RULES, type SchemaChange } from './schema-change.ts';
import { resolveSite, type Site, textOf } from './site.ts';
import { ABSENT, type Walk } from './walk.ts';

/**
 * Compares two JSON Schemas (draft 2020-12, as zod writes them) and returns the changes. `RULES` has the severity of each.
 * Senders are assumed to send only fields that their schema names. A difference in a keyword that is not supported here is
 * reported as `not-comparable`.
 *
 * @param before the previous schema
 * @param after the current schema
 */
export function compareSchemas(before: Site, after: Site): readonly SchemaChange[] {
  return walkFrom(before, after, createPairs(), { sent: createPairs(), read: createPairs() });
}

/** Pairs in progress: a pair that occurs again inside itself (a recursive schema) is not compared again. */
type Pairs = ReturnType<typeof createPairs>;

function createPairs() {
  const under = new Map<object, Set<object>>();
  return {
    begin(before: Site, after: Site): boolean {
      const others = under.get(before.schema) ?? new Set();
      if (others.has(after.schema)) return false;
      under.set(before.schema, others.add(after.schema));
      return true;
    },
    end: (before: Site, after: Site): void => void under.get(before.schema)?.delete(after.schema),
  };
}

/** Pairs in progress of `covers`. A pair that occurs again inside itself is assumed to be covered. */
type Covering = { readonly sent: Pairs; readonly read: Pairs };

function walkFrom(before: Site, after: Site, pairs: Pairs, covering: Covering): readonly SchemaChange[] {
  const changes: SchemaChange[] = [];
  const walk: Walk = {
    report: (pointer, change, was, is) => void changes.push({ pointer, change, was, is }),
    compare: (pointer, one, other) => {
      const [was, is] = [resolveSite(one), resolveSite(other)];
      if (!pairs.begin(was, is)) return;
      compareNodes(pointer, was, is, walk);
      pairs.end(was, is);
    },
    covers: (wide, narrow) =>
      walkFrom(narrow, wide, covering.sent, covering).every(
        ({ change }) => RULES[change].input !== 'breaking',
      ) &&
      walkFrom(wide, narrow, covering.read, covering).every(
        ({ change }) => RULES[change].output !== 'breaking',
      ),
  };
  walk.compare('', before, after);
  return changes;
}

function compareNodes(pointer: string, before: Site, after: Site, walk: Walk): void {
  const was = describeSchema(before.schema);
  const is = describeSchema(after.schema);
  if (isAnything(before) || isAnything(after)) {
    if (!isAnything(after)) walk.report(pointer, 'narrowed', was, is);
    else if (!isAnything(before)) walk.report(pointer, 'widened', was, is);
    return;
  }
  if (isUnion(before.schema) || isUnion(after.schema)) {
    compareVariants(pointer, before, after, walk);
    return;
  }
  if (!shareTypes(before, after)) {
    walk.report(pointer, 'changed', was, is);
    return;
  }
  compareConstraints(pointer, before.schema, after.schema, walk.report);
  compareFields(pointer, before, after, walk);
  compareItems(pointer, before, after, walk);
  compareUnknown(pointer, before, after, walk);
  compareDefaults(pointer, before, after, walk);
}

function isAnything({ schema }: Site): boolean {
  return Object.keys(schema).every((keyword) => keyword === 'default');
}

/** An integer is a number; a schema without a type allows all types. */
function shareTypes(before: Site, after: Site): boolean {
  const types = ({ schema: { type } }: Site) => (type === undefined ? [] : [type].flat().map(String));
  const mine = types(before).map(toNumber);
  const others = types(after).map(toNumber);
  return mine.length === 0 || others.length === 0 || mine.some((type) => others.includes(type));
}

function toNumber(type: string): string {
  return type === 'integer' ? 'number' : type;
}

const KNOWN: ReadonlySet<string> = new Set([...CONSTRAINTS, ...FIELD_KEYWORDS, ...ITEM_KEYWORDS, 'default']);

/** Unsupported keywords are compared by their text; a difference is not comparable. */
function compareUnknown(pointer: string, before: Site, after: Site, { report }: Walk): void {
  const keywords = new Set([...Object.keys(before.schema), ...Object.keys(after.schema)]);
  for (const keyword of [...keywords].filter((each) => !KNOWN.has(each)).toSorted()) {
    if (keyword === 'allOf' && [before, after].every(({ schema }) => isPatterns(schema['allOf'] ?? [])))
      continue;
    const [was, is] = [before, after].map(({ schema, lookup }) =>
      keyword in schema ? `${keyword} ${textOf({ schema: { [keyword]: schema[keyword] }, lookup })}` : ABSENT,
    ) as [string, string];
    if (was !== is) report(pointer, 'not-comparable', was, is);
  }
}

/** Added and removed defaults are reported by `compareFields`. */
function compareDefaults(pointer: string, before: Site, after: Site, { report }: Walk): void {
  const [was, is] = [before.schema['default'], after.schema['default']];
  if (was === undefined || is === undefined || JSON.stringify(was) === JSON.stringify(is)) return;
  report(pointer, 'default-changed', JSON.stringify(was), JSON.stringify(is));
}
