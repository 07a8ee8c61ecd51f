import { type PersonalData, personalData } from '@tradepost/contracts/fields/personal-data';
import * as z from 'zod/mini';

/** A field of a contract that is a text: its path, its annotation, and whether it accepts any text. */
export type TextField = {
  /** As in `/lines/*\/sku`. */
  readonly path: string;
  readonly isFree: boolean;
  readonly annotation?: PersonalData | undefined;
};

/** Without the ids of schemas, which would be references. */
const NO_IDS = z.registry<{ id?: string }>();

type Schema = z.core.$ZodType;
type Def = Readonly<Record<string, unknown>> & { readonly type: string };

/** Patterns of free text exclude single characters: `^[^\u0000-\u001f]*$`. Others describe a form. */
const EXCLUDING = /^\^\[\^/;

/** Returns the fields of a schema that are texts, at any depth. A field has the annotation of the schemas around it, too. */
export function textFieldsOf(schema: Schema): readonly TextField[] {
  return walk(schema, '', undefined);
}

function walk(schema: Schema, path: string, outer: PersonalData | undefined): readonly TextField[] {
  const annotation = personalData.get(schema) ?? outer;
  const def = schema._zod.def as Def;
  const inner = (key: string, at = path, around: PersonalData | undefined = annotation) =>
    walk(def[key] as Schema, at, around);
  switch (def.type) {
    case 'string':
      return [{ path, isFree: isFree(schema), annotation }];
    case 'object':
      return Object.entries(def['shape'] as Readonly<Record<string, Schema>>).flatMap(([name, field]) =>
        walk(field, `${path}/${name}`, undefined),
      );
    case 'array':
      return inner('element', `${path}/*`);
    case 'record':
      return inner('valueType', `${path}/*`);
    case 'union':
      return (def['options'] as readonly Schema[]).flatMap((option) => walk(option, path, annotation));
    case 'pipe':
      return inner('in');
    case 'optional':
    case 'nullable':
    case 'default':
    case 'readonly':
    case 'nonoptional':
      return inner('innerType');
    default:
      return [];
  }
}

function isFree(schema: Schema): boolean {
  const { pattern, format } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    metadata: NO_IDS,
  });
  return format === undefined && (pattern === undefined || EXCLUDING.test(pattern));
}
