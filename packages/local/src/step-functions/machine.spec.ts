import { createMachine } from './machine.ts';
import { declare, functionArn, REGION } from './workflow.spec-kit.ts';

const task = (fields: object) => ({ Type: 'Task', Resource: functionArn('f'), End: true, ...fields });
const lambdaToken = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
const token = { FunctionName: 'f', Payload: { 'token.$': '$$.Task.Token' } };

describe('createMachine', () => {
  it.each([
    ['another service', task({ Resource: 'arn:aws:states:::dynamodb:putItem' }), /resource "arn.*putItem"/],
    ['a call through the SDK', task({ Resource: 'arn:aws:states:::aws-sdk:s3:getObject' }), /resource/],
    ['.sync', task({ Resource: 'arn:aws:states:::sqs:sendMessage.sync:2' }), /resource/],
    ['another workflow', task({ Resource: 'arn:aws:states:::states:startExecution' }), /resource/],
    ['an HTTP task', task({ Resource: 'arn:aws:states:::http:invoke' }), /resource/],
    ['an activity', task({ Resource: `arn:aws:states:${REGION}:000000000000:activity:a` }), /resource/],
    ['a heartbeat without a token', task({ HeartbeatSeconds: 5 }), /HeartbeatSeconds/],
    ['a field that the interpreter does not know', task({ Credentials: {} }), /"Credentials"/],
  ])('refuses %s, and names the machine, its service and the state', (_, state, reason) => {
    const machine = declare({ A: state }, 'STANDARD');
    expect(() => createMachine(machine)).toThrow(reason);
    expect(() => createMachine(machine)).toThrow(
      /^State machine "flow" \(FlowStateMachine of shop\): State "A": /,
    );
  });

  it('refuses a callback in an Express workflow, as AWS does', () => {
    const states = { A: task({ Resource: lambdaToken, Parameters: token }) };
    expect(() => createMachine(declare(states, 'STANDARD'))).not.toThrow();
    expect(() => createMachine(declare(states, 'EXPRESS'))).toThrow(/do not support \.waitForTaskToken/);
  });

  it.each([functionArn('f:live'), 'arn:aws:states:::lambda:invoke'])('accepts %s', (resource) => {
    expect(() => createMachine(declare({ A: task({ Resource: resource }) }, 'STANDARD'))).not.toThrow();
  });
});
