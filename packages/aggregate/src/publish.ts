import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { sleep } from './retry.ts';

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
const MAX_ENTRIES = 10;
const MAX_REQUEST_BYTES = 256 * 1024;
const MAX_ATTEMPTS = 5;
const BASE_DELAY_MS = 50;
const MAX_DELAY_MS = 2_000;

export type EventBus = { readonly client: EventBridgeClient; readonly busName: string };

/**
 * Puts messages onto the bus, in order, in as few requests as PutEvents' limits allow. Entries that the bus did
 * not take are sent again, with back-off.
 *
 * @returns the messages that the bus did not take in the end: none, when all is well
 * @throws where the bus cannot be reached, after the SDK's own retries
 */
export async function publish(bus: EventBus, events: readonly CloudEvent[]): Promise<readonly CloudEvent[]> {
  const failed: CloudEvent[] = [];
  for (const batch of toBatches(events)) failed.push(...(await putWithRetries(bus, batch)));
  return failed;
}

/** Splits messages into requests of at most ten entries and less than 256 KB; one that is larger goes alone. */
export function toBatches(events: readonly CloudEvent[]): readonly (readonly CloudEvent[])[] {
  const batches: CloudEvent[][] = [];
  let bytes = 0;
  for (const event of events) {
    const size = sizeOf(event);
    const last = batches.at(-1);
    if (last === undefined || last.length === MAX_ENTRIES || bytes + size >= MAX_REQUEST_BYTES) {
      batches.push([event]);
      bytes = size;
    } else {
      last.push(event);
      bytes += size;
    }
  }
  return batches;
}

async function putWithRetries(bus: EventBus, batch: readonly CloudEvent[]): Promise<readonly CloudEvent[]> {
  let pending = batch;
  for (let attempt = 1; ; attempt += 1) {
    pending = await put(bus, pending);
    if (pending.length === 0 || attempt === MAX_ATTEMPTS) return pending;
    await sleep(Math.random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** attempt));
  }
}

/**
 * An entry is taken when the bus has given it an id. A request that fails as a whole throws: the stream then hands
 * over its whole batch again.
 */
async function put(
  { client, busName }: EventBus,
  batch: readonly CloudEvent[],
): Promise<readonly CloudEvent[]> {
  const { Entries = [] } = await client.send(
    new PutEventsCommand({ Entries: batch.map((event) => toEntry(event, busName)) }),
  );
  return batch.filter((_event, index) => Entries[index]?.EventId === undefined);
}

function toEntry(event: CloudEvent, busName: string): PutEventsRequestEntry {
  return {
    EventBusName: busName,
    Source: event.source,
    DetailType: event.type,
    Time: new Date(event.time),
    Detail: JSON.stringify(event),
  };
}

/** The size by which PutEvents counts: 14 bytes for the time, and the rest in UTF-8. */
function sizeOf(event: CloudEvent): number {
  return (
    14 +
    Buffer.byteLength(event.source) +
    Buffer.byteLength(event.type) +
    Buffer.byteLength(JSON.stringify(event))
  );
}
