import { readStatements } from '@tradepost/compiled-service/roles/statement';
import type { WorkflowTasks } from '../step-functions/integrations.ts';
import { createAuthorizer } from './authorizer.ts';
import type { RecordedCall } from './call-records.ts';
import { guardTasks } from './guarded-tasks.ts';

const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:000000000000:${resource}`;
const account = { region: 'us-east-1', accountId: '000000000000' };
const tasks: WorkflowTasks = {
  invokeFunction: async () => ({ ok: true, payload: 'invoked' }),
  sendToQueue: async () => ({ messageId: 'sent' }),
  putEvents: async () => ({ FailedEntryCount: 0 }),
  publish: async () => ({ messageId: 'published' }),
};

function guarded(actions: string, resources: string) {
  const statements = readStatements({ Effect: 'Allow', Action: actions, Resource: resources });
  const role = { service: 'orders', logicalId: 'Role', name: 'the-role', statements };
  const calls: RecordedCall[] = [];
  const authorize = createAuthorizer([{ ...role, holders: ['stateMachine:saga'] }], (call) =>
    calls.push(call),
  );
  return { calls, tasks: guardTasks(tasks, arn('states', 'stateMachine:saga'), authorize, account) };
}

describe('a workflow whose role allows one function', () => {
  it('invokes that function, and no other', async () => {
    const saga = guarded('lambda:InvokeFunction', arn('lambda', 'function:reserve'));
    await expect(saga.tasks.invokeFunction('reserve', {})).resolves.toEqual({ ok: true, payload: 'invoked' });
    await expect(saga.tasks.invokeFunction('pay', {})).rejects.toThrow(
      'User: assumed-role/the-role/saga is not authorized to perform: lambda:InvokeFunction on resource: ' +
        arn('lambda', 'function:pay'),
    );
    expect(saga.calls.map(({ resource, allowed }) => [resource, allowed])).toEqual([
      [arn('lambda', 'function:reserve'), true],
      [arn('lambda', 'function:pay'), false],
    ]);
  });

  it('sends no message, publishes to no topic and puts no event', async () => {
    const saga = guarded('lambda:InvokeFunction', '*');
    const url = 'http://127.0.0.1:4101/000000000000/inbox';
    const topic = arn('sns', 'news');
    await expect(saga.tasks.sendToQueue(url, '{}', {})).rejects.toThrow(
      `sqs:SendMessage on resource: ${arn('sqs', 'inbox')}`,
    );
    await expect(saga.tasks.publish(topic, '{}', {})).rejects.toThrow(`sns:Publish on resource: ${topic}`);
    await expect(saga.tasks.putEvents([{ EventBusName: 'bus' }])).rejects.toThrow(
      `events:PutEvents on resource: ${arn('events', 'event-bus/bus')}`,
    );
  });
});
