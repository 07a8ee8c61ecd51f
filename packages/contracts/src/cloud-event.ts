import * as z from 'zod/mini';
import { notPersonal, personal } from './fields/personal-data.ts';
import { timestamp } from './fields/timestamp.ts';

/**
 * Envelope of every event and command: CloudEvents 1.0 in JSON, with the extensions `correlationid` (one per external
 * request), `causationid` (the message that caused this one) and, if a workflow sent the message, `executionid` (to find
 * the execution's steps in the log).
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 */
export const cloudEventAttributes = z.object({
  specversion: z.literal('1.0').check(z.describe('Version of CloudEvents.')),
  id: z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(200),
      z.describe('Unique within its source.'),
      notPersonal('id of a message'),
    ),
  source: z
    .string()
    .check(
      z.minLength(1),
      z.describe('Publisher of the message, such as tradepost.orders.'),
      notPersonal('name of a service'),
    ),
  type: z
    .string()
    .check(
      z.minLength(1),
      z.describe('Type of the event or command, such as OrderPlaced.'),
      notPersonal('name of a type'),
    ),
  subject: z
    .string()
    .check(
      z.minLength(1),
      z.describe('Id of the aggregate that the message concerns.'),
      personal('pseudonym'),
    ),
  time: timestamp,
  datacontenttype: z.optional(z.literal('application/json')).check(z.describe('Media type of `data`.')),
  dataschema: z
    .optional(z.string())
    .check(z.describe('URN of the schema of `data`, with its version.'), notPersonal('name of a schema')),
  correlationid: z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(200),
      z.describe(
        'Correlation id of the request that caused the message, shared by all messages that it caused.',
      ),
      notPersonal('id of a request'),
    ),
  causationid: z
    .optional(z.string())
    .check(z.describe('Id of the message that caused this one.'), notPersonal('id of a message')),
  executionid: z
    .optional(z.string().check(z.maxLength(200)))
    .check(
      z.describe('Name of the workflow execution that sent the message.'),
      notPersonal('id of a workflow'),
    ),
  data: z
    .unknown()
    .check(z.describe('Data of the message, by the schema of its type.'), personal('pseudonym')),
});

/** A CloudEvent whose `data` has been parsed to `Data`. */
export type CloudEvent<Data = unknown> = Omit<z.infer<typeof cloudEventAttributes>, 'data'> & {
  readonly data: Data;
};

/** Message attributes that a sender chooses; the rest of the envelope follows from the contract. */
export type MessageAttributes = {
  readonly id: string;
  readonly source: string;
  readonly subject: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly correlationId: string;
  readonly causationId?: string;
};

/** Contract of a message type: its name, version, and the schema of its data. */
export type MessageContract<Type extends string, Schema extends z.ZodMiniType> = {
  readonly type: Type;
  readonly version: number;
  readonly data: Schema;
};

/** Takes a contract, the data and the sender's attributes; returns the message as it is sent. */
export function toCloudEvent<Type extends string, Schema extends z.ZodMiniType>(
  contract: MessageContract<Type, Schema>,
  data: z.infer<Schema>,
  attributes: MessageAttributes,
): CloudEvent<z.infer<Schema>> {
  return {
    specversion: '1.0',
    id: attributes.id,
    source: attributes.source,
    type: contract.type,
    subject: attributes.subject,
    time: attributes.time,
    datacontenttype: 'application/json',
    dataschema: `urn:tradepost:schema:${contract.type}:${contract.version}`,
    correlationid: attributes.correlationId,
    ...(attributes.causationId === undefined ? {} : { causationid: attributes.causationId }),
    data,
  };
}
