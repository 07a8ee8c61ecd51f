import * as z from 'zod/mini';
import type { MessageContract } from './cloud-event.ts';
import { rejection } from './rejection.ts';

/**
 * Contract of a command. Both entry points accept its CloudEvent: direct invocation, which returns `reply`, and the SQS
 * inbox, where the command is retried until it is done. A workflow may pass `{command, cause, data}` to direct invocation.
 */
export type CommandContract<
  Type extends string,
  Schema extends z.ZodMiniType,
  Reply extends z.ZodMiniType,
> = MessageContract<Type, Schema> & {
  readonly kind: 'command';
  /** The service that executes the command. */
  readonly service: string;
  /** Field of the data with the id of the aggregate that the command concerns: the `subject` of its CloudEvent. */
  readonly subject: string;
  readonly summary: string;
  readonly reply: Reply;
};

/** Takes a command's contract without its kind; returns the contract. The types are kept. */
export function defineCommand<
  const Type extends string,
  Schema extends z.ZodMiniType,
  Reply extends z.ZodMiniType,
>(
  contract: Omit<CommandContract<Type, Schema, Reply>, 'kind' | 'subject'> & {
    readonly subject: keyof z.infer<Schema> & string;
  },
): CommandContract<Type, Schema, Reply> {
  return { kind: 'command', ...contract };
}

/**
 * Schema of a command's reply: accepted, with the facts that the caller needs next, or rejected. A workflow's Choice reads
 * `outcome`. Any other failure is thrown as an error.
 */
export const reply = <Facts extends z.core.$ZodShape>(facts: Facts) =>
  z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('accepted').check(z.describe('The command was executed.')), ...facts }),
    z.object({
      outcome: z.literal('rejected').check(z.describe('The command was rejected.')),
      rejection,
    }),
  ]);
