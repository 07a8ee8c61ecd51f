import * as z from 'zod/mini';
import type { MessageContract } from './cloud-event.ts';
import { rejection } from './rejection.ts';

/**
 * Contract of a command. Both entry points accept the same message: direct invocation, which returns `reply`, and the SQS
 * inbox, where the command is retried until it is done.
 */
export type CommandContract<
  Type extends string,
  Schema extends z.ZodMiniType,
  Reply extends z.ZodMiniType,
> = MessageContract<Type, Schema> & {
  readonly kind: 'command';
  /** The service that executes the command. */
  readonly service: string;
  readonly summary: string;
  readonly reply: Reply;
};

/**
 * Takes a command's contract without its kind, with `data` and `reply` as functions (see `defineEvent`); returns the contract.
 * The types are kept.
 */
export function defineCommand<
  const Type extends string,
  Schema extends z.ZodMiniType,
  Reply extends z.ZodMiniType,
>(
  contract: Omit<CommandContract<Type, Schema, Reply>, 'kind' | 'data' | 'reply'> & {
    readonly data: () => Schema;
    readonly reply: () => Reply;
  },
): CommandContract<Type, Schema, Reply> {
  return { kind: 'command', ...contract, data: contract.data(), reply: contract.reply() };
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
