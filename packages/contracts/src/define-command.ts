import * as z from 'zod/mini';
import type { MessageContract } from './cloud-event.ts';
import { rejection } from './models/rejection.ts';

/**
 * Something that a service is asked to do. The same message goes through both doors: the direct invocation,
 * whose answer is `reply`, and the SQS inbox, where it is retried until it is done.
 */
export type CommandContract<
  Type extends string,
  Schema extends z.ZodMiniType,
  Reply extends z.ZodMiniType,
> = MessageContract<Type, Schema> & {
  readonly kind: 'command';
  /** The service that carries it out. */
  readonly service: string;
  readonly summary: string;
  readonly reply: Reply;
};

/** Takes all of a command's contract but its kind; returns the contract, with its types kept. */
export function defineCommand<
  const Type extends string,
  Schema extends z.ZodMiniType,
  Reply extends z.ZodMiniType,
>(contract: Omit<CommandContract<Type, Schema, Reply>, 'kind'>): CommandContract<Type, Schema, Reply> {
  return { kind: 'command', ...contract };
}

/**
 * A command's reply: accepted, with what the caller needs next, or rejected. A workflow's Choice reads
 * `outcome`; anything else is a fault and comes as an error.
 */
export const reply = <Facts extends z.core.$ZodShape>(facts: Facts) =>
  z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('accepted').check(z.describe('The command was executed.')), ...facts }),
    z.object({
      outcome: z.literal('rejected').check(z.describe('The command was rejected.')),
      rejection,
    }),
  ]);
