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

/**
 * Takes an event's contract without its kind, with `data` as a function; returns the contract. The type of `data` is kept.
 *
 * A function bundles only the contracts that it uses if esbuild can remove the others. It removes a call that is marked
 * `@__PURE__` if the arguments have no side effects, and a chain of checks may have some: hence the function.
 */
export function defineEvent<const Type extends string, Schema extends z.ZodMiniType>(
  contract: Omit<EventContract<Type, Schema>, 'kind' | 'data'> & { readonly data: () => Schema },
): EventContract<Type, Schema> {
  return { kind: 'event', ...contract, data: contract.data() };
}
