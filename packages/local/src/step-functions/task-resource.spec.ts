import { parseTaskResource } from './task-resource.ts';

describe('parseTaskResource', () => {
  it.each([
    ['arn:aws:lambda:us-east-1:000000000000:function:f', { kind: 'function' }],
    ['arn:aws:lambda:us-east-1:000000000000:function:f:live', { kind: 'function' }],
    ['arn:aws:states:::lambda:invoke', { integration: 'lambda:invoke', pattern: 'request' }],
    [
      'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      { integration: 'sqs:sendMessage', pattern: 'token' },
    ],
    [
      'arn:aws:states:::states:startExecution.sync:2',
      { integration: 'states:startExecution', pattern: 'sync:2' },
    ],
    ['arn:aws:states:::states:startExecution.sync', { pattern: 'sync' }],
  ])('parses %s', (arn, expected) => {
    expect(parseTaskResource(arn)).toMatchObject(expected);
  });

  it.each([
    'arn:aws:states:::lambda:invoke.sync',
    'arn:aws:states:::sqs:sendMessage.sync:2',
    'arn:aws:states:::ecs:runTask.sync',
    'arn:aws:states:::aws-sdk:sqs:sendMessage',
    'arn:aws:states:::http:invoke',
    'some-function',
  ])('returns undefined for %s', (arn) => {
    expect(parseTaskResource(arn)).toBeUndefined();
  });
});
