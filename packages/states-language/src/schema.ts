import { z } from 'zod';
import { ruleFault, toTimeMs } from './choice.ts';
import type { JsonValue, Rule } from './definition.ts';
import { compileJsonPath } from './json-path.ts';
import { pathFault, templateFault } from './payload.ts';

/** The longest time of a state machine, in seconds. https://states-language.net/spec.html */
const MAX_SECONDS = 99_999_999;

/** Returns a schema for the values that have no fault. */
const without = <Value>(faultOf: (value: unknown) => string | undefined) =>
  z.custom<Value>().superRefine((value, context) => {
    const message = faultOf(value);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });

const text = z.string().optional();
const seconds = z.int().min(1).max(MAX_SECONDS).optional();
const count = z.int().min(0).max(MAX_SECONDS).optional();
const anything = without<JsonValue | undefined>(() => undefined).optional();
const path = without<string>(pathFault);
const anyPath = path.nullable().optional();
const somePath = path.optional();
/** A path for writing: it selects one place, in the payload. */
const referencePath = path
  .refine((value) => !value.startsWith('$$') && compileJsonPath(value).steps !== undefined, {
    message: 'must be a path to one place of the payload',
    when: ({ issues }) => issues.length === 0,
  })
  .nullable()
  .optional();
/** A payload template: its fields whose names end in `.$` are paths or intrinsic functions. */
const template = without<JsonValue | undefined>(templateFault).optional();
const timestamp = without<string | undefined>((value) =>
  toTimeMs(value as string) === undefined ? 'must be a timestamp such as 2026-01-05T09:30:00Z' : undefined,
).optional();
const rules = z
  .array(
    without<Rule>((rule) => (typeof (rule as Rule)?.Next === 'string' ? ruleFault(rule) : 'must have Next')),
  )
  .min(1);
const errors = z
  .array(z.string())
  .min(1)
  .refine((names) => names.length === 1 || !names.includes('States.ALL'), 'must have States.ALL alone');

const QueryLanguage = z.literal('JSONPath', 'only JSONPath is supported').optional();
const base = { Comment: text, QueryLanguage };
const paths = { ...base, InputPath: anyPath, OutputPath: anyPath };
const flow = { ...paths, Next: text, End: z.literal(true).optional() };
const retrier = z.strictObject({
  ErrorEquals: errors,
  IntervalSeconds: seconds,
  BackoffRate: z.number().min(1).optional(),
  MaxAttempts: count,
  MaxDelaySeconds: seconds,
  JitterStrategy: z.enum(['FULL', 'NONE']).optional(),
  Comment: text,
});
const catcher = z.strictObject({
  ErrorEquals: errors,
  Next: z.string(),
  ResultPath: referencePath,
  Comment: text,
});
/** Fields of a state that can fail, and handle its failures. */
const fallible = {
  ...flow,
  Parameters: template,
  ResultSelector: template,
  ResultPath: referencePath,
  Retry: z.array(retrier).optional(),
  Catch: z.array(catcher).optional(),
};

type Refinement = [holds: (state: object) => boolean, message: string];
const countOf = (state: object, fields: readonly string[]): number =>
  fields.filter((field) => (state as Record<string, unknown>)[field] !== undefined).length;
const oneOf = (...fields: string[]): Refinement => [
  (state) => countOf(state, fields) === 1,
  `must have exactly one of ${fields.join(', ')}`,
];
const notBoth = (...fields: string[]): Refinement => [
  (state) => countOf(state, fields) < 2,
  `cannot have both ${fields.join(' and ')}`,
];
const nextOrEnd = oneOf('Next', 'End');

const task = z
  .strictObject({
    Type: z.literal('Task'),
    ...fallible,
    Resource: z.string(),
    TimeoutSeconds: seconds,
    TimeoutSecondsPath: somePath,
    HeartbeatSeconds: seconds,
    HeartbeatSecondsPath: somePath,
  })
  .refine(...nextOrEnd)
  .refine(...notBoth('TimeoutSeconds', 'TimeoutSecondsPath'))
  .refine(...notBoth('HeartbeatSeconds', 'HeartbeatSecondsPath'));

/** States of a machine, of a branch of a Parallel state, or of the processor of a Map state. */
export type States = { readonly StartAt: string; readonly States: Readonly<Record<string, State>> };
const group = z.lazy((): z.ZodType<States> => innerStates);

const parallel = z
  .strictObject({ Type: z.literal('Parallel'), ...fallible, Branches: z.array(group) })
  .refine(...nextOrEnd);

const map = z
  .strictObject({
    Type: z.literal('Map'),
    ...fallible,
    ItemProcessor: group.optional(),
    Iterator: group.optional(),
    ItemsPath: somePath,
    ItemSelector: template,
    MaxConcurrency: count,
    MaxConcurrencyPath: somePath,
  })
  .refine(...nextOrEnd)
  .refine(...oneOf('ItemProcessor', 'Iterator'))
  .refine(...notBoth('ItemSelector', 'Parameters'))
  .refine(...notBoth('MaxConcurrency', 'MaxConcurrencyPath'));

const pass = z
  .strictObject({
    Type: z.literal('Pass'),
    ...flow,
    Result: anything,
    Parameters: template,
    ResultPath: referencePath,
  })
  .refine(...nextOrEnd);

const wait = z
  .strictObject({
    Type: z.literal('Wait'),
    ...flow,
    Seconds: count,
    SecondsPath: somePath,
    Timestamp: timestamp,
    TimestampPath: somePath,
  })
  .refine(...nextOrEnd)
  .refine(...oneOf('Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'));

const choice = z.strictObject({ Type: z.literal('Choice'), ...paths, Choices: rules, Default: text });
const succeed = z.strictObject({ Type: z.literal('Succeed'), ...paths });
const fail = z
  .strictObject({
    Type: z.literal('Fail'),
    ...base,
    Error: text,
    ErrorPath: somePath,
    Cause: text,
    CausePath: somePath,
  })
  .refine(...notBoth('Error', 'ErrorPath'))
  .refine(...notBoth('Cause', 'CausePath'));

const state = z.discriminatedUnion('Type', [task, parallel, map, pass, wait, choice, succeed, fail], {
  error: ({ input }) => `the type "${(input as { Type?: unknown } | null)?.Type ?? ''}" is unknown`,
});
const machine = { ...base, StartAt: z.string(), States: z.record(z.string(), state) };
const innerStates = z.strictObject({
  ...machine,
  ProcessorConfig: z.object({ Mode: z.literal('INLINE', 'only INLINE is supported').optional() }).optional(),
});

/** The supported fields of a state machine. Other fields are refused, never ignored. */
export const stateMachine = z.strictObject({
  ...machine,
  Version: z.literal('1.0').optional(),
  TimeoutSeconds: seconds,
});

export type TaskState = z.infer<typeof task>;
export type ParallelState = z.infer<typeof parallel>;
export type MapState = z.infer<typeof map>;
export type WaitState = z.infer<typeof wait>;
export type FailState = z.infer<typeof fail>;
export type Retrier = z.infer<typeof retrier>;
export type State =
  | TaskState
  | ParallelState
  | MapState
  | WaitState
  | FailState
  | z.infer<typeof pass>
  | z.infer<typeof choice>
  | z.infer<typeof succeed>;
export type StateMachine = States & { readonly TimeoutSeconds?: number | undefined };

/** Returns the groups of states inside a Parallel or Map state; none for other states. */
export function innerStatesOf(each: State): readonly States[] {
  if (each.Type === 'Parallel') return each.Branches;
  return each.Type === 'Map' ? [each.ItemProcessor ?? each.Iterator].filter((one) => one !== undefined) : [];
}

/** Yields each state with its name; the states inside a Parallel or Map state follow it. */
export function* statesOf({ States }: States): Generator<readonly [name: string, state: State]> {
  for (const [name, each] of Object.entries(States)) {
    yield [name, each];
    for (const inner of innerStatesOf(each)) yield* statesOf(inner);
  }
}
