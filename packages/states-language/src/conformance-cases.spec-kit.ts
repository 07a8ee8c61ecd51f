import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { JsonValue } from './definition.ts';
import { pass } from './interpret.spec-kit.ts';

/** Result of an attempt of a task. The cause of an error is "no". */
export type TaskResult = { readonly returns: JsonValue } | { readonly throws: string };

/** A definition that starts at its first state, with the end that AWS documents. */
export type ConformanceCase = {
  readonly name: string;
  readonly states: Readonly<Record<string, object>>;
  readonly input?: JsonValue;
  readonly tasks?: Readonly<Record<string, readonly TaskResult[]>>;
  readonly output?: JsonValue;
  readonly error?: string;
  readonly cause?: string;
  readonly entered?: readonly string[];
};

type File = {
  readonly cases: readonly ConformanceCase[];
  readonly intrinsics: readonly (readonly [expression: string, value: JsonValue])[];
  readonly rules: readonly (readonly [rule: object, input: JsonValue, chosen: 'Yes' | 'No'])[];
};

const { cases, intrinsics, rules }: File = parse(
  readFileSync(new URL('conformance-cases.yml', import.meta.url), 'utf8'),
);

export const CONFORMANCE_CASES: readonly ConformanceCase[] = [
  ...cases,
  ...intrinsics.map(([expression, value]) => ({
    name: `the intrinsic function ${expression}`,
    states: { A: pass({ Parameters: { 'value.$': expression } }) },
    input: { n: 5, list: [1, 2, 2], a: { x: '\\' }, b: { y: 2 } },
    output: { value },
  })),
  ...rules.map(([rule, input, chosen]) => ({
    name: `the rule ${JSON.stringify(rule)} for ${JSON.stringify(input)}`,
    states: {
      A: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
      Yes: pass({ Result: 'Yes' }),
      No: pass({ Result: 'No' }),
    },
    input,
    output: chosen,
    entered: ['A', chosen],
  })),
  ...[false, 0, '', null, { a: 1 }].map((result) => ({
    name: `a Pass state has the result ${JSON.stringify(result)}`,
    states: { A: pass({ Result: result }) },
    output: result,
  })),
  ...[
    { fields: { Seconds: 0 }, input: {} },
    { fields: { SecondsPath: '$.s' }, input: { s: 0 } },
    { fields: { Timestamp: '2020-01-01T00:00:00Z' }, input: {} },
    { fields: { TimestampPath: '$.t' }, input: { t: '2020-01-01T00:00:00Z' } },
  ].map(({ fields, input }) => ({
    name: `a Wait state passes its input on after ${JSON.stringify(fields)}`,
    states: { A: { Type: 'Wait', ...fields, End: true } },
    input: input as JsonValue,
    output: input as JsonValue,
  })),
];
