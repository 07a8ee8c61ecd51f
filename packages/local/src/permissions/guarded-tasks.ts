import type { WorkflowTasks } from '../step-functions/integrations.ts';
import type { Authorize } from './authorizer.ts';
import { type Account, toArn } from './aws-call.ts';

/** What the workflows of one state machine may do: the tasks, each of them only where its role allows it. */
export function guardTasks(
  tasks: WorkflowTasks,
  stateMachineArn: string,
  authorize: Authorize,
  account: Account,
): WorkflowTasks {
  const mustAllow = (action: string, resource: string): void =>
    authorize(`stateMachine:${stateMachineArn.split(':').at(-1)}`, [{ action, resource }]);
  return {
    invokeFunction: async (functionName, event) => {
      mustAllow('lambda:InvokeFunction', toArn('lambda', account, 'function:', functionName));
      return tasks.invokeFunction(functionName, event);
    },
    sendToQueue: async (queueUrl, ...message) => {
      mustAllow('sqs:SendMessage', toArn('sqs', account, queueUrl.split('/').at(-1) ?? ''));
      return tasks.sendToQueue(queueUrl, ...message);
    },
    putEvents: async (entries) => {
      for (const { EventBusName = 'default' } of entries)
        mustAllow('events:PutEvents', toArn('events', account, 'event-bus/', String(EventBusName)));
      return tasks.putEvents(entries);
    },
    publish: async (topicArn, ...message) => {
      mustAllow('sns:Publish', topicArn);
      return tasks.publish(topicArn, ...message);
    },
  };
}
