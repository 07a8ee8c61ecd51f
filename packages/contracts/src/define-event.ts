import type * as z from 'zod/mini';
import type { MessageContract } from './cloud-event.ts';

/** Contract of an event: `type` is its name in the past tense, `source` the service that publishes it. */
export type EventContract<Type extends string, Schema extends z.ZodMiniType> = MessageContract<
  Type,
  Schema
> & {
  readonly kind: 'event';
  readonly source: string;
  readonly summary: string;
};

/** Takes an event's contract without its kind; returns the contract. The type of `data` is kept. */
export function defineEvent<const Type extends string, Schema extends z.ZodMiniType>(
  contract: Omit<EventContract<Type, Schema>, 'kind'>,
): EventContract<Type, Schema> {
  return { kind: 'event', ...contract };
}
