import { type Account, type AwsCall, toArn } from '@tradepost/compiled-service/roles/aws-call';
import type { WorkflowTasks } from '../step-functions/integrations.ts';
import type { Authorize } from './authorizer.ts';
import { type PutEventsEntry, putEventsCall } from './calls-of.ts';

/** Returns the tasks for the workflows of one state machine, each only as far as its role allows it. */
export function guardTasks(
  tasks: WorkflowTasks,
  stateMachineArn: string,
  authorize: Authorize,
  account: Account,
): WorkflowTasks {
  const mustAllowCall = (call: AwsCall): void =>
    authorize(`stateMachine:${stateMachineArn.split(':').at(-1)}`, [call]);
  const mustAllow = (action: string, resource: string): void => mustAllowCall({ action, resource });
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
      for (const entry of entries) mustAllowCall(putEventsCall(entry as PutEventsEntry, account));
      return tasks.putEvents(entries);
    },
    publish: async (topicArn, ...message) => {
      mustAllow('sns:Publish', topicArn);
      return tasks.publish(topicArn, ...message);
    },
  };
}
