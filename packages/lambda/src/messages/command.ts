import middy from '@middy/core';
import { type CloudEvent, cloudEventAttributes } from '@tradepost/contracts/cloud-event';
import type { CommandContract, CommandReply } from '@tradepost/contracts/define-command';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type * as z from 'zod/mini';
import { baseMiddleware } from '../base-middleware.ts';
import { logAndRethrow } from '../log/log-and-rethrow.ts';
import { toMessageFacts } from '../log/log-subject.ts';
import { createLogger, invocationKeys, type Logger } from '../log/logger.ts';
import { parse } from '../validation.ts';
import { parseData } from './message-body.ts';
import { processQueue, unknownType } from './queue.ts';
import { isWorkflowCommand, toCommandEvent, type WorkflowCommand } from './workflow-command.ts';

type Reply =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'rejected'; readonly rejection: { readonly code: string } };

/** A command's contract and its handler. */
export type CommandHandler = {
  readonly contract: CommandContract;
  readonly handle: (command: CloudEvent<never>, context: { readonly logger: Logger }) => Promise<Reply>;
};

/**
 * Ties a contract to its handler, so that the types of the command and of the reply follow from the contract: a handler that
 * rejects with a code that the contract does not declare does not compile.
 */
export function commandHandler<Command extends CommandContract>(
  contract: Command,
  handle: (
    command: CloudEvent<z.infer<Command['data']>>,
    context: { readonly logger: Logger },
  ) => Promise<CommandReply<Command>>,
): CommandHandler {
  return { contract, handle } as unknown as CommandHandler;
}

/**
 * The stack of a service's command function. It has two entry points. Invoked directly, with a CloudEvent or as a step of
 * a workflow, it returns the reply. As the consumer of the SQS inbox, it treats a rejection as done and reports a command
 * that failed, so that SQS delivers it again.
 *
 * @param deadLetterQueueUrl URL of the inbox's dead-letter queue, for commands that cannot be parsed
 * @param handlers one for each command of the service
 * @throws ValidationError if a command that was sent by direct invocation cannot be parsed
 */
export function commands(deadLetterQueueUrl: () => string, handlers: readonly CommandHandler[]) {
  const byType = new Map(handlers.map((handler) => [handler.contract.type, handler]));

  const executeCommand = async (message: CloudEvent, logger: Logger, attempt?: number): Promise<Reply> => {
    const handler = byType.get(message.type);
    if (handler === undefined) throw unknownType(message.type);
    const command = parseData(handler.contract, message) as CloudEvent<never>;
    logger.info('command received', { attempt });
    const startedMs = performance.now();
    const reply = await handler.handle(command, { logger });
    logger.info('command answered', {
      attempt,
      outcome: reply.outcome,
      code: reply.outcome === 'rejected' ? reply.rejection.code : undefined,
      durationMs: Math.round(performance.now() - startedMs),
    });
    return reply;
  };

  const readPayload = (payload: CloudEvent | WorkflowCommand): CloudEvent => {
    if (!isWorkflowCommand(payload)) return parse(cloudEventAttributes, payload);
    const handler = byType.get(payload.command);
    if (handler === undefined) throw unknownType(payload.command);
    return toCommandEvent(handler.contract, payload, new Date().toISOString());
  };

  return middy<SQSEvent | CloudEvent | WorkflowCommand, SQSBatchResponse | Reply>()
    .use(baseMiddleware())
    .handler(async (event, context) => {
      if ('Records' in event) {
        return processQueue(event, context, deadLetterQueueUrl, async (message, { logger, attempt }) => {
          await executeCommand(message, logger, attempt);
        });
      }
      const keys = invocationKeys(context);
      let logger = createLogger(keys);
      return logAndRethrow(
        () => logger,
        'command failed',
        async () => {
          const message = readPayload(event);
          logger = createLogger({ ...keys, ...toMessageFacts(message) });
          return executeCommand(message, logger);
        },
      );
    });
}
