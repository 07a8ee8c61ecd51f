import type * as z from 'zod/mini';
import { publishedEvent, type ReservationEvent } from './reservation.ts';

export type PublishedEvent = z.infer<typeof publishedEvent>;

const TYPES: ReadonlySet<string> = new Set(
  publishedEvent.def.options.flatMap(({ def }) => def.shape.type.def.values),
);

/** Returns whether an event of a reservation is published. */
export function isPublished(event: ReservationEvent): event is PublishedEvent {
  return TYPES.has(event.type);
}
