import { objectIn, objectsIn, textIn } from '@tradepost/compiled-service/templates/properties';
import type { Cloud, CloudResource } from './cloud.ts';

/** The event source mappings that read from the queue or the stream with this ARN. */
export function sourcesOn(arn: string, cloud: Cloud): readonly CloudResource[] {
  return cloud
    .ofType('AWS::Lambda::EventSourceMapping')
    .filter(({ properties }) => textIn(properties, 'EventSourceArn') === arn);
}

/** The service that an event source mapping reads from: `sqs`, `dynamodb`. */
export function sourceKind({ properties }: CloudResource): string | undefined {
  return textIn(properties, 'EventSourceArn')?.split(':')[2];
}

/** The queue with this ARN. */
export function queueAt(arn: string | undefined, cloud: Cloud): CloudResource | undefined {
  return cloud.ofType('AWS::SQS::Queue').find((queue) => queue.arn === arn);
}

/** ARN of the queue's dead-letter queue. */
export function deadLettersOf(queue: CloudResource): string | undefined {
  return textIn(objectIn(queue.properties, 'RedrivePolicy') ?? {}, 'deadLetterTargetArn');
}

/** Returns whether the queue has messages that failed elsewhere, and no function reads it: an operator has to. */
export function isLastStop(queue: CloudResource, cloud: Cloud): boolean {
  return sourcesOn(queue.arn, cloud).length === 0 && lastStops(cloud).has(queue.arn);
}

function lastStops(cloud: Cloud): ReadonlySet<string | undefined> {
  return new Set([
    ...cloud.ofType('AWS::SQS::Queue').map(deadLettersOf),
    ...cloud.ofType('AWS::Lambda::EventSourceMapping').map(failureDestinationOf),
    ...cloud.ofType('AWS::Events::Rule').flatMap(deadLettersOfTargets),
  ]);
}

/** ARN of the destination of records on which a stream's consumer keeps failing. */
export function failureDestinationOf({ properties }: CloudResource): string | undefined {
  const onFailure = objectIn(objectIn(properties, 'DestinationConfig') ?? {}, 'OnFailure');
  return textIn(onFailure ?? {}, 'Destination');
}

function deadLettersOfTargets({ properties }: CloudResource): readonly (string | undefined)[] {
  return objectsIn(properties, 'Targets').map((target) =>
    textIn(objectIn(target, 'DeadLetterConfig') ?? {}, 'Arn'),
  );
}
