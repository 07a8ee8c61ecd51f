import * as z from 'zod/mini';
import { timestamp } from './fields/timestamp.ts';

/**
 * The envelope of every message on the wire, fact or command: CloudEvents 1.0 in JSON, with the extensions
 * `correlationid` (one per request of the outside world), `causationid` (the message that led to this one) and, where a
 * workflow sent it, `executionid` (by which its steps are found in the log).
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 */
export const cloudEventAttributes = z.object({
  specversion: z.literal('1.0').check(z.describe('The version of CloudEvents.')),
  id: z.string().check(z.minLength(1), z.maxLength(200), z.describe('Unique within its source.')),
  source: z.string().check(z.minLength(1), z.describe('Who says so, such as tradepost.orders.')),
  type: z.string().check(z.minLength(1), z.describe('What happened, or what is to be done.')),
  subject: z.string().check(z.minLength(1), z.describe('The id of the aggregate that it is about.')),
  time: timestamp,
  datacontenttype: z.optional(z.literal('application/json')).check(z.describe('The media type of data.')),
  dataschema: z.optional(z.string()).check(z.describe('The schema of data, with its version.')),
  correlationid: z
    .string()
    .check(z.minLength(1), z.maxLength(200), z.describe('One for all that a request of the outside led to.')),
  causationid: z.optional(z.string()).check(z.describe('The id of the message that led to this one.')),
  executionid: z
    .optional(z.string().check(z.maxLength(200)))
    .check(z.describe('The execution of the workflow that sent this, by its name.')),
  data: z.unknown().check(z.describe('What there is to say, by the schema of its type.')),
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

/** A kind of message: its name, version, and the schema of its data. */
export type MessageContract<Type extends string, Schema extends z.ZodMiniType> = {
  readonly type: Type;
  readonly version: number;
  readonly data: Schema;
};

/** Takes a contract, the data and the sender's attributes; returns the message as it goes onto the wire. */
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
