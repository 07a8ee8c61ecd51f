import type { EventSourceMappingResource } from '@tradepost/compiled-service/templates/resources';

/** Returns the mapping of a queue or a stream to a function. */
export function mappingOf(
  eventSourceArn: string,
  more: Partial<EventSourceMappingResource> = {},
): EventSourceMappingResource {
  return {
    service: 'orders',
    logicalId: 'Source',
    functionName: 'work',
    eventSourceArn,
    enabled: true,
    batchSize: 10,
    maximumBatchingWindowInSeconds: 0,
    reportBatchItemFailures: false,
    filters: [],
    ...more,
  };
}
