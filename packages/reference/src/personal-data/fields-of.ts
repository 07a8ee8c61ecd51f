import { type PersonalData, personalData } from '@tradepost/contracts/fields/personal-data';
import * as z from 'zod/mini';

/**
 * Values that a field accepts: `free`, any text; `sealed`, sealed text; `formed`, a text of a form; `anything`, values of any
 * type; `value`, numbers and dates; `closed`, values of a list.
 */
export type FieldForm = 'free' | 'sealed' | 'formed' | 'anything' | 'value' | 'closed';

/** A field of a contract without fields of its own, with its annotation. */
export type Field = {
  /** As in `/lines/*\/sku`. Keys of a record are `/options/{key}`. */
  readonly path: string;
  readonly form: FieldForm;
  readonly annotation?: PersonalData | undefined;
  readonly schema: z.core.$ZodType;
};

type Schema = z.core.$ZodType;
type Def = Readonly<Record<string, unknown>> & { readonly type: string };

/** Without the ids of schemas, which would be references. */
const NO_IDS = z.registry<{ id?: string }>();
/** Patterns of free text exclude single characters: `^[^\u0000-\u001f]*$`. Others describe a form. */
const EXCLUDING = /^\^\[\^/;
const SEALED = '^s1\\.';

const WRAPPERS: ReadonlySet<string> = new Set([
  ...['optional', 'nullable', 'default', 'prefault', 'readonly', 'nonoptional', 'catch'],
]);
const VALUES: ReadonlySet<string> = new Set(['number', 'int', 'bigint', 'date']);
const CLOSED: ReadonlySet<string> = new Set(['enum', 'literal', 'boolean', 'null', 'nan']);
/** They accept no value, or compute one from a field that is listed. */
const NO_FIELDS: ReadonlySet<string> = new Set(['undefined', 'void', 'never', 'transform']);

/**
 * Returns the fields of a schema that have no fields of their own, at any depth. A field has the annotation of the schemas around
 * it, too. A type that this function does not know counts as `anything`.
 */
export function fieldsOf(schema: Schema): readonly Field[] {
  return walk(schema, '', undefined);
}

function walk(schema: Schema, path: string, outer: PersonalData | undefined): readonly Field[] {
  const annotation = personalData.get(schema) ?? outer;
  const def = schema._zod.def as Def;
  const part = (key: string, at = path) => walk(def[key] as Schema, at, annotation);
  const parts = (key: string, at = path) =>
    (def[key] as readonly Schema[]).flatMap((each) => walk(each, at, annotation));
  if (WRAPPERS.has(def.type)) return part('innerType');
  if (NO_FIELDS.has(def.type)) return [];
  if (VALUES.has(def.type)) return [{ path, form: 'value', annotation, schema }];
  if (CLOSED.has(def.type)) return [{ path, form: 'closed', annotation, schema }];
  switch (def.type) {
    case 'string':
      return [{ path, form: formOf(schema), annotation, schema }];
    case 'object':
      return [...fieldsOfObject(def, path), ...furtherFieldsOf(def, path, annotation)];
    case 'array':
      return part('element', `${path}/*`);
    case 'tuple':
      return parts('items', `${path}/*`);
    case 'record':
      return [...part('keyType', `${path}/{key}`), ...part('valueType', `${path}/*`)];
    case 'union':
      return parts('options');
    case 'intersection':
      return [...part('left'), ...part('right')];
    case 'pipe':
      return joinPipe(part('in'), part('out'));
    default:
      return [{ path, form: 'anything', annotation, schema }];
  }
}

function fieldsOfObject(def: Def, path: string): readonly Field[] {
  const shape = def['shape'] as Readonly<Record<string, Schema>>;
  return Object.entries(shape).flatMap(([name, field]) => walk(field, `${path}/${name}`, undefined));
}

/** Fields that an object accepts without naming them: those of `z.looseObject`. */
function furtherFieldsOf(def: Def, path: string, annotation: PersonalData | undefined): readonly Field[] {
  return def['catchall'] === undefined ? [] : walk(def['catchall'] as Schema, `${path}/*`, annotation);
}

/**
 * A pipe checks one value by two schemas: its field has the annotation of either, and the form of the second if that accepts less.
 * The schema of the first is kept, which is the one that callers meet.
 */
function joinPipe(first: readonly Field[], second: readonly Field[]): readonly Field[] {
  const joined = first.map((field): Field => {
    const later = second.find(({ path }) => path === field.path);
    if (later === undefined) return field;
    const isOpen = later.form === 'free' || later.form === 'anything';
    return {
      ...field,
      form: isOpen ? field.form : later.form,
      annotation: field.annotation ?? later.annotation,
    };
  });
  return [...joined, ...second.filter(({ path }) => !first.some((field) => field.path === path))];
}

function formOf(schema: Schema): FieldForm {
  const { pattern, format } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    metadata: NO_IDS,
  });
  if (pattern?.startsWith(SEALED) === true) return 'sealed';
  return format === undefined && (pattern === undefined || EXCLUDING.test(pattern)) ? 'free' : 'formed';
}
