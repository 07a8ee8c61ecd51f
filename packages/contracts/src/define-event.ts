import type * as z from 'zod/mini';
import type { MessageContract } from './cloud-event.ts';

/** A fact that a service publishes: `type` is its past-tense name, `source` the service that says it. */
export type EventContract<Type extends string, Schema extends z.ZodMiniType> = MessageContract<
  Type,
  Schema
> & {
  readonly kind: 'event';
  readonly source: string;
  readonly summary: string;
};

/** Takes all of an event's contract but its kind; returns the contract, with `data`'s type kept. */
export function defineEvent<const Type extends string, Schema extends z.ZodMiniType>(
  contract: Omit<EventContract<Type, Schema>, 'kind'>,
): EventContract<Type, Schema> {
  return { kind: 'event', ...contract };
}
