import type { DeadLetter } from '@tradepost/contracts/models/dead-letter';

/** A message in a queue of dead letters, and what it takes to act on it. */
export type Letter = DeadLetter & {
  readonly body: string;
  readonly queueUrl: string;
  readonly receiptHandle: string;
  readonly messageId: string;
  /** The id that the message had in its inbox: its consumer's log knows it by that. */
  readonly sourceMessageId: string;
  /** Of a delivery: the rule, and where its target is. */
  readonly ruleName?: string;
  readonly targetArn?: string;
};

/** A message may be nonsense of any length, and what is told of it is written down with each act. */
const MAX_TEXT_LENGTH = 256;

type Message = {
  readonly queue: string;
  readonly queueUrl: string;
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly sentMs: number;
  readonly attributes: Readonly<Record<string, string | undefined>>;
};

/**
 * Takes a message; returns what is known of it. `-dlq` queues hold messages of an inbox; `-failures` what a rule could
 * not deliver (EventBridge says so in attributes) and batches of a stream that were given up.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export function describeLetter(message: Message): Letter {
  const { queue, messageId, attributes, body, sentMs, queueUrl, receiptHandle } = message;
  const content = Object(parse(body)) as Readonly<Record<string, unknown>>;
  const targetArn = attributes['TARGET_ARN'];
  const kind = targetArn !== undefined ? 'delivery' : 'DDBStreamBatchInfo' in content ? 'records' : 'message';
  const envelope = kind === 'delivery' ? (Object(content['detail']) as typeof content) : content;
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
    sourceMessageId: attributes['SourceMessageId'] ?? messageId,
    ...(targetArn === undefined ? {} : { targetArn, ruleName: ruleNameOf(attributes['RULE_ARN']) }),
  };
}

function ruleNameOf(ruleArn = ''): string {
  return ruleArn.split('/').at(-1) ?? '';
}

/** What the API tells of a letter. */
export function toDeadLetter(letter: Letter): DeadLetter {
  const { id, queue, service, kind, type, subject, correlationId, reason, sentAt } = letter;
  return {
    ...{ id, queue, service, kind },
    ...textOf('type', type),
    ...textOf('subject', subject),
    ...textOf('correlationId', correlationId),
    ...{ reason, sentAt },
  };
}

function reasonOf(
  kind: DeadLetter['kind'],
  content: Readonly<Record<string, unknown>>,
  attributes: Message['attributes'],
): string {
  if (kind === 'delivery')
    return [attributes['ERROR_CODE'], attributes['ERROR_MESSAGE']].filter(Boolean).join(': ');
  if (kind === 'records') {
    const { condition } = Object(content['requestContext']) as { readonly condition?: string };
    return condition ?? 'given up';
  }
  return attributes['Reason'] ?? 'its consumer failed too often';
}

function textOf<Name extends string>(name: Name, value: unknown): { readonly [Key in Name]?: string } {
  return (typeof value === 'string' ? { [name]: value.slice(0, MAX_TEXT_LENGTH) } : {}) as {
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
