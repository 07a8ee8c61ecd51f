import type { RuleResource, RuleTarget } from '@tradepost/compiled-service/templates/resources';
import { createEventBridge, type EventBridge, type EventBridgeConfig } from './event-bridge.ts';

const ACCOUNT = 'us-east-1:000000000000';
export const BUS_ARN = `arn:aws:events:${ACCOUNT}:event-bus/shop`;
export const ARCHIVE_ARN = `arn:aws:events:${ACCOUNT}:archive/shop`;
export const QUEUE_ARN = `arn:aws:sqs:${ACCOUNT}:inbox`;

/** A target with the default retries. */
export function targetOf(arn: string, more: Partial<RuleTarget> = {}): RuleTarget {
  const retryPolicy = { maximumRetryAttempts: 185, maximumEventAgeInSeconds: 86_400 };
  return { id: 'one', arn, retryPolicy, ...more };
}

/** An enabled rule of the bus `shop` for all events of orders. */
export function ruleOf(targets: readonly RuleTarget[], more: Partial<RuleResource> = {}): RuleResource {
  const { name = 'on-placed' } = more;
  return {
    ...{ service: 'orders', logicalId: 'OnPlaced', name, arn: `arn:aws:events:${ACCOUNT}:rule/shop/${name}` },
    ...{ eventBusName: 'shop', enabled: true, eventPattern: { source: ['shop.orders'] } },
    targets,
    ...more,
  };
}

/** An EventBridge with the bus `shop` and its archive of 30 days, which delivers to `sendToQueue` and to nothing else. */
export function shopEvents(
  config: Pick<EventBridgeConfig, 'store' | 'rules' | 'targets'> & Partial<EventBridgeConfig>,
): EventBridge {
  const declared = { service: 'platform', logicalId: 'Bus', name: 'shop' };
  return createEventBridge({
    buses: [{ ...declared, arn: BUS_ARN }],
    archives: [{ ...declared, logicalId: 'Archive', arn: ARCHIVE_ARN, busArn: BUS_ARN, retentionDays: 30 }],
    ...{ region: 'us-east-1', accountId: '000000000000', log: () => undefined },
    ...config,
  });
}

/** Targets of which only queues are used. */
export function queuesOnly(
  sendToQueue: EventBridgeConfig['targets']['sendToQueue'],
): EventBridgeConfig['targets'] {
  return {
    sendToQueue,
    invokeFunction: async () => ({ ok: true, payload: null }),
    startExecution: async () => undefined,
  };
}
