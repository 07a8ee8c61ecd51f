import { openStore } from '../store.ts';
import { checkDefinition } from './check-definition.ts';
import { createStepFunctions } from './step-functions.ts';
import { createFakeTasks, declare, functionArn, REGION } from './workflow.spec-kit.ts';

const end = { End: true };
const task = (fields: object) => ({ Type: 'Task', Resource: functionArn('f'), ...end, ...fields });
const pass = (fields: object = {}) => ({ Type: 'Pass', ...end, ...fields });
const lambdaToken = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
const token = { FunctionName: 'f', Payload: { 'token.$': '$$.Task.Token' } };

describe('a definition with unsupported elements', () => {
  it.each([
    ['another service', task({ Resource: 'arn:aws:states:::dynamodb:putItem' }), /resource "arn.*putItem"/],
    ['a call through the SDK', task({ Resource: 'arn:aws:states:::aws-sdk:s3:getObject' }), /resource/],
    ['an activity', task({ Resource: `arn:aws:states:${REGION}:000000000000:activity:a` }), /resource/],
    ['JSONata', pass({ QueryLanguage: 'JSONata', Output: 1 }), /"Output" is not supported|JSONata/],
    ['JSONata alone', pass({ QueryLanguage: 'JSONata' }), /query language JSONata/],
    ['variables', pass({ Assign: { x: 1 } }), /"Assign"/],
    ['credentials', task({ Credentials: {} }), /"Credentials"/],
    ['a time-out by path', task({ TimeoutSecondsPath: '$.t' }), /"TimeoutSecondsPath"/],
    ['a time-out of months', task({ TimeoutSeconds: 9_999_999 }), /TimeoutSeconds .* up to 2147483/],
    ['a heartbeat without a token', task({ HeartbeatSeconds: 5 }), /HeartbeatSeconds/],
    [
      'a callback without a token in its Parameters',
      task({ Resource: lambdaToken, Parameters: {} }),
      /contain \$\$\.Task\.Token/,
    ],
    ['a token without a callback', task({ Parameters: token }), /only with \.waitForTaskToken/],
    ['JsonToString', pass({ Parameters: { 'x.$': 'States.JsonToString($.a)' } }), /backslashes/],
    ['Base64', pass({ Parameters: { 'x.$': "States.Base64Encode('é')" } }), /ASCII/],
    [
      'an unknown function inside another',
      pass({ Parameters: { 'x.$': "States.Format('{}', States.Now())" } }),
      /States.Now/,
    ],
    [
      'a separator of several characters',
      pass({ Parameters: { 'x.$': "States.StringSplit($.a, ',;')" } }),
      /one separating/,
    ],
    ['a function in a path', pass({ Parameters: { 'x.$': '$.lines.length()' } }), /function in the path/],
    ['the whole context', pass({ Parameters: { 'x.$': '$$' } }), /whole context/],
    ['a retry count', pass({ Parameters: { 'x.$': '$$.State.RetryCount' } }), /RetryCount/],
    ['an unknown type', { Type: 'Sleep', ...end }, /type "Sleep"/],
    [
      'a distributed Map',
      {
        Type: 'Map',
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'I', States: { I: pass() } },
        ...end,
      },
      /DISTRIBUTED/,
    ],
    [
      'a Map that reads from S3',
      { Type: 'Map', ItemReader: {}, ItemProcessor: { StartAt: 'I', States: { I: pass() } }, ...end },
      /"ItemReader"/,
    ],
    [
      'the item of a Map in its inner states',
      {
        Type: 'Map',
        ItemProcessor: { StartAt: 'I', States: { I: pass({ Parameters: { 'x.$': '$$.Map.Item.Index' } }) } },
        ...end,
      },
      /ItemSelector/,
    ],
    [
      'two states with one name',
      { Type: 'Parallel', Branches: [{ StartAt: 'A', States: { A: pass() } }], ...end },
      /another state .* has this name/,
    ],
  ])('is refused for %s', (_, state, reason) => {
    const machine = declare({ A: state }, 'STANDARD');
    expect(() => checkDefinition(machine)).toThrow(reason);
    expect(() => checkDefinition(machine)).toThrow(
      /^State machine "flow" \(FlowStateMachine of shop\), state "[AI]": /,
    );
  });

  it('is refused for a callback in an Express workflow, as on AWS', () => {
    const states = { A: task({ Resource: lambdaToken, Parameters: token }) };
    expect(() => checkDefinition(declare(states, 'STANDARD'))).not.toThrow();
    expect(() => checkDefinition(declare(states, 'EXPRESS'))).toThrow(/neither \.sync nor/);
  });

  it('is refused for an unknown field of the machine', () => {
    const definition = { StartAt: 'A', States: { A: pass() }, Timeout: 5 };
    expect(() => checkDefinition(declare(definition))).toThrow(
      'State machine "flow" (FlowStateMachine of shop): the field "Timeout" is not supported here',
    );
  });
});

describe('a malformed definition', () => {
  it.each([
    ['a transition to a missing state', { A: { Type: 'Pass', Next: 'Nowhere' } }],
    ['an unreachable state', { A: pass(), B: pass() }],
    [
      'an unknown comparison',
      { A: { Type: 'Choice', Choices: [{ Variable: '$.x', Equals: 1, Next: 'B' }] }, B: pass() },
    ],
    ['an invalid path', { A: pass({ InputPath: 'orders' }) }],
  ])('is refused for %s', async (_, states) => {
    const config = { db: openStore(':memory:'), tasks: createFakeTasks().tasks, region: REGION };
    await expect(createStepFunctions({ ...config, stateMachines: [declare(states)] })).rejects.toThrow(
      /^State machine "flow" \(FlowStateMachine of shop\): State machine definition is invalid/,
    );
  });
});
