import { openStore } from '../store.ts';
import {
  createFakeTasks,
  declare,
  endOf,
  eventually,
  functionArn,
  namedError,
  runWorkflow,
  startService,
} from './workflow.spec-kit.ts';

const task = (resource: string, parameters: object) => ({
  A: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters: parameters, End: true },
});
const call = (name: string, fields: object = {}) => ({
  Type: 'Task',
  Resource: functionArn(name),
  End: true,
  ...fields,
});

describe('a task whose function fails', () => {
  it("ends with the function's errorType, and Lambda's payload as the cause", async () => {
    const { tasks } = createFakeTasks({ f: () => Promise.reject(namedError('OutOfStock', 'no')) });
    expect(await runWorkflow({ A: call('f') }, {}, tasks)).toEqual({
      status: 'FAILED',
      error: 'OutOfStock',
      cause: '{"errorType":"OutOfStock","errorMessage":"no","trace":[]}',
    });
  });

  it('ends with Lambda.ResourceNotFoundException if there is no such function', async () => {
    expect(await runWorkflow({ A: call('nobody') }, {})).toMatchObject({
      error: 'Lambda.ResourceNotFoundException',
      cause: 'Function not found: nobody',
    });
  });

  it('ends with Lambda.ServiceException if the function could not be run', async () => {
    const tasks = {
      ...createFakeTasks().tasks,
      invokeFunction: () => Promise.reject(new Error('the worker is gone')),
    };
    expect(await runWorkflow({ A: call('f') }, {}, tasks)).toMatchObject({
      error: 'Lambda.ServiceException',
      cause: 'the worker is gone',
    });
  });
});

describe('lambda:invoke', () => {
  it('wraps the payload of the function', async () => {
    const { tasks } = createFakeTasks({ 'shop-price': ({ sku }: { sku: string }) => ({ sku, total: 1 }) });
    const parameters = { FunctionName: functionArn('shop-price'), 'Payload.$': '$' };
    const { output } = await runWorkflow(task('lambda:invoke', parameters), { sku: 'MUG' }, tasks);
    expect(output).toMatchObject({
      ExecutedVersion: '$LATEST',
      Payload: { sku: 'MUG', total: 1 },
      StatusCode: 200,
      SdkHttpMetadata: { HttpStatusCode: 200 },
    });
  });

  it.each(['shop-price', functionArn('shop-price'), functionArn('shop-price:live')])(
    'accepts the function as %s',
    async (name) => {
      const { tasks } = createFakeTasks({ 'shop-price': () => 'here' });
      const { output } = await runWorkflow(task('lambda:invoke', { FunctionName: name }), {}, tasks);
      expect(output).toMatchObject({ Payload: 'here' });
    },
  );

  it('passes an empty object without a payload, and returns null without a result', async () => {
    const { tasks } = createFakeTasks({ f: (event) => void expect(event).toEqual({}) });
    const { output } = await runWorkflow(task('lambda:invoke', { FunctionName: 'f' }), {}, tasks);
    expect(output).toMatchObject({ Payload: null });
  });

  it('does not wait for an asynchronous invocation, and logs its failure', async () => {
    const { tasks } = createFakeTasks({ f: () => Promise.reject(namedError('Oops', 'no')) });
    const parameters = { FunctionName: 'f', InvocationType: 'Event' };
    const machine = declare(task('lambda:invoke', parameters), 'STANDARD');
    const db = openStore(':memory:');
    const service = startService([machine], db, tasks);
    const { executionArn } = service.startExecution({ stateMachineArn: machine.arn });
    const { output = '' } = await endOf(service, executionArn);
    expect(JSON.parse(output)).toMatchObject({ StatusCode: 202 });
    expect(await eventually(() => service.logged[0])).toMatch(
      /^f, invoked asynchronously, failed: Oops: .*no/,
    );
    db.close();
  });
});

describe('sqs:sendMessage', () => {
  const queueUrl = 'http://127.0.0.1:1/000000000000/inbox';

  it('sends an object as JSON with the other parameters, and returns the message id', async () => {
    const { tasks, queued } = createFakeTasks();
    const parameters = {
      QueueUrl: queueUrl,
      MessageBody: { 'id.$': '$.id' },
      MessageGroupId: 'g',
      MessageAttributes: { kind: { DataType: 'String', 'StringValue.$': '$.kind' } },
    };
    const { output } = await runWorkflow(task('sqs:sendMessage', parameters), { id: 7, kind: 'late' }, tasks);
    expect(queued).toEqual([
      {
        queueUrl,
        body: '{"id":7}',
        parameters: {
          MessageGroupId: 'g',
          MessageAttributes: { kind: { DataType: 'String', StringValue: 'late' } },
        },
      },
    ]);
    expect(output).toMatchObject({
      MessageId: 'message-1',
      MD5OfMessageBody: 'f909686c4adf64f7a8c468b29e6e66aa',
    });
  });

  it('sends text unchanged', async () => {
    const { tasks, queued } = createFakeTasks();
    await runWorkflow(task('sqs:sendMessage', { QueueUrl: queueUrl, MessageBody: 'plain' }), {}, tasks);
    expect(queued.map(({ body }) => body)).toEqual(['plain']);
  });

  it('fails with the error of the service', async () => {
    const tasks = {
      ...createFakeTasks().tasks,
      sendToQueue: () => Promise.reject(namedError('QueueDoesNotExist', 'no such queue')),
    };
    const definition = task('sqs:sendMessage', { QueueUrl: queueUrl, MessageBody: 'x' });
    expect(await runWorkflow(definition, {}, tasks)).toMatchObject({
      error: 'SQS.QueueDoesNotExist',
      cause: 'no such queue',
    });
  });
});

describe('events:putEvents', () => {
  const parameters = {
    Entries: [{ Source: 'shop', DetailType: 'Done', 'Detail.$': '$', EventBusName: 'bus', Resources: ['r'] }],
  };

  it('sends the detail as JSON, and adds execution and state machine to the resources', async () => {
    const { tasks, events } = createFakeTasks();
    const { output } = await runWorkflow(task('events:putEvents', parameters), { id: 7 }, tasks);
    expect(events).toEqual([
      {
        Source: 'shop',
        DetailType: 'Done',
        Detail: '{"id":7}',
        EventBusName: 'bus',
        Resources: ['r', expect.stringContaining(':execution:flow:'), declare({}).arn],
      },
    ]);
    expect(output).toMatchObject({ Entries: [{ EventId: 'event-0' }], FailedEntryCount: 0 });
  });

  it('fails if an entry fails', async () => {
    const tasks = {
      ...createFakeTasks().tasks,
      putEvents: async () => ({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'ThrottlingException' }] }),
    };
    expect(await runWorkflow(task('events:putEvents', parameters), {}, tasks)).toMatchObject({
      error: 'EventBridge.FailedEntry',
      cause: '{"Entries":[{"ErrorCode":"ThrottlingException"}],"FailedEntryCount":1}',
    });
  });
});

describe('sns:publish', () => {
  it('sends the message to the topic', async () => {
    const { tasks, published } = createFakeTasks();
    const topicArn = 'arn:aws:sns:us-east-1:000000000000:alarms';
    const parameters = { TopicArn: topicArn, Message: { 'id.$': '$.id' }, Subject: 'Help' };
    const { output } = await runWorkflow(task('sns:publish', parameters), { id: 7 }, tasks);
    expect(published).toEqual([{ topicArn, message: '{"id":7}', parameters: { Subject: 'Help' } }]);
    expect(output).toMatchObject({ MessageId: 'notice-1' });
  });

  it('fails if the topic is not a string', async () => {
    const { error } = await runWorkflow(task('sns:publish', { TopicArn: 5, Message: 'x' }), {});
    expect(error).toBe('States.Runtime');
  });
});
