import * as z from 'zod/mini';
import type { MessageContract } from './cloud-event.ts';
import { type Rejection, rejection } from './rejection.ts';
import type { RejectionCode } from './rejections.ts';

type Schema = z.ZodMiniType;

/**
 * Contract of a command. Both entry points accept its CloudEvent: direct invocation, which returns `reply`, and the SQS
 * inbox, where the command is retried until it is done. A workflow may pass `{command, cause, data}` to direct invocation.
 */
export type CommandContract<
  Type extends string = string,
  Data extends Schema = Schema,
  Reply extends Schema = Schema,
  Code extends RejectionCode = RejectionCode,
> = MessageContract<Type, Data> & {
  readonly kind: 'command';
  /** The service that executes the command. */
  readonly service: string;
  /** Field of the data with the id of the aggregate that the command concerns: the `subject` of its CloudEvent. */
  readonly subject: string;
  readonly summary: string;
  readonly reply: Reply;
  /** All codes that the command may be rejected with. */
  readonly rejections: readonly Code[];
};

/** Reply of a command: accepted, or rejected with one of the codes that its contract declares. */
export type CommandReply<Command extends CommandContract> =
  | Extract<z.infer<Command['reply']>, { readonly outcome: 'accepted' }>
  | {
      readonly outcome: 'rejected';
      readonly rejection: Rejection & { readonly code: Command['rejections'][number] };
    };

/**
 * Takes a command's contract without its kind, with `data` and `reply` as functions (see `defineEvent`); returns the contract.
 * The types are kept.
 */
export function defineCommand<
  const Type extends string,
  Data extends Schema,
  Reply extends Schema,
  const Code extends RejectionCode = never,
>(
  contract: Omit<CommandContract<Type, Data, Reply, Code>, 'kind' | 'subject' | 'data' | 'reply'> & {
    readonly subject: keyof z.infer<Data> & string;
    readonly data: () => Data;
    readonly reply: () => Reply;
  },
): CommandContract<Type, Data, Reply, Code> {
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
