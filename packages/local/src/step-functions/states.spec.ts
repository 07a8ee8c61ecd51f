import { createFakeTasks, functionArn, namedError, runWorkflow } from './workflow.spec-kit.ts';

const call = (name: string, fields: object = {}) => ({
  Type: 'Task',
  Resource: functionArn(name),
  End: true,
  ...fields,
});
const pass = (fields: object = {}) => ({ Type: 'Pass', End: true, ...fields });

describe('a state', () => {
  it('evaluates Parameters, ResultSelector, ResultPath, InputPath and OutputPath in turn', async () => {
    const { tasks } = createFakeTasks({ price: ({ sku }: { sku: string }) => ({ sku, total: 199, tax: 9 }) });
    const state = call('price', {
      InputPath: '$.order',
      Parameters: { 'sku.$': '$.sku', currency: 'EUR' },
      ResultSelector: { 'total.$': '$.total' },
      ResultPath: '$.priced',
      OutputPath: '$.priced',
    });
    expect(await runWorkflow({ A: state }, { order: { sku: 'MUG' } }, tasks)).toEqual({
      status: 'SUCCEEDED',
      output: { total: 199 },
    });
  });

  it('replaces its input if ResultPath is $, and keeps it if ResultPath is null', async () => {
    const { tasks } = createFakeTasks({ f: () => ({ fresh: true }) });
    const replaced = await runWorkflow({ A: call('f', { ResultPath: '$' }) }, { old: 1 }, tasks);
    const kept = await runWorkflow({ A: call('f', { ResultPath: null }) }, { old: 1 }, tasks);
    expect([replaced.output, kept.output]).toEqual([{ fresh: true }, { old: 1 }]);
  });

  it('writes to a ResultPath in bracket notation', async () => {
    const { output } = await runWorkflow({ A: pass({ Result: 1, ResultPath: "$['a']" }) }, { b: 2 });
    expect(output).toEqual({ a: 1, b: 2 });
  });

  it.each([false, 0, '', null, { a: 1 }])('of type Pass can have the result %j', async (result) => {
    expect((await runWorkflow({ A: pass({ Result: result }) }, { old: 1 })).output).toEqual(result);
  });

  it('selects by wildcard, index, filter, slice and descent', async () => {
    const parameters = {
      'all.$': '$.lines[*].sku',
      'one.$': '$.one[*].sku',
      'dear.$': '$.lines[?(@.price > 5)].sku',
      'first.$': '$.lines[0].sku',
      'slice.$': '$.lines[0:1].sku',
      'deep.$': '$.lines..sku',
    };
    const input = {
      lines: [
        { sku: 'A', price: 1 },
        { sku: 'B', price: 9 },
      ],
      one: [{ sku: 'C' }],
    };
    expect((await runWorkflow({ A: pass({ Parameters: parameters }) }, input)).output).toEqual({
      ...{ all: ['A', 'B'], one: ['C'], dear: ['B'] },
      ...{ first: 'A', slice: ['A'], deep: ['A', 'B'] },
    });
  });

  it('evaluates the intrinsic functions', async () => {
    const parameters = {
      'text.$': "States.Format('{} of {}', $.n, 'order 7')",
      'json.$': `States.StringToJson('{"a":[1]}')`,
      'array.$': 'States.Array($.n, States.MathAdd($.n, -3))',
      'parts.$': 'States.ArrayPartition($.list, 2)',
      'has.$': 'States.ArrayContains($.list, 2)',
      'range.$': 'States.ArrayRange(1, 7, 3)',
      'item.$': 'States.ArrayGetItem($.list, 1)',
      'length.$': 'States.ArrayLength($.list)',
      'unique.$': 'States.ArrayUnique($.list)',
      'hash.$': "States.Hash('a', 'SHA-256')",
      'merged.$': 'States.JsonMerge($.a, $.b, false)',
      'split.$': "States.StringSplit('a,b', ',')",
    };
    const input = { n: 5, list: [1, 2, 2], a: { x: 1 }, b: { y: 2 } };
    expect((await runWorkflow({ A: pass({ Parameters: parameters }) }, input)).output).toEqual({
      ...{ text: '5 of order 7', json: { a: [1] }, array: [5, 2], parts: [[1, 2], [2]], has: true },
      ...{ range: [1, 4, 7], item: 2, length: 3, unique: [1, 2], merged: { x: 1, y: 2 }, split: ['a', 'b'] },
      hash: 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
    });
  });

  it('ends with States.Runtime, which cannot be caught, if the target of a path is missing', async () => {
    const { tasks } = createFakeTasks({ f: () => 1 });
    const caught = { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] };
    const state = call('f', { Parameters: { 'x.$': '$.missing' }, ...caught });
    expect(await runWorkflow({ A: state, B: pass() }, {}, tasks)).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
    });
  });
});

describe('the context object', () => {
  it('contains the execution, the machine and the state', async () => {
    const parameters = {
      ...{ 'name.$': '$$.Execution.Name', 'input.$': '$$.Execution.Input.id' },
      ...{ 'machine.$': '$$.StateMachine.Name', 'state.$': '$$.State.Name', 'at.$': '$$.State.EnteredTime' },
      'text.$': "States.Format('{}/{}', $$.Execution.Id, $$.StateMachine.Id)",
    };
    const { output } = await runWorkflow({ A: pass({ Parameters: parameters }) }, { id: 7 });
    expect(output).toMatchObject({ input: 7, machine: 'flow', state: 'A' });
    expect((output as { text: string }).text).toMatch(
      /^arn:aws:states:us-east-1:000000000000:express:flow:[\w-]+:[\w-]+\/arn:aws:states:.*:stateMachine:flow$/,
    );
  });

  it("contains the execution's input inside Map and Parallel", async () => {
    const inner = { StartAt: 'I', States: { I: pass({ Parameters: { 'id.$': '$$.Execution.Input.id' } }) } };
    const other = { StartAt: 'J', States: { J: pass({ Parameters: { 'id.$': '$$.Execution.Input.id' } }) } };
    const map = { Type: 'Map', ItemsPath: '$.items', ItemProcessor: inner, ResultPath: '$.map', Next: 'B' };
    const parallel = { Type: 'Parallel', Branches: [other], ResultPath: '$.parallel', End: true };
    const { output } = await runWorkflow({ A: map, B: parallel }, { id: 7, items: [1, 2] });
    expect(output).toMatchObject({ map: [{ id: 7 }, { id: 7 }], parallel: [{ id: 7 }] });
  });
});

describe('a Choice', () => {
  const choose = async (rule: object, input: object) => {
    const states = {
      A: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
      Yes: pass({ Result: 'yes' }),
      No: pass({ Result: 'no' }),
    };
    const { output, error } = await runWorkflow(states, input);
    return output ?? error;
  };

  it.each([
    [{ Variable: '$.x', IsPresent: false }, {}, 'yes'],
    [{ Variable: '$.x', IsPresent: false }, { x: 1 }, 'no'],
    [{ Variable: '$.x', IsPresent: true }, { x: null }, 'yes'],
    [{ Variable: '$.x', IsNull: false }, { x: 1 }, 'yes'],
    [{ Variable: '$.x', IsString: false }, { x: 1 }, 'yes'],
    [{ Variable: '$.x', NumericGreaterThan: 5 }, { x: '10' }, 'no'],
    [{ Variable: '$.x', NumericGreaterThan: 5 }, { x: 10 }, 'yes'],
    [{ Variable: '$.x', StringLessThan: 'b' }, { x: 'a' }, 'yes'],
    [{ Variable: '$.x', StringMatches: 'ord_*' }, { x: 'ord_1' }, 'yes'],
    [{ Variable: '$.x', StringMatches: 'ord_*' }, { x: 5 }, 'no'],
    [{ Variable: '$.x', NumericEqualsPath: '$.y' }, { x: 5, y: 5 }, 'yes'],
    [{ Variable: '$.x', TimestampLessThan: '2026-01-01T00:00:00Z' }, { x: '2025-12-31T23:59:59Z' }, 'yes'],
    [{ Not: { Variable: '$.x', IsPresent: false } }, { x: 1 }, 'yes'],
    [{ Variable: '$.x', StringEquals: 'a' }, {}, 'States.Runtime'],
    [
      { And: [{ Variable: '$.x', IsPresent: true }, { Or: [{ Variable: '$.x', BooleanEquals: true }] }] },
      { x: true },
      'yes',
    ],
  ])('evaluates %j for %j to %s', async (rule, input, expected) => {
    expect(await choose(rule, input)).toBe(expected);
  });

  it('fails with States.NoChoiceMatched if nothing matches', async () => {
    const choice = { Type: 'Choice', Choices: [{ Variable: '$.x', NumericEquals: 1, Next: 'B' }] };
    expect(await runWorkflow({ A: choice, B: pass() }, { x: 2 })).toMatchObject({
      status: 'FAILED',
      error: 'States.NoChoiceMatched',
    });
  });
});

describe('a concurrent state', () => {
  it('of type Map runs its items in order through ItemSelector, at most MaxConcurrency at once', async () => {
    let now = 0;
    let most = 0;
    const slow = async ({ value, index }: { value: number; index: number }) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now -= 1;
      return value * 10 + index;
    };
    const { tasks } = createFakeTasks({ slow });
    const map = {
      Type: 'Map',
      MaxConcurrency: 2,
      ItemsPath: '$.items',
      ItemSelector: { 'value.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index' },
      ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, StartAt: 'I', States: { I: call('slow') } },
      End: true,
    };
    const { output } = await runWorkflow({ A: map }, { items: [1, 2, 3, 4, 5] }, tasks);
    expect([output, most]).toEqual([[10, 21, 32, 43, 54], 2]);
  });

  it('of type Parallel fails with the error of its branch, which a Catch can handle', async () => {
    const { tasks } = createFakeTasks({
      good: () => 1,
      bad: () => Promise.reject(namedError('OutOfStock', 'none left')),
    });
    const branch = (name: string) => ({ StartAt: name, States: { [name]: call(name) } });
    const parallel = {
      Type: 'Parallel',
      Branches: [branch('good'), branch('bad')],
      Catch: [{ ErrorEquals: ['OutOfStock'], ResultPath: '$.error', Next: 'B' }],
      End: true,
    };
    const { output } = await runWorkflow({ A: parallel, B: pass() }, { id: 1 }, tasks);
    expect(output).toEqual({
      id: 1,
      error: {
        Error: 'OutOfStock',
        Cause: '{"errorType":"OutOfStock","errorMessage":"none left","trace":[]}',
      },
    });
  });
});

describe('a Wait', () => {
  it.each([
    [{ Seconds: 0 }, {}],
    [{ SecondsPath: '$.s' }, { s: 0 }],
    [{ Timestamp: '2020-01-01T00:00:00Z' }, {}],
    [{ TimestampPath: '$.t' }, { t: '2020-01-01T00:00:00Z' }],
  ])('passes its input on after %j', async (fields, input) => {
    expect(await runWorkflow({ A: { Type: 'Wait', ...fields, End: true } }, input)).toEqual({
      status: 'SUCCEEDED',
      output: input,
    });
  });

  it('takes the given time', async () => {
    const startedMs = Date.now();
    await runWorkflow({ A: { Type: 'Wait', Seconds: 1, End: true } }, {});
    expect(Date.now() - startedMs).toBeGreaterThanOrEqual(995);
  });

  it('fails if its seconds are not a number', async () => {
    const wait = { Type: 'Wait', SecondsPath: '$.s', End: true };
    expect(await runWorkflow({ A: wait }, { s: 'soon' })).toMatchObject({ error: 'States.Runtime' });
  });
});
