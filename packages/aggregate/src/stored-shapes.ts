import type { NewEvent, Stored, StoredEvents, StoredState, Upcaster } from './aggregate.ts';

/** Attribute of a stored event with its schema version, if that is above 1. */
const SCHEMA_VERSION = 'schemaVersion';
/** Attribute of an item with the schema version of its state, if that is above 1. */
export const STATE_SCHEMA_VERSION = 'stateSchemaVersion';
/** More steps than any event has versions: upcasters that rename types in a circle must not run forever. */
const MAX_STEPS = 100;

/**
 * Parses a stored event of any version.
 *
 * @param at time of its commit, for events that were stored without a time of their own
 * @returns the event in its current version, with its fields in the order of the schema
 * @throws Error if its version is newer than this code, and the schema's error if it does not match
 */
export function parseEvent<Event>(stored: unknown, at: string, events: StoredEvents<Event>): Event {
  return events.schema.parse({ at, ...upcastEvent(stored as Stored, events) });
}

/** Adds the time to new events, and parses them: only what can be read again is written. */
export function stampEvents<Event>(
  created: readonly NewEvent<Event>[],
  at: string,
  events: StoredEvents<Event>,
): readonly Event[] {
  return created.map((event) => events.schema.parse({ ...event, at }));
}

/** Returns events as they are stored: with their schema version, if that is above 1. */
export function toStoredEvents<Event>(
  created: readonly Event[],
  { upcasters = {} }: StoredEvents<Event>,
): readonly Event[] {
  return created.map((event) => {
    const steps = upcasters[typeOf(event as Stored)] ?? [];
    return steps.length === 0 ? event : { ...event, [SCHEMA_VERSION]: steps.length + 1 };
  });
}

/**
 * Parses a stored state of any version.
 *
 * @param version its schema version; undefined means 1
 * @throws Error if its version is newer than this code, and the schema's error if it does not match
 */
export function parseState<State>(
  stored: unknown,
  version: number | undefined,
  { schema, upcasters = [] }: StoredState<State>,
): State {
  const missing = upcastersFrom(version ?? 1, upcasters, 'the state');
  return schema.parse(missing.reduce((state, upcast) => upcast(state), stored as Stored));
}

/** Schema version of states that are written now, as an attribute of their item; none for version 1. */
export function stateVersion<State>({
  upcasters = [],
}: StoredState<State>): Readonly<Record<string, number>> {
  return upcasters.length === 0 ? {} : { [STATE_SCHEMA_VERSION]: upcasters.length + 1 };
}

function upcastEvent<Event>(stored: Stored, { upcasters = {} }: StoredEvents<Event>): Stored {
  let { [SCHEMA_VERSION]: version = 1, ...event } = stored;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const type = typeOf(event);
    const [upcast] = upcastersFrom(Number(version), upcasters[type] ?? [], type);
    if (upcast === undefined) return event;
    event = { ...upcast(event) };
    version = typeOf(event) === type ? Number(version) + 1 : 1;
  }
  throw new Error(`the upcasters of ${typeOf(stored)} do not end after ${MAX_STEPS} steps`);
}

function upcastersFrom(version: number, upcasters: readonly Upcaster[], what: string): readonly Upcaster[] {
  const current = upcasters.length + 1;
  if (version > current) {
    throw new Error(`${what} has schema version ${version}, and this code reads versions up to ${current}`);
  }
  return upcasters.slice(version - 1);
}

function typeOf({ type }: Stored): string {
  return String(type);
}
