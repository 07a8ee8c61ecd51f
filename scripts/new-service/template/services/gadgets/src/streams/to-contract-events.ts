import { type StreamRecord, toCommit } from '@tradepost/aggregate/stream-record';
import { type CloudEvent, type MessageAttributes, toCloudEvent } from '@tradepost/contracts/cloud-event';
import { gadgetCreated } from '@tradepost/contracts/gadgets/events';
import { type GadgetEvent, parseEvent } from '../domain/gadget.ts';
import { toGadget } from '../views/gadget-view.ts';

/** Maps a record of the table's stream to the events to publish. */
export function toContractEvents(record: StreamRecord): readonly CloudEvent[] {
  const commit = toCommit(record);
  if (commit === undefined) return [];
  const { id, version, at, correlationId, causationId } = commit;
  return commit.events.map((stored, index) =>
    toContractEvent(parseEvent(stored), version, {
      id: `${id}/${version}/${index}`,
      source: gadgetCreated.source,
      subject: id,
      time: at,
      correlationId,
      ...(causationId === undefined ? {} : { causationId }),
    }),
  );
}

function toContractEvent(event: GadgetEvent, version: number, attributes: MessageAttributes): CloudEvent {
  switch (event.type) {
    case 'GadgetCreated':
      return toCloudEvent(gadgetCreated, { gadget: toGadget(event.gadget, version) }, attributes);
    default:
      return event.type satisfies never;
  }
}
