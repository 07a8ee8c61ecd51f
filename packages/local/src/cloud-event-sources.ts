import type { EventSourceMappingResource } from '@tradepost/compiled-service/templates/resources';
import type { CallSqs } from './engines/call-sqs.ts';
import type { DynamodbEngine } from './engines/dynamodb-engine.ts';
import type { MessagingEngine } from './engines/messaging-engine.ts';
import { NO_CHANGES, watchDatabase } from './event-sources/database-changes.ts';
import type { EventSource } from './event-sources/event-source.ts';
import { createSqsEventSource } from './event-sources/sqs-event-source.ts';
import type { StreamCheckpoints } from './event-sources/stream-checkpoints.ts';
import { createStreamEventSource } from './event-sources/stream-event-source.ts';
import { createStreamReader } from './event-sources/stream-reader.ts';
import { createStreamsApi } from './event-sources/streams-api.ts';
import type { EventTargets } from './eventbridge/targets.ts';
import type { InvokeFunction } from './invocation.ts';

/**
 * Creates the event sources of all enabled mappings, as one event source that starts and stops them together. `streamArnOf`
 * returns the engine's ARN of a table's stream. Rejects if a mapping names a queue or stream that does not exist.
 */
export async function createCloudEventSources(options: {
  readonly mappings: readonly EventSourceMappingResource[];
  readonly messaging: MessagingEngine;
  readonly dynamodb: DynamodbEngine;
  readonly streamArnOf: (tableName: string) => Promise<string>;
  readonly checkpoints: StreamCheckpoints;
  readonly targets: EventTargets;
  readonly invoke: InvokeFunction;
  readonly region: string;
  readonly accountId: string;
  readonly log: (line: string) => void;
}): Promise<EventSource> {
  const { mappings, messaging, targets, invoke, region, accountId, checkpoints, log } = options;
  const api = createStreamsApi({ endpoint: options.dynamodb.endpoint, region });
  const { dynoxideFile } = options.dynamodb;
  const changes = dynoxideFile === undefined ? NO_CHANGES : watchDatabase(dynoxideFile);
  const reader = createStreamReader({ api, changes, log });
  const shared = { invoke, region, accountId, log };

  const sources = await Promise.all(
    mappings
      .filter(({ enabled }) => enabled)
      .map(async (mapping) => {
        const { eventSourceArn } = mapping;
        if (!isStream(eventSourceArn)) {
          const { callSqs } = messaging;
          const queueUrl = await findQueue(callSqs, eventSourceArn);
          return createSqsEventSource({ ...shared, mapping, queueUrl, callSqs });
        }
        const streamArn = await options.streamArnOf(tableOf(eventSourceArn));
        return createStreamEventSource({
          ...shared,
          mapping,
          streamArn,
          api,
          reader,
          checkpoints,
          destinations: targets,
        });
      }),
  );
  return {
    start: () => {
      for (const source of sources) source.start();
    },
    stop: async () => {
      await Promise.all(sources.map((source) => source.stop()));
      changes.close();
      await api.close();
    },
  };
}

async function findQueue(callSqs: CallSqs, queueArn: string): Promise<string> {
  const QueueName = queueArn.split(':').at(-1);
  try {
    const { QueueUrl = '' } = await callSqs('GetQueueUrl', { QueueName });
    return QueueUrl;
  } catch (error) {
    throw new Error(`no service declares the queue ${queueArn}`, { cause: error });
  }
}

/** Returns true for the stream of a table, false for a queue. */
export function isStream(eventSourceArn: string): boolean {
  return eventSourceArn.split(':')[2] === 'dynamodb';
}

/** `arn:aws:dynamodb:REGION:ACCOUNT:table/NAME/stream/LABEL` → NAME. */
export function tableOf(streamArn: string): string {
  return streamArn.split('/')[1] ?? streamArn;
}
