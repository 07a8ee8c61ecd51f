import { messageAttributes } from '@tradepost/aggregate/message-attributes';
import { type StateCommit, toStateCommit } from '@tradepost/aggregate/stored-commit';
import type { StreamRecord } from '@tradepost/aggregate/stream-record';
import { type CloudEvent, type MessageAttributes, toCloudEvent } from '@tradepost/contracts/cloud-event';
import { gadgetCreated } from '@tradepost/contracts/gadgets/events';
import { type GadgetEvent, type GadgetState, gadget } from '../domain/gadget.ts';
import { toGadget } from '../projections/to-gadget.ts';

/** Maps a record of the table's stream to the events to publish. */
export function toContractEvents(record: StreamRecord): readonly CloudEvent[] {
  const commit = toStateCommit(record, gadget);
  if (commit === undefined) return [];
  return commit.events.map((event, index) =>
    toContractEvent(event, commit, messageAttributes(commit, index, { source: gadgetCreated.source })),
  );
}

function toContractEvent(
  event: GadgetEvent,
  { state, version }: StateCommit<GadgetState, GadgetEvent>,
  attributes: MessageAttributes,
): CloudEvent {
  switch (event.type) {
    case 'GadgetCreated':
      return toCloudEvent(gadgetCreated, { gadget: toGadget(state, version) }, attributes);
    default:
      return event.type satisfies never;
  }
}
