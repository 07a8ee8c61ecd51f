import { cloudEventAttributes } from '@tradepost/contracts/cloud-event';
import type { AnyCommand, AnyEvent, Registry } from '@tradepost/contracts/registry';
import { textOfRejection } from '@tradepost/contracts/rejections';
import type { Sample } from '@tradepost/contracts/samples';
import type { JsonSchema, Schemas } from '../json-schema.ts';
import { DEAD_LETTER, replyOf } from './operations.ts';
import type { Wiring, WiringSources } from './wiring.ts';

type Json = Readonly<Record<string, unknown>>;

/** Location of the correlation id in every message. */
export const CORRELATION_IDS = {
  correlation: {
    description: 'Id that all messages share which follow from one external request.',
    location: '$message.payload#/correlationid',
  },
};

/** Messages by name: events, commands, replies and the dead-letter message. */
export function messagesOf(
  wiring: Wiring,
  { registry, samples }: WiringSources,
  schemas: Schemas,
): Readonly<Record<string, Json>> {
  const events = registry.events.map(({ contract }) => [
    contract.type,
    {
      ...toMessage(contract, samples),
      description: consumersOf(contract, wiring),
      tags: [{ name: contract.source.replace(/^tradepost\./, '') }],
      bindings: { 'x-eventbridge': { source: contract.source, 'detail-type': contract.type } },
      payload: toPayload(contract, schemas.of(contract.data, 'output'), { source: contract.source }),
    },
  ]);
  const commands = registry.commands.flatMap(({ contract }) => [
    [
      contract.type,
      {
        ...toMessage(contract, samples),
        description: sendersOf(contract, wiring),
        tags: [{ name: contract.service }],
        payload: toPayload(contract, schemas.of(contract.data, 'input'), {}),
      },
    ],
    [replyOf(contract.type), toReply(contract, schemas)],
  ]);
  return Object.fromEntries([...events, ...commands, [DEAD_LETTER, toDeadLetter()]]);
}

/** Schema of the envelope, which all messages share. */
export function envelope(schemas: Schemas): JsonSchema {
  return {
    ...schemas.of(cloudEventAttributes, 'output'),
    description: 'CloudEvents 1.0 in JSON, with the extensions `correlationid` and `causationid`.',
    externalDocs: { url: 'https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md' },
  };
}

/** Types of events that only rules for all events match. */
export function unconsumed(
  { events }: Pick<Registry, 'events'>,
  { rules }: Pick<Wiring, 'rules'>,
): readonly string[] {
  const taken = new Set(rules.filter((rule) => !rule.isForEveryEvent).flatMap(({ takes }) => takes));
  return events.map(({ contract }) => contract.type).filter((type) => !taken.has(type));
}

function toMessage({ type, summary }: AnyEvent | AnyCommand, samples: readonly Sample[]): Json {
  return {
    name: type,
    title: type,
    summary,
    contentType: 'application/json',
    correlationId: { $ref: '#/components/correlationIds/correlation' },
    examples: samples
      .filter(({ message }) => message.type === type)
      .map(({ name, message }) => ({ name, payload: message })),
  };
}

function toPayload(
  { type, version }: AnyEvent | AnyCommand,
  data: JsonSchema,
  constants: Readonly<Record<string, string>>,
): JsonSchema {
  const fixed = { ...constants, type, dataschema: `urn:tradepost:schema:${type}:${version}` };
  return {
    allOf: [
      { $ref: '#/components/schemas/CloudEvent' },
      {
        type: 'object',
        properties: {
          ...Object.fromEntries(Object.entries(fixed).map(([name, value]) => [name, { const: value }])),
          data,
        },
      },
    ],
  };
}

function toReply({ type, reply, service, rejections }: AnyCommand, schemas: Schemas): Json {
  const listed = rejections.map((code) => `- \`${code}\`: ${textOfRejection(code)}.`).join('\n');
  return {
    name: replyOf(type),
    title: replyOf(type),
    summary: `Reply to ${type}: accepted, or rejected with a stable code and its facts.`,
    description: rejections.length === 0 ? 'The command is never rejected.' : `Rejections:\n\n${listed}`,
    contentType: 'application/json',
    tags: [{ name: service }],
    payload: schemas.of(reply, 'output'),
  };
}

/** The message as `packages/lambda` sends it. Messages that SQS moves after too many attempts have no headers. */
function toDeadLetter(): Json {
  const text = (description: string) => ({ type: 'string', description });
  return {
    name: DEAD_LETTER,
    title: 'A dead-letter message',
    summary: 'The unchanged message. The operations API shows it with card numbers redacted.',
    contentType: 'application/json',
    headers: {
      type: 'object',
      description: 'Message attributes, if it was moved because it can never be processed.',
      properties: {
        Reason: text('The violated rule, and the field.'),
        SourceMessageId: text('Id of the message in the inbox.'),
        Source: text('ARN of the inbox.'),
      },
    },
    payload: {
      description: 'Body of the message. It is JSON if the sender followed the contract.',
    },
  };
}

function consumersOf({ type }: AnyEvent, { rules }: Wiring): string {
  const consumers = rules.filter((rule) => !rule.isForEveryEvent && rule.takes.includes(type));
  if (consumers.length === 0) return 'Consumed only by the event archive.';
  const services = [...new Set(consumers.map(({ rule }) => rule.service))];
  return `Consumed by ${services.join(' and ')}, and by the event archive.`;
}

function sendersOf({ type, service }: AnyCommand, { sends }: Wiring): string {
  const senders = [
    ...new Set(sends.filter((send) => send.type === type).map((send) => send.service)),
  ].toSorted();
  const by = senders.length === 0 ? 'not sent by any service yet' : `sent by ${senders.join(' and ')}`;
  return `Executed by ${service}, ${by}. Any caller with permission to send to the inbox may send it.`;
}
