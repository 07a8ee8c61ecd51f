import { codeOf } from './fault.ts';

/** An error's causes may have causes. */
const MAX_CAUSES = 3;
const MAX_FRAMES = 20;
const MAX_TEXT_LENGTH = 500;

/** An error as it may be logged and thrown on. */
export type ErrorFacts = {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly stack: string;
  readonly cause?: ErrorFacts;
};

/**
 * Takes an error; returns what may be told of it. Its text may quote what a customer typed: a parser's quotes the
 * body, a client's the item. So of a text there stays what none of that can be: see `plainTextOf`.
 */
export function describeError(error: Error, causes = MAX_CAUSES): ErrorFacts {
  const code = codeOf(error);
  const { cause } = error;
  return {
    name: nameOf(error),
    message: plainTextOf(error),
    ...(code !== undefined && NAME.test(code) ? { code } : {}),
    stack: framesOf(error),
    ...(cause instanceof Error && causes > 0 ? { cause: describeError(cause, causes - 1) } : {}),
  };
}

/**
 * Takes an error that leaves the function; returns one that may: what the function throws is logged by Lambda itself,
 * and by the workflow that called. The name stays, by which a workflow tells faults apart.
 */
export function withPlainText(error: Error): Error {
  const { cause: _cause, ...facts } = describeError(error, 0);
  const { name, message, stack } = facts;
  return Object.assign(new Error(message), facts, { stack: `${name}: ${message}\n${stack}` });
}

/**
 * Errors whose texts name resources, limits and our own fields, never values. `ValidationError` is ours.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
const PLAIN_SPOKEN: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'ConditionalCheckFailedException',
  'ItemCollectionSizeLimitExceededException',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'QueueDoesNotExist',
  'RequestLimitExceeded',
  'ResourceNotFoundException',
  'ThrottlingException',
  'TimeoutError',
  'TransactionCanceledException',
  'TransactionConflictException',
  'ValidationError',
]);

const NAME = /^[A-Za-z][A-Za-z0-9._]{0,80}$/;

/**
 * The text as it is where its kind is known to hold no values. Otherwise its words in lower case and names in
 * capitals, up to the first quote, bracket or colon, after which texts put what varies.
 */
function plainTextOf(error: Error): string {
  const text = error.message.slice(0, MAX_TEXT_LENGTH);
  // Node's own quote their argument, and have a code; those of the language name a property at the most.
  if (PLAIN_SPOKEN.has(error.name) || (error.name === 'TypeError' && codeOf(error) === undefined))
    return text;
  const [opening = ''] = text.split(/["'`«“(<[{:\n]/, 1);
  const words = opening.split(/\s+/).map((word) => (PLAIN_WORD.test(word) ? word : '…'));
  const cut = opening === text ? words : [...words, '…'];
  return cut.filter((word, index) => word !== '…' || cut[index - 1] !== '…').join(' ');
}

/** A word of ours, a name in capitals, or an id of ours. */
const PLAIN_WORD = /^([a-z][a-z-]*|[A-Z][A-Z0-9]*(_[A-Z0-9]+)+|[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26})[.,;]?$/;

function nameOf({ name }: Error): string {
  return NAME.test(name) ? name : 'Error';
}

/** Where it was thrown, without the text that stands above. */
function framesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MAX_FRAMES)
    .join('\n');
}
