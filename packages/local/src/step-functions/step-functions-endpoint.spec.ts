import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DatabaseSync } from 'node:sqlite';
import { buffer } from 'node:stream/consumers';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { openStore } from '../store.ts';
import type { StepFunctions } from './step-functions.ts';
import { createStepFunctionsEndpoint } from './step-functions-endpoint.ts';
import {
  createFakeTasks,
  declare,
  endOf,
  eventually,
  functionArn,
  startService,
} from './workflow.spec-kit.ts';

const call = { Type: 'Task', Resource: functionArn('f'), End: true };
const waiting = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
  End: true,
};
const express = declare({ A: call }, 'EXPRESS', 'express');
const standard = declare({ A: call }, 'STANDARD', 'standard');
const callback = declare({ A: waiting }, 'STANDARD', 'callback');

let db: DatabaseSync;
let service: StepFunctions;
let server: Server;
let client: SFNClient;
const fake = createFakeTasks({ f: ({ id }: { id: number }) => ({ id: id + 1 }) });

beforeAll(async () => {
  db = openStore(':memory:');
  service = startService([express, standard, callback], db, fake.tasks);
  const handle = createStepFunctionsEndpoint(service);
  server = createServer(async (request, response) => {
    const body = await buffer(request);
    const answer = await handle({ headers: request.headers, body });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new SFNClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    disableHostPrefix: true,
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
  await service.stop();
  db.close();
});

describe('the client of the AWS SDK', () => {
  it('starts, describes and lists executions, and reads their history, with dates', async () => {
    const start = new StartExecutionCommand({
      stateMachineArn: standard.arn,
      name: 'one',
      input: '{"id":1}',
    });
    const { executionArn = '', startDate } = await client.send(start);
    expect(startDate).toBeInstanceOf(Date);
    await endOf(service, executionArn);
    const description = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(description).toMatchObject({ status: 'SUCCEEDED', output: '{"id":2}', name: 'one', startDate });
    expect(description.stopDate?.getTime()).toBeGreaterThanOrEqual(startDate?.getTime() ?? Infinity);
    const { events = [] } = await client.send(
      new GetExecutionHistoryCommand({ executionArn, reverseOrder: true }),
    );
    expect(events[0]).toMatchObject({
      type: 'ExecutionSucceeded',
      timestamp: expect.any(Date),
      executionSucceededEventDetails: { output: '{"id":2}' },
    });
    const list = await client.send(
      new ListExecutionsCommand({ stateMachineArn: standard.arn, statusFilter: 'SUCCEEDED', maxResults: 1 }),
    );
    expect(list.executions).toMatchObject([{ executionArn, startDate }]);
  });

  it('stops an execution, and sends results and failures of tasks', async () => {
    const start = async () => {
      const known = fake.queued.length;
      const started = await client.send(new StartExecutionCommand({ stateMachineArn: callback.arn }));
      const taskToken = await eventually(() => fake.queued[known]?.body);
      return { executionArn: started.executionArn ?? '', taskToken };
    };
    const [stopped, answered, refused] = [await start(), await start(), await start()];
    await client.send(new StopExecutionCommand({ executionArn: stopped.executionArn, error: 'Cancelled' }));
    await client.send(new SendTaskHeartbeatCommand({ taskToken: answered.taskToken }));
    await client.send(new SendTaskSuccessCommand({ taskToken: answered.taskToken, output: '"yes"' }));
    await client.send(
      new SendTaskFailureCommand({ taskToken: refused.taskToken, error: 'No', cause: 'why' }),
    );
    expect(await endOf(service, stopped.executionArn)).toMatchObject({
      status: 'ABORTED',
      error: 'Cancelled',
    });
    expect(await endOf(service, answered.executionArn)).toMatchObject({ output: '"yes"' });
    expect(await endOf(service, refused.executionArn)).toMatchObject({ error: 'No', cause: 'why' });
  });

  it('lists the state machines', async () => {
    const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
    expect(stateMachines.map(({ name, type }) => [name, type])).toEqual([
      ['express', 'EXPRESS'],
      ['standard', 'STANDARD'],
      ['callback', 'STANDARD'],
    ]);
    expect(stateMachines[0]?.creationDate).toBeInstanceOf(Date);
  });

  it.each([
    ['StateMachineDoesNotExist', new StartExecutionCommand({ stateMachineArn: `${standard.arn}x` })],
    ['InvalidExecutionInput', new StartExecutionCommand({ stateMachineArn: standard.arn, input: '{' })],
    ['InvalidName', new StartExecutionCommand({ stateMachineArn: standard.arn, name: 'a b' })],
    ['StateMachineTypeNotSupported', new ListExecutionsCommand({ stateMachineArn: express.arn })],
    ['InvalidArn', new DescribeExecutionCommand({ executionArn: 'arn:aws:s3:::bucket' })],
    [
      'ExecutionDoesNotExist',
      new DescribeExecutionCommand({
        executionArn: `${standard.arn.replace('stateMachine', 'execution')}:x`,
      }),
    ],
    ['InvalidToken', new SendTaskSuccessCommand({ taskToken: 'x', output: '1' })],
  ])('gets a %s', async (name, command) => {
    const send = client.send.bind(client) as (command: unknown) => Promise<unknown>;
    await expect(send(command)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  });
});

describe('the endpoint of Step Functions', () => {
  const handle = (target: string, body: string) =>
    createStepFunctionsEndpoint(service)({ headers: { 'x-amz-target': target }, body: Buffer.from(body) });

  it.each([
    ['AWSStepFunctions.CreateActivity', '{}', 'UnknownOperationException'],
    ['DynamoDB_20120810.GetItem', '{}', 'UnknownOperationException'],
    ['AWSStepFunctions.StartExecution', 'no', 'SerializationException'],
    ['AWSStepFunctions.StartExecution', '{}', 'ValidationException'],
    ['AWSStepFunctions.StartExecution', '{"stateMachineArn":5}', 'ValidationException'],
  ])('refuses %s %s with %s', async (target, body, code) => {
    const answer = await handle(target, body);
    expect([answer.status, answer.headers['x-amzn-errortype']]).toEqual([400, code]);
    expect(JSON.parse(answer.body)).toMatchObject({ __type: code, message: expect.any(String) });
  });
});
