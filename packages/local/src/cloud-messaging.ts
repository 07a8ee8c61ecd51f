import type { DatabaseSync } from 'node:sqlite';
import { PublishCommand } from '@aws-sdk/client-sns';
import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import type { MessagingEngine } from './engines/messaging-engine.ts';
import { createEventBridge, type EventBridge } from './eventbridge/event-bridge.ts';
import type { PutEventsEntry } from './eventbridge/put-events-entry.ts';
import { createQueueSender } from './eventbridge/queue-sender.ts';
import type { EventTargets } from './eventbridge/targets.ts';
import type { InvokeFunction } from './invocation.ts';
import type { Authorize } from './permissions/authorizer.ts';
import { guardTasks } from './permissions/guarded-tasks.ts';
import type { WorkflowTasks } from './step-functions/integrations.ts';
import { createStepFunctions, type StepFunctions } from './step-functions/step-functions.ts';
import type { WriteLog } from './step-functions/workflow-log.ts';

export type CloudMessaging = {
  readonly eventBridge: EventBridge;
  readonly stepFunctions: StepFunctions;
  readonly targets: EventTargets;
};

/**
 * Creates the event buses and the workflows. They depend on each other: a rule starts a workflow, a workflow puts events.
 * Neither is started. Throws if a rule or a definition uses an unsupported feature.
 */
export function createCloudMessaging(options: {
  readonly description: CloudDescription;
  readonly messaging: MessagingEngine;
  readonly invoke: InvokeFunction;
  /** Set if the roles of workflows are enforced. */
  readonly authorize: Authorize | undefined;
  readonly events: DatabaseSync;
  readonly workflows: DatabaseSync;
  readonly region: string;
  readonly accountId: string;
  readonly log: (line: string) => void;
  /** Receives the log lines of workflows. */
  readonly writeLog: WriteLog;
}): CloudMessaging {
  const { description, messaging, invoke, authorize, region, accountId, log } = options;
  const { callSqs, sns, queueUrl } = messaging;

  const targets: EventTargets = {
    sendToQueue: createQueueSender({ callSqs, queueUrlOf: queueUrl }),
    invokeFunction: invoke,
    // EventBridge delivers nothing before it is started, after this function has returned.
    startExecution: async (stateMachineArn, input, name) => {
      stepFunctions.startExecution({ stateMachineArn, input, name });
    },
    publishToTopic: async (TopicArn, Message) => {
      await sns.send(new PublishCommand({ TopicArn, Message }));
    },
  };
  const { buses, archives, rules, stateMachines } = description;
  const { events: store } = options;
  const eventBridge = createEventBridge({ buses, archives, rules, targets, store, region, accountId, log });
  const tasks: WorkflowTasks = {
    invokeFunction: invoke,
    sendToQueue: async (url, body, parameters) => {
      const sent = await callSqs('SendMessage', {
        ...parameters,
        QueueUrl: queueUrl(url),
        MessageBody: body,
      });
      return { messageId: sent.MessageId ?? '' };
    },
    putEvents: async (entries) => eventBridge.putEvents(entries as readonly PutEventsEntry[]),
    publish: async (TopicArn, Message, parameters) => {
      const sent = await sns.send(new PublishCommand({ ...parameters, TopicArn, Message }));
      return { messageId: sent.MessageId ?? '' };
    },
  };
  const stepFunctions = createStepFunctions({
    stateMachines,
    db: options.workflows,
    region,
    log,
    writeLog: options.writeLog,
    tasks:
      authorize === undefined ? tasks : (arn) => guardTasks(tasks, arn, authorize, { region, accountId }),
  });
  return { eventBridge, stepFunctions, targets };
}
