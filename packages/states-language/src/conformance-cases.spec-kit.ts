import type { JsonValue } from './definition.ts';

export type TaskResult =
  | { readonly returns: JsonValue }
  | { readonly throws: string; readonly cause?: string };

/**
 * A definition with what AWS documents for it. Each case also runs in another interpreter, as an oracle.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */
export type ConformanceCase = {
  readonly name: string;
  /** Starts at the first. */
  readonly states: Readonly<Record<string, object>>;
  readonly input?: JsonValue;
  /** Results of the attempts of a task by its state; the last repeats. */
  readonly tasks?: Readonly<Record<string, readonly TaskResult[]>>;
  readonly end: { readonly output: JsonValue } | { readonly error: string; readonly cause?: string };
  /** The states in the order in which they are entered; by default all that the case declares. */
  readonly entered?: readonly string[];
};

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:f';

export const task = (fields: object = {}): object => ({
  Type: 'Task',
  Resource: FUNCTION_ARN,
  End: true,
  ...fields,
});
export const pass = (fields: object = {}): object => ({ Type: 'Pass', End: true, ...fields });
const returns = (value: JsonValue): TaskResult => ({ returns: value });
const throws = (name: string): TaskResult => ({ throws: name, cause: 'no' });
const quickly = { IntervalSeconds: 1, MaxDelaySeconds: 2 };

const PATHS: readonly ConformanceCase[] = [
  {
    name: 'InputPath, Parameters, ResultSelector, ResultPath and OutputPath apply in turn',
    states: {
      A: task({
        InputPath: '$.order',
        Parameters: { 'sku.$': '$.sku', currency: 'EUR' },
        ResultSelector: { 'total.$': '$.total' },
        ResultPath: '$.priced',
        OutputPath: '$.priced',
      }),
    },
    input: { order: { sku: 'MUG' } },
    tasks: { A: [returns({ total: 199, tax: 9 })] },
    end: { output: { total: 199 } },
  },
  {
    name: 'a ResultPath of $ replaces the input',
    states: { A: task({ ResultPath: '$' }) },
    input: { old: 1 },
    tasks: { A: [returns({ fresh: true })] },
    end: { output: { fresh: true } },
  },
  {
    name: 'a ResultPath of null keeps the input',
    states: { A: task({ ResultPath: null }) },
    input: { old: 1 },
    tasks: { A: [returns({ fresh: true })] },
    end: { output: { old: 1 } },
  },
  {
    name: 'a ResultPath creates missing objects, and keeps others',
    states: { A: pass({ Result: 1, ResultPath: "$.a['b'].c" }) },
    input: { a: { x: 0 }, y: 2 },
    end: { output: { a: { x: 0, b: { c: 1 } }, y: 2 } },
  },
  {
    name: 'a ResultPath combines with the raw input, not with that of InputPath',
    states: { A: pass({ InputPath: '$.inner', ResultPath: '$.copy' }) },
    input: { inner: { a: 1 } },
    end: { output: { inner: { a: 1 }, copy: { a: 1 } } },
  },
  {
    name: 'an InputPath of null selects an empty object',
    states: { A: pass({ InputPath: null }) },
    input: { a: 1 },
    end: { output: {} },
  },
  {
    name: 'an OutputPath of null selects an empty object',
    states: { A: pass({ OutputPath: null }) },
    input: { a: 1 },
    end: { output: {} },
  },
  ...[false, 0, '', null, { a: 1 }].map((result) => ({
    name: `a Pass state has the result ${JSON.stringify(result)}`,
    states: { A: pass({ Result: result }) },
    input: { old: 1 },
    end: { output: result },
  })),
  {
    name: 'paths select by wildcard, index, filter, slice and descent',
    states: {
      A: pass({
        Parameters: {
          'all.$': '$.lines[*].sku',
          'one.$': '$.one[*].sku',
          'none.$': '$.none[*]',
          'dear.$': '$.lines[?(@.price > 5)].sku',
          'first.$': '$.lines[0].sku',
          'slice.$': '$.lines[0:1].sku',
          'deep.$': '$.lines..sku',
          'dashed.$': '$.detail-type',
          'nested.$': '$.lines[1]',
        },
      }),
    },
    input: {
      lines: [
        { sku: 'A', price: 1 },
        { sku: 'B', price: 9 },
      ],
      one: [{ sku: 'C' }],
      none: [],
      'detail-type': 'OrderPlaced',
    },
    end: {
      output: {
        all: ['A', 'B'],
        one: ['C'],
        none: [],
        dear: ['B'],
        first: 'A',
        slice: ['A'],
        deep: ['A', 'B'],
        dashed: 'OrderPlaced',
        nested: { sku: 'B', price: 9 },
      },
    },
  },
  {
    name: 'a missing value in Parameters is States.Runtime, which States.ALL does not catch',
    states: {
      A: task({
        Parameters: { 'x.$': '$.missing' },
        Retry: [{ ErrorEquals: ['States.ALL'], ...quickly }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
      }),
      B: pass(),
    },
    tasks: { A: [returns(1)] },
    end: { error: 'States.Runtime' },
    entered: ['A'],
  },
  {
    name: 'the context object has the state and the input of the execution',
    states: {
      A: pass({ Result: 1, End: undefined, Next: 'B' }),
      B: pass({ Parameters: { 'state.$': '$$.State.Name', 'id.$': '$$.Execution.Input.id', 'n.$': '$' } }),
    },
    input: { id: 7 },
    end: { output: { state: 'B', id: 7, n: 1 } },
  },
];

const INTRINSICS: readonly ConformanceCase[] = (
  [
    ["States.Format('{} of {}: {}', $.n, 'order 7', $.list)", '5 of order 7: [1,2,2]'],
    ["States.Format('it\\'s \\{\\}')", "it's {}"],
    ['States.StringToJson(\'{"a":[1]}\')', { a: [1] }],
    ['States.JsonToString($.a)', '{"x":"\\\\"}'],
    ["States.Array($.n, States.MathAdd($.n, -3), 'x', null, true)", [5, 2, 'x', null, true]],
    ['States.ArrayPartition($.list, 2)', [[1, 2], [2]]],
    ['States.ArrayContains($.list, 2)', true],
    ['States.ArrayRange(1, 7, 3)', [1, 4, 7]],
    ['States.ArrayRange(5, 1, -2)', [5, 3, 1]],
    ['States.ArrayGetItem($.list, 1)', 2],
    ['States.ArrayLength($.list)', 3],
    ['States.ArrayUnique($.list)', [1, 2]],
    ["States.Base64Encode('é')", 'w6k='],
    ["States.Base64Decode('w6k=')", 'é'],
    ["States.Hash('a', 'SHA-256')", 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'],
    ['States.JsonMerge($.a, $.b, false)', { x: '\\', y: 2 }],
    ["States.StringSplit('a,b', ',')", ['a', 'b']],
    ["States.StringSplit('This.is+a,test', '.+,')", ['This', 'is', 'a', 'test']],
    ['States.ArrayLength($.list[?(@ == 2)])', 2],
  ] as const
).map(([expression, value]) => ({
  name: `the intrinsic function ${expression}`,
  states: { A: pass({ Parameters: { 'value.$': expression } }) },
  input: { n: 5, list: [1, 2, 2], a: { x: '\\' }, b: { y: 2 } },
  end: { output: { value: value as JsonValue } },
}));

const CHOICES: readonly ConformanceCase[] = (
  [
    [{ Variable: '$.x', IsPresent: false }, {}, 'Yes'],
    [{ Variable: '$.x', IsPresent: false }, { x: 1 }, 'No'],
    [{ Variable: '$.x', IsPresent: true }, { x: null }, 'Yes'],
    [{ Variable: '$.x', IsNull: false }, { x: 1 }, 'Yes'],
    [{ Variable: '$.x', IsString: false }, { x: 1 }, 'Yes'],
    [{ Variable: '$.x', IsNumeric: true }, { x: 1.5 }, 'Yes'],
    [{ Variable: '$.x', IsBoolean: true }, { x: false }, 'Yes'],
    [{ Variable: '$.x', IsTimestamp: true }, { x: '2026-01-01T00:00:00Z' }, 'Yes'],
    [{ Variable: '$.x', IsTimestamp: true }, { x: '2026-01-01' }, 'No'],
    [{ Variable: '$.x', BooleanEquals: false }, { x: false }, 'Yes'],
    [{ Variable: '$.x', BooleanEqualsPath: '$.y' }, { x: true, y: true }, 'Yes'],
    [{ Variable: '$.x', NumericEquals: 5 }, { x: 5 }, 'Yes'],
    [{ Variable: '$.x', NumericGreaterThan: 5 }, { x: '10' }, 'No'],
    [{ Variable: '$.x', NumericGreaterThan: 5 }, { x: 10 }, 'Yes'],
    [{ Variable: '$.x', NumericLessThanEquals: 5 }, { x: 5 }, 'Yes'],
    [{ Variable: '$.x', NumericGreaterThanEqualsPath: '$.y' }, { x: 5, y: 6 }, 'No'],
    [{ Variable: '$.x', NumericEqualsPath: '$.y' }, { x: 5, y: 5 }, 'Yes'],
    [{ Variable: '$.x', StringEquals: 'a' }, { x: 'a' }, 'Yes'],
    [{ Variable: '$.x', StringLessThan: 'b' }, { x: 'a' }, 'Yes'],
    [{ Variable: '$.x', StringGreaterThanEquals: 'b' }, { x: 'a' }, 'No'],
    [{ Variable: '$.x', StringMatches: 'ord_*' }, { x: 'ord_1' }, 'Yes'],
    [{ Variable: '$.x', StringMatches: '*.l*g' }, { x: 'a.log' }, 'Yes'],
    [{ Variable: '$.x', StringMatches: 'a\\*b' }, { x: 'axb' }, 'No'],
    [{ Variable: '$.x', StringMatches: 'ord_*' }, { x: 5 }, 'No'],
    [{ Variable: '$.x', TimestampEquals: '2026-01-01T00:00:00Z' }, { x: '2026-01-01T01:00:00+01:00' }, 'Yes'],
    [{ Variable: '$.x', TimestampLessThan: '2026-01-01T00:00:00Z' }, { x: '2025-12-31T23:59:59Z' }, 'Yes'],
    [
      { Variable: '$.x', TimestampGreaterThanEqualsPath: '$.y' },
      { x: '2026-01-01T00:00:00Z', y: '2025-01-01T00:00:00Z' },
      'Yes',
    ],
    [{ Not: { Variable: '$.x', IsPresent: false } }, { x: 1 }, 'Yes'],
    [
      {
        Or: [
          { Variable: '$.x', NumericEquals: 1 },
          { Variable: '$.x', NumericEquals: 2 },
        ],
      },
      { x: 2 },
      'Yes',
    ],
    [
      { And: [{ Variable: '$.x', IsPresent: true }, { Or: [{ Variable: '$.x', BooleanEquals: true }] }] },
      { x: true },
      'Yes',
    ],
    [{ Variable: '$$.Execution.Input.x', NumericEquals: 1 }, { x: 1 }, 'Yes'],
  ] as const
).map(([rule, input, chosen]) => ({
  name: `the rule ${JSON.stringify(rule)} for ${JSON.stringify(input)}`,
  states: {
    A: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
    Yes: pass({ Result: 'Yes' }),
    No: pass({ Result: 'No' }),
  },
  input,
  end: { output: chosen },
  entered: ['A', chosen],
}));

const CHOICE_FAILURES: readonly ConformanceCase[] = [
  {
    name: 'a Choice state without a match and a default fails with States.NoChoiceMatched',
    states: { A: { Type: 'Choice', Choices: [{ Variable: '$.x', NumericEquals: 1, Next: 'B' }] }, B: pass() },
    input: { x: 2 },
    end: { error: 'States.NoChoiceMatched' },
    entered: ['A'],
  },
  {
    name: 'a comparison of a missing value fails with States.Runtime',
    states: {
      A: { Type: 'Choice', Choices: [{ Variable: '$.x', StringEquals: 'a', Next: 'B' }], Default: 'B' },
      B: pass(),
    },
    end: { error: 'States.Runtime' },
    entered: ['A'],
  },
];

const FAILURES: readonly ConformanceCase[] = [
  {
    name: 'a failing task ends the execution with its error and cause',
    states: { A: task() },
    tasks: { A: [throws('OutOfStock')] },
    end: { error: 'OutOfStock', cause: 'no' },
  },
  {
    name: 'a task is retried MaxAttempts times, then caught',
    states: {
      A: task({
        Retry: [{ ErrorEquals: ['Busy'], ...quickly, MaxAttempts: 2 }],
        Catch: [{ ErrorEquals: ['States.TaskFailed'], ResultPath: '$.error', Next: 'B' }],
      }),
      B: pass(),
    },
    input: { id: 1 },
    tasks: { A: [throws('Busy')] },
    end: { output: { id: 1, error: { Error: 'Busy', Cause: 'no' } } },
  },
  {
    name: 'a task succeeds at its last attempt of the default of three retries',
    states: { A: task({ Retry: [{ ErrorEquals: ['States.ALL'], ...quickly }] }) },
    tasks: { A: [throws('X'), throws('Y'), throws('Z'), returns('well')] },
    end: { output: 'well' },
  },
  {
    name: 'the first retrier that matches decides',
    states: {
      A: task({
        Retry: [
          { ErrorEquals: ['Fatal'], MaxAttempts: 0 },
          { ErrorEquals: ['States.ALL'], ...quickly },
        ],
      }),
    },
    tasks: { A: [throws('Fatal'), returns('never')] },
    end: { error: 'Fatal' },
  },
  {
    name: 'attempts are counted for each retrier',
    states: {
      A: task({
        Retry: [
          { ErrorEquals: ['Throttled'], ...quickly, MaxAttempts: 2 },
          { ErrorEquals: ['States.ALL'], ...quickly, MaxAttempts: 1 },
        ],
      }),
    },
    tasks: { A: [throws('Throttled'), throws('Busy'), throws('Throttled'), returns('well')] },
    end: { output: 'well' },
  },
  {
    name: 'a Catch without a ResultPath replaces the input',
    states: { A: task({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] }), B: pass() },
    input: { id: 1 },
    tasks: { A: [throws('X')] },
    end: { output: { Error: 'X', Cause: 'no' } },
  },
  {
    name: 'a Catch with a ResultPath of null keeps the input',
    states: {
      A: task({ Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'B' }] }),
      B: pass(),
    },
    input: { id: 1 },
    tasks: { A: [throws('X')] },
    end: { output: { id: 1 } },
  },
  {
    name: 'the first catcher that matches decides, and others do not match',
    states: {
      A: task({
        Catch: [
          { ErrorEquals: ['Y', 'Z'], Next: 'B' },
          { ErrorEquals: ['X'], Next: 'C' },
        ],
      }),
      B: pass({ Result: 'B' }),
      C: pass({ Result: 'C' }),
    },
    tasks: { A: [throws('X')] },
    end: { output: 'C' },
    entered: ['A', 'C'],
  },
  {
    name: 'States.TaskFailed does not match a time-out, and States.Timeout does',
    states: {
      A: task({
        Catch: [
          { ErrorEquals: ['States.TaskFailed'], Next: 'B' },
          { ErrorEquals: ['States.Timeout'], Next: 'C' },
        ],
      }),
      B: pass({ Result: 'B' }),
      C: pass({ Result: 'C' }),
    },
    tasks: { A: [throws('States.Timeout')] },
    end: { output: 'C' },
    entered: ['A', 'C'],
  },
  {
    name: 'a Fail state ends with its error and cause',
    states: { A: { Type: 'Fail', Error: 'Refused', Cause: 'no stock' } },
    end: { error: 'Refused', cause: 'no stock' },
  },
  {
    name: 'a Fail state reads its error and cause by path',
    states: { A: { Type: 'Fail', ErrorPath: '$.e', CausePath: '$.c' } },
    input: { e: 'Late', c: 'too late' },
    end: { error: 'Late', cause: 'too late' },
  },
  {
    name: 'an intrinsic function that fails is States.IntrinsicFailure',
    states: { A: pass({ Parameters: { 'x.$': 'States.StringToJson($.text)' } }) },
    input: { text: 'no JSON' },
    end: { error: 'States.IntrinsicFailure' },
  },
];

const branch = (states: Readonly<Record<string, object>>) => ({
  StartAt: Object.keys(states)[0],
  States: states,
});

const CONCURRENT: readonly ConformanceCase[] = [
  {
    name: 'a Parallel state gives the outputs of its branches in order',
    states: {
      A: {
        Type: 'Parallel',
        Branches: [branch({ B: pass({ Result: 1 }) }), branch({ C: pass({ OutputPath: '$.id' }) })],
        ResultPath: '$.both',
        End: true,
      },
    },
    input: { id: 7 },
    end: { output: { id: 7, both: [1, 7] } },
    entered: ['A', 'B', 'C'],
  },
  {
    name: 'a Parallel state fails with the error of its branch, which a Catch can handle',
    states: {
      A: {
        Type: 'Parallel',
        Branches: [branch({ B: pass() }), branch({ C: task() })],
        Catch: [{ ErrorEquals: ['OutOfStock'], ResultPath: '$.error', Next: 'D' }],
        End: true,
      },
      D: pass(),
    },
    input: { id: 7 },
    tasks: { C: [throws('OutOfStock')] },
    end: { output: { id: 7, error: { Error: 'OutOfStock', Cause: 'no' } } },
    entered: ['A', 'B', 'C', 'D'],
  },
  {
    name: 'a Parallel state is retried as a whole',
    states: {
      A: {
        Type: 'Parallel',
        Branches: [branch({ B: task() })],
        Retry: [{ ErrorEquals: ['Busy'], ...quickly }],
        End: true,
      },
    },
    tasks: { B: [throws('Busy'), returns('well')] },
    end: { output: ['well'] },
    entered: ['A', 'B', 'B'],
  },
  {
    name: 'a Map state gives the outputs of its items in order',
    states: {
      A: {
        Type: 'Map',
        ItemsPath: '$.items',
        ItemSelector: { 'value.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index', 'id.$': '$.id' },
        ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...branch({ I: pass() }) },
        MaxConcurrency: 1,
        End: true,
      },
    },
    input: { id: 7, items: ['a', 'b'] },
    end: {
      output: [
        { value: 'a', index: 0, id: 7 },
        { value: 'b', index: 1, id: 7 },
      ],
    },
    entered: ['A', 'I', 'I'],
  },
  {
    name: 'a Map state passes its items on without an ItemSelector, also as Iterator and inside another Map state',
    states: {
      A: {
        Type: 'Map',
        Iterator: branch({
          M: { Type: 'Map', ItemProcessor: branch({ I: pass() }), MaxConcurrency: 1, End: true },
        }),
        MaxConcurrency: 1,
        End: true,
      },
    },
    input: [[1], [2, 3]],
    end: { output: [[1], [2, 3]] },
    entered: ['A', 'M', 'I', 'M', 'I', 'I'],
  },
  {
    name: 'a Map state without items gives an empty list',
    states: { A: { Type: 'Map', ItemProcessor: branch({ I: pass() }), End: true } },
    input: [],
    end: { output: [] },
    entered: ['A'],
  },
  {
    name: 'the states of a Map state have the item and the input of the execution in their context',
    states: {
      A: {
        Type: 'Map',
        ItemsPath: '$.items',
        ItemProcessor: branch({
          I: pass({ Parameters: { 'index.$': '$$.Map.Item.Index', 'id.$': '$$.Execution.Input.id' } }),
        }),
        End: true,
      },
    },
    input: { id: 7, items: ['a'] },
    end: { output: [{ index: 0, id: 7 }] },
    entered: ['A', 'I'],
  },
  {
    name: 'a Map state of something else than a list fails with States.Runtime',
    states: { A: { Type: 'Map', ItemProcessor: branch({ I: pass() }), End: true } },
    input: { a: 1 },
    end: { error: 'States.Runtime' },
    entered: ['A'],
  },
];

const OTHERS: readonly ConformanceCase[] = [
  ...[
    { fields: { Seconds: 0 }, input: {} },
    { fields: { SecondsPath: '$.s' }, input: { s: 0 } },
    { fields: { Timestamp: '2020-01-01T00:00:00Z' }, input: {} },
    { fields: { TimestampPath: '$.t' }, input: { t: '2020-01-01T00:00:00Z' } },
  ].map(({ fields, input }) => ({
    name: `a Wait state passes its input on after ${JSON.stringify(fields)}`,
    states: { A: { Type: 'Wait', ...fields, End: true } },
    input,
    end: { output: input },
  })),
  {
    name: 'a Wait state for something else than a number fails with States.Runtime',
    states: { A: { Type: 'Wait', SecondsPath: '$.s', End: true } },
    input: { s: 'soon' },
    end: { error: 'States.Runtime' },
  },
  {
    name: 'a Succeed state ends with its input through its paths',
    states: { A: { Type: 'Succeed', InputPath: '$.a', OutputPath: '$.b' } },
    input: { a: { b: 1 } },
    end: { output: 1 },
  },
];

export const CONFORMANCE_CASES = [
  ...PATHS,
  ...INTRINSICS,
  ...CHOICES,
  ...CHOICE_FAILURES,
  ...FAILURES,
  ...CONCURRENT,
  ...OTHERS,
];
