import type { JsonSchema } from '../json-schema.ts';
import { describeSchema } from './describe-schema.ts';
import { resolveSite, type Site, siteOf } from './site.ts';
import { ABSENT, step, type Walk } from './walk.ts';

export const FIELD_KEYWORDS = ['properties', 'required', 'additionalProperties', 'propertyNames'] as const;

/** Compares the fields of two objects: the named ones, and the additional ones. */
export function compareFields(pointer: string, before: Site, after: Site, walk: Walk): void {
  if (!hasFields(before) && !hasFields(after)) return;
  const [was, is] = [before, after].map(fieldsOf) as [Fields, Fields];
  for (const name of new Set([...was.keys(), ...is.keys()])) {
    compareField(step(pointer, name), was.get(name), is.get(name), before, walk);
  }
  compareFurther(pointer, before, after, walk);
  const [names, namesNow] = [before, after].map(({ schema, lookup }) =>
    siteOf(schema['propertyNames'], lookup),
  ) as [Site, Site];
  walk.compare(pointer, names, namesNow);
}

/**
 * Presence of a field. A `defaulted` field is optional for senders and always present for readers of our data, because our
 * contracts set its default.
 */
type Presence = 'required' | 'defaulted' | 'optional';

type Field = { readonly site: Site; readonly presence: Presence };
type Fields = ReadonlyMap<string, Field>;

function hasFields({ schema }: Site): boolean {
  return FIELD_KEYWORDS.some((keyword) => keyword in schema);
}

/** A required field may be missing in `properties`, such as a key of a record. */
function fieldsOf({ schema, lookup }: Site): Fields {
  const named = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  const required = (schema['required'] ?? []) as readonly string[];
  const fields = [...new Set([...Object.keys(named), ...required])].map((name): [string, Field] => {
    const site = siteOf(Object.hasOwn(named, name) ? named[name] : schema['additionalProperties'], lookup);
    return [name, { site, presence: required.includes(name) ? 'required' : presenceOf(site) }];
  });
  return new Map(fields);
}

function presenceOf(site: Site): Presence {
  return resolveSite(site).schema['default'] === undefined ? 'optional' : 'defaulted';
}

function compareField(
  pointer: string,
  was: Field | undefined,
  is: Field | undefined,
  before: Site,
  walk: Walk,
): void {
  if (was === undefined && is !== undefined) {
    reportAdded(pointer, is, before, walk);
  } else if (was !== undefined && is === undefined) {
    walk.report(pointer, 'field-removed', describeField(was), ABSENT);
  } else if (was !== undefined && is !== undefined) {
    reportPresence(pointer, was, is, walk);
    walk.compare(pointer, was.site, is.site);
  }
}

/** If additional fields with a schema were allowed, the new field may already have been sent as one of them. */
function reportAdded(pointer: string, is: Field, { schema, lookup }: Site, walk: Walk): void {
  const further = schema['additionalProperties'];
  if (is.presence === 'required') walk.report(pointer, 'required-field-added', ABSENT, describeField(is));
  if (further === false) walk.report(pointer, 'field-added-to-closed', ABSENT, describeField(is));
  else if (is.presence !== 'required') walk.report(pointer, 'field-added', ABSENT, describeField(is));
  if (further !== undefined && further !== false) walk.compare(pointer, siteOf(further, lookup), is.site);
}

function reportPresence(pointer: string, was: Field, is: Field, { report }: Walk): void {
  if (was.presence === is.presence) return;
  const change = (
    { required: 'made-required', optional: 'made-optional', defaulted: 'default-given' } as const
  )[is.presence];
  report(pointer, change, was.presence, is.presence);
  if (was.presence === 'defaulted' && is.presence === 'optional') {
    report(pointer, 'default-changed', defaultOf(was.site), ABSENT);
  }
}

function defaultOf(site: Site): string {
  return `default ${JSON.stringify(resolveSite(site).schema['default'])}`;
}

/** `additionalProperties`: false rejects unknown fields, absence ignores them, a schema keeps those that it allows. */
function compareFurther(pointer: string, before: Site, after: Site, walk: Walk): void {
  const was = before.schema['additionalProperties'];
  const is = after.schema['additionalProperties'];
  const kept = (further: unknown) => further !== undefined && further !== false;
  if (kept(was) && kept(is)) {
    walk.compare(step(pointer, '*'), siteOf(was, before.lookup), siteOf(is, after.lookup));
  } else if (kept(was)) {
    walk.report(step(pointer, '*'), 'field-removed', describeFurther(was), describeFurther(is));
  } else if (was === false && is !== false) {
    walk.report(pointer, kept(is) ? 'widened' : 'opened', describeFurther(was), describeFurther(is));
  } else if (was !== false && is === false) {
    walk.report(pointer, 'closed', describeFurther(was), describeFurther(is));
  } else if (kept(is)) {
    walk.report(pointer, 'opened', describeFurther(was), describeFurther(is));
  }
}

function describeField({ site, presence }: Field): string {
  return `${describeSchema(site.schema)}, ${presence}`;
}

function describeFurther(further: unknown): string {
  if (further === undefined) return 'unknown fields are ignored';
  if (further === false) return 'unknown fields are rejected';
  return further === true || Object.keys(further as object).length === 0
    ? 'further fields of any kind'
    : `further fields: ${describeSchema(further as JsonSchema)}`;
}
