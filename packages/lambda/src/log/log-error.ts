import { codeOf } from '../errors.ts';

/** Depth of the chain of causes that is logged. */
const MAX_CAUSES = 3;
const MAX_FRAMES = 20;
const MAX_TEXT_LENGTH = 500;

/** An error without customer data, for logs and for callers. */
export type ErrorFacts = {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly stack: string;
  readonly cause?: ErrorFacts;
};

/**
 * Takes an error; returns the facts of it that may be logged. Its text may quote customer data: a parser quotes the body,
 * a client the item. `plainTextOf` keeps only the parts of a text that cannot be such data.
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
 * Takes an error; returns one that the function may throw. Lambda and a calling workflow log what the function throws, so
 * it has no customer data. The name stays: workflows distinguish errors by it.
 */
export function withPlainText(error: Error): Error {
  const { cause: _cause, ...facts } = describeError(error, 0);
  const { name, message, stack } = facts;
  return Object.assign(new Error(message), facts, { stack: `${name}: ${message}\n${stack}` });
}

/**
 * Errors whose texts contain resources, limits and our own field names, never values. `ValidationError` is ours.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
const SAFE_ERROR_NAMES: ReadonlySet<string> = new Set([
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
 * Returns the text unchanged if errors of its kind never contain values. Otherwise returns its words in lower case and its
 * names in capitals, up to the first quote, bracket or colon: values come after these.
 */
function plainTextOf(error: Error): string {
  const text = error.message.slice(0, MAX_TEXT_LENGTH);
  // Node's own TypeErrors have a code and quote their argument; those of JavaScript name at most a property.
  if (SAFE_ERROR_NAMES.has(error.name) || (error.name === 'TypeError' && codeOf(error) === undefined))
    return text;
  const [opening = ''] = text.split(/["'`«“(<[{:\n]/, 1);
  const words = opening.split(/\s+/).map((word) => (PLAIN_WORD.test(word) ? word : '…'));
  const cut = opening === text ? words : [...words, '…'];
  return cut.filter((word, index) => word !== '…' || cut[index - 1] !== '…').join(' ');
}

/** A word in lower case, a name in capitals, or one of our ids. */
const PLAIN_WORD = /^([a-z][a-z-]*|[A-Z][A-Z0-9]*(_[A-Z0-9]+)+|[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26})[.,;]?$/;

function nameOf({ name }: Error): string {
  return NAME.test(name) ? name : 'Error';
}

/** The stack frames, without the error's text above them. */
function framesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MAX_FRAMES)
    .join('\n');
}
