import { messageAttributes } from '@tradepost/aggregate/message-attributes';
import { toStateCommit } from '@tradepost/aggregate/stored-commit';
import type { StreamRecord } from '@tradepost/aggregate/stream-record';
import { type CloudEvent, toCloudEvent } from '@tradepost/contracts/cloud-event';
import { shippingMethodChanged } from '@tradepost/contracts/shipping/events';
import { shippingMethod } from '../domain/shipping-method.ts';
import { toShippingMethod } from '../projections/to-shipping-method.ts';

/** Maps a record of the table's stream to the events to publish: each change is one event with the whole method. */
export function toContractEvents(record: StreamRecord): readonly CloudEvent[] {
  const commit = toStateCommit(record, shippingMethod);
  if (commit === undefined) return [];
  return commit.events.map((event, index) =>
    toCloudEvent(
      shippingMethodChanged,
      { method: toShippingMethod(event.method, commit.version) },
      messageAttributes(commit, index, { source: shippingMethodChanged.source }),
    ),
  );
}
