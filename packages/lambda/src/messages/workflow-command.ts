import { type CloudEvent, cloudEventAttributes } from '@tradepost/contracts/cloud-event';
import type { CommandContract } from '@tradepost/contracts/define-command';
import * as z from 'zod/mini';
import { parse } from '../validation.ts';

const { id, source, correlationid, executionid } = cloudEventAttributes.shape;

const workflowCommand = z.object({
  command: z.string(),
  cause: z.object({ id, source, correlationid, executionid }),
  data: z.unknown(),
});

/**
 * A command as a step of a workflow sends it by direct invocation: its type, its data, and attributes of the event that
 * started the workflow. `cause.executionid` is the name of the execution.
 */
export type WorkflowCommand = z.infer<typeof workflowCommand>;

/** Takes the payload of a direct invocation; returns true if a workflow sent it, and false for a CloudEvent. */
export function isWorkflowCommand(payload: object): payload is WorkflowCommand {
  return 'command' in payload;
}

/**
 * Completes a command of a workflow to its CloudEvent. Its id follows from the event that started the workflow, so that a
 * repeated step sends the same command. Its source is that of this event, and its subject the field of the data that the
 * contract names.
 *
 * @param contract of the command
 * @param payload of the invocation
 * @param time at which the command is received: RFC 3339, UTC
 * @returns the message; its data is not parsed
 * @throws ValidationError if an attribute is missing or invalid
 */
export function toCommandEvent(
  contract: Pick<CommandContract<string, z.ZodMiniType, z.ZodMiniType>, 'type' | 'version' | 'subject'>,
  payload: WorkflowCommand,
  time: string,
): CloudEvent {
  const { cause, data } = parse(workflowCommand, payload);
  return parse(cloudEventAttributes, {
    specversion: '1.0',
    id: `${cause.id}/${contract.type}`,
    source: cause.source,
    type: contract.type,
    subject: (Object(data) as Readonly<Record<string, unknown>>)[contract.subject],
    time,
    datacontenttype: 'application/json',
    dataschema: `urn:tradepost:schema:${contract.type}:${contract.version}`,
    correlationid: cause.correlationid,
    causationid: cause.id,
    executionid: cause.executionid,
    data,
  });
}
