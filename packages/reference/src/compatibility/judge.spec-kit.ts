import * as z from 'zod/mini';
import type { JsonSchema } from '../json-schema.ts';
import { canonicalSchema } from './canonical-schema.ts';
import { compareSchemas } from './compare-schemas.ts';
import { type Direction, RULES, type SchemaChange, type Severity } from './schema-change.ts';

/** The highest severity of a change for input, output and messages. */
type Outcome = Readonly<Record<Direction, Severity>>;

/** Name of the change, the schemas before and after it, its severities, and its pointer. */
export type Row = readonly [string, z.ZodMiniType, z.ZodMiniType, Outcome, string?];

const outcome = (input: Severity, output: Severity, message: Severity): Outcome => ({
  input,
  output,
  message,
});

export const SAME = outcome('none', 'none', 'none');
export const ADDED = outcome('addition', 'addition', 'addition');
/** Some values that senders sent are no longer accepted. */
export const NARROWED = outcome('breaking', 'addition', 'breaking');
/** Readers may get values that were not possible before. */
export const WIDENED = outcome('addition', 'breaking', 'breaking');
export const BROKEN = outcome('breaking', 'breaking', 'breaking');
export const REFILLED = outcome('warning', 'none', 'warning');
export const UNFILLED = outcome('warning', 'breaking', 'breaking');

/** The changes between two JSON Schemas without references. */
export function changesBetween(before: JsonSchema, after: JsonSchema): readonly SchemaChange[] {
  const lookup = () => undefined;
  return compareSchemas({ schema: before, lookup }, { schema: after, lookup });
}

/** A test for each row. */
export function itJudges(rows: readonly Row[]): void {
  it.each(
    rows.map(([what, before, after, expected, pointer = '']) => [what, { before, after, expected, pointer }]),
  )('judges %s', (_what, { before, after, expected, pointer }) => {
    const found = changesBetween(asRead(before), asRead(after));
    expect(outcome(worst(found, 'input'), worst(found, 'output'), worst(found, 'message'))).toEqual(expected);
    if (expected !== SAME) expect(found.map((each) => each.pointer)).toContain(pointer);
  });
}

function asRead(schema: z.ZodMiniType): JsonSchema {
  return canonicalSchema(z.toJSONSchema(schema, { io: 'input' }) as JsonSchema);
}

const WORST_FIRST: readonly Severity[] = ['breaking', 'warning', 'addition'];

function worst(found: readonly SchemaChange[], direction: Direction): Severity {
  const severities = found.map(({ change }) => RULES[change][direction]);
  return WORST_FIRST.find((severity) => severities.includes(severity)) ?? 'none';
}
