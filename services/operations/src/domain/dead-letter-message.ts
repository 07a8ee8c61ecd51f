import { redactCardNumbers } from '@tradepost/contracts/fields/redact-card-numbers';
import type { DeadLetter } from '@tradepost/contracts/operations/model';
import { factsOfRecords, toStreamRecords } from './stream-records.ts';

/** A dead-letter message with the data to act on it. Callers may see only what `toDeadLetter` and `toShownBody` return. */
export type DeadLetterMessage = DeadLetter & {
  /** The unchanged body, which a redrive sends. */
  readonly body: string;
  readonly queueUrl: string;
  readonly receiptHandle: string;
  readonly messageId: string;
  /** The id that the message had in its inbox, which the log lines of its consumer have. */
  readonly sourceMessageId: string;
  /**
   * For a message: ARN of the inbox that it names, if its consumer moved it. For records with their content: name of the
   * function that sent them.
   */
  readonly source?: string;
  /** For a delivery: the rule and the target that it names. */
  readonly ruleArn?: string;
  readonly targetArn?: string;
};

/** Longer texts are cut, because a message may have any text, and they are stored with each audit entry. */
const MAX_TEXT_LENGTH = 256;

/** Form of a message id of SQS. Log lines are searched for it, so no other text may be used in its place. */
const MESSAGE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type QueueMessage = {
  readonly queue: string;
  readonly queueUrl: string;
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly sentMs: number;
  readonly attributes: Readonly<Record<string, string | undefined>>;
};

/**
 * Describes a message. Its kind depends on the queue. A `-dlq` queue has messages of its inbox, whatever their bodies and
 * attributes contain. A `-failures` queue has events that a rule could not deliver (EventBridge adds attributes) and
 * records of a stream: those that a function sent with their content, and batches that Lambda discarded, for which it
 * sends the sequence numbers.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export function toDeadLetterMessage(message: QueueMessage): DeadLetterMessage {
  const { queue, messageId, attributes, body, sentMs, queueUrl, receiptHandle } = message;
  const content = Object(parse(body)) as Readonly<Record<string, unknown>>;
  const kind = kindOf(queue, content, attributes);
  const envelope = envelopeOf(kind, content);
  return {
    id: `${queue}.${messageId}`,
    queue,
    service: queue.split('-')[0] ?? '',
    kind,
    ...textOf('type', envelope['type'] ?? content['detail-type']),
    ...textOf('subject', envelope['subject']),
    ...textOf('correlationId', envelope['correlationid']),
    reason: reasonOf(kind, content, attributes),
    sentAt: new Date(sentMs).toISOString(),
    ...{ body, queueUrl, receiptHandle, messageId },
    sourceMessageId: MESSAGE_ID.test(attributes['SourceMessageId'] ?? '')
      ? (attributes['SourceMessageId'] as string)
      : messageId,
    ...(kind === 'delivery' ? {} : definedIn({ source: attributes['Source'] })),
    ...(kind === 'delivery'
      ? definedIn({ ruleArn: attributes['RULE_ARN'], targetArn: attributes['TARGET_ARN'] })
      : {}),
  };
}

function kindOf(queue: string, content: object, attributes: QueueMessage['attributes']): DeadLetter['kind'] {
  if (!queue.endsWith('-failures')) return 'message';
  if (attributes['TARGET_ARN'] !== undefined) return 'delivery';
  const isRecords = 'DDBStreamBatchInfo' in content || toStreamRecords(content) !== undefined;
  return isRecords ? 'records' : 'message';
}

/** The part of a body with the type, the subject and the correlation id. */
function envelopeOf(
  kind: DeadLetter['kind'],
  content: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (kind === 'delivery') return Object(content['detail']) as typeof content;
  const records = kind === 'records' ? toStreamRecords(content) : undefined;
  return records === undefined ? content : factsOfRecords(records);
}

function definedIn<Texts extends Readonly<Record<string, string | undefined>>>(texts: Texts) {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)) as {
    readonly [Name in keyof Texts]?: string;
  };
}

/** Redacts card numbers in the body, also those in JSON escapes and in text that is not JSON. */
export function toShownBody({ body }: DeadLetterMessage): string {
  return redactCardNumbers(body);
}

/** Sort key of a dead-letter message in the list of all. */
export function sortKeyOf({ queue, sentAt, messageId }: DeadLetterMessage): string {
  return `${queue}#${sentAt}#${messageId}`;
}

/** Returns true if a text has the form of a sort key of `sortKeyOf`. */
export function isSortKey(text: string): boolean {
  return /^[a-z0-9-]+#[\dT:.Z-]+#[\w-]*$/.test(text);
}

/** Returns the description for callers and the audit, with card numbers redacted. */
export function toDeadLetter(message: DeadLetterMessage): DeadLetter {
  const { id, queue, service, kind, type, subject, correlationId, reason, sentAt } = message;
  return {
    ...{ id, queue, service, kind },
    ...textOf('type', type),
    ...textOf('subject', subject),
    ...textOf('correlationId', correlationId),
    reason: redactCardNumbers(reason),
    sentAt,
  };
}

function reasonOf(
  kind: DeadLetter['kind'],
  content: Readonly<Record<string, unknown>>,
  attributes: QueueMessage['attributes'],
): string {
  if (kind === 'delivery')
    return [attributes['ERROR_CODE'], attributes['ERROR_MESSAGE']].filter(Boolean).join(': ');
  if (kind === 'records') {
    const { condition } = Object(content['requestContext']) as { readonly condition?: string };
    return condition ?? attributes['Reason'] ?? 'failed on every attempt';
  }
  return attributes['Reason'] ?? 'its consumer failed on every attempt';
}

function textOf<Name extends string>(name: Name, value: unknown): { readonly [Key in Name]?: string } {
  return (
    typeof value === 'string' ? { [name]: redactCardNumbers(value).slice(0, MAX_TEXT_LENGTH) } : {}
  ) as {
    readonly [Key in Name]?: string;
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
