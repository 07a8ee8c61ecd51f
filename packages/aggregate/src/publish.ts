import { PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { backOffMs, sleep } from '@tradepost/dynamodb/back-off';
import type { PublishTarget } from './event-bus.ts';

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
const MAX_ENTRIES = 10;
const MAX_REQUEST_BYTES = 256 * 1024;
const MAX_ATTEMPTS = 5;
const BASE_DELAY_MS = 50;
const MAX_DELAY_MS = 2_000;

/**
 * Error codes of an entry that the bus never accepts, however often it is sent. All other codes are retryable.
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html
 */
const PERMANENT_CODES: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'InvalidAccountIdException',
  'InvalidArgument',
  'MalformedDetail',
  'NotAuthorizedForDetailTypeException',
  'NotAuthorizedForSourceException',
  'RedactionFailure',
]);

/** The bus did not accept an event; `code` is the error code of its entry. A transient one may be sent again. */
export class NotPublishedError extends Error {
  override readonly name = 'NotPublishedError';
  readonly code: string;
  readonly isTransient: boolean;

  constructor(message: string, code = 'NO_RESPONSE') {
    super(message);
    this.code = code;
    this.isTransient = !PERMANENT_CODES.has(code);
  }
}

/**
 * Puts events on the bus, in order, in as few requests as the limits of PutEvents allow. Entries that failed with a
 * retryable error are sent again, with back-off.
 *
 * @returns the events that the bus did not accept, each with the error: a `NotPublishedError`, or the error of the
 *   whole request
 */
export async function publish(
  target: PublishTarget,
  events: readonly CloudEvent[],
): Promise<ReadonlyMap<CloudEvent, Error>> {
  const refused = new Map<CloudEvent, Error>();
  for (const batch of toBatches(events)) {
    for (const [event, error] of await putWithRetries(target, batch)) refused.set(event, error);
  }
  return refused;
}

/** Splits events into requests of at most ten entries and less than 256 KB; one that is larger is sent alone. */
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

type Refused = readonly (readonly [CloudEvent, Error])[];

async function putWithRetries(target: PublishTarget, batch: readonly CloudEvent[]): Promise<Refused> {
  const permanent: Refused[number][] = [];
  let pending = batch;
  for (let attempt = 1; ; attempt += 1) {
    const refused = await put(target, pending);
    const mayPass = refused.filter(([, error]) => error instanceof NotPublishedError && error.isTransient);
    permanent.push(...refused.filter((each) => !mayPass.includes(each)));
    if (mayPass.length === 0 || attempt === MAX_ATTEMPTS) return [...permanent, ...mayPass];
    pending = mayPass.map(([event]) => event);
    await sleep(backOffMs(attempt, MAX_DELAY_MS, BASE_DELAY_MS));
  }
}

/**
 * Sends one request. An entry was accepted if it has an id. If the request fails as a whole, no entry was accepted. If the
 * request is invalid or cannot be sent, its entries are sent one by one, so that one bad entry does not block the others.
 */
async function put({ client, busName }: PublishTarget, batch: readonly CloudEvent[]): Promise<Refused> {
  try {
    const { Entries = [] } = await client.send(
      new PutEventsCommand({ Entries: batch.map((event) => toEntry(event, busName)) }),
    );
    return batch.flatMap((event, index): Refused => {
      const { EventId, ErrorCode } = Entries[index] ?? {};
      return EventId === undefined ? [[event, refusalOf(ErrorCode)]] : [];
    });
  } catch (thrown) {
    const error = thrown as Error;
    // The SDK adds `$metadata` to the error of a call.
    const isOfTheCall = '$metadata' in error && error.name !== 'ValidationException';
    if (isOfTheCall || batch.length === 1) return batch.map((event) => [event, error]);
    const refused: Refused[number][] = [];
    for (const event of batch) refused.push(...(await put({ client, busName }, [event])));
    return refused;
  }
}

function refusalOf(code: string | undefined): NotPublishedError {
  return new NotPublishedError('the event bus did not accept the event', code);
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

/** The size as PutEvents calculates it: 14 bytes for the time, and the rest in UTF-8. */
function sizeOf(event: CloudEvent): number {
  return (
    14 +
    Buffer.byteLength(event.source) +
    Buffer.byteLength(event.type) +
    Buffer.byteLength(JSON.stringify(event))
  );
}
