import { containsCardNumber } from '@tradepost/contracts/fields/card-number';
import type { FieldError } from '@tradepost/contracts/problem-details';
import { describeError } from './log-error.ts';

/**
 * The fields that a log line may have besides its message, each with the kind of its value. No kind allows free text:
 * addresses, notes and tokens cannot be logged.
 */
const KINDS = {
  attempt: 'number',
  clientCorrelationId: 'identifier',
  code: 'identifier',
  coldStart: 'flag',
  correlationId: 'identifier',
  count: 'number',
  durationMs: 'number',
  error: 'error',
  errors: 'errors',
  eventId: 'identifier',
  executionId: 'identifier',
  functionName: 'identifier',
  ids: 'identifiers',
  messageId: 'identifier',
  orderId: 'identifier',
  outcome: 'identifier',
  requestId: 'identifier',
  reservationId: 'identifier',
  route: 'route',
  sku: 'sku',
  status: 'number',
  subject: 'identifier',
  type: 'identifier',
} as const;

type Kinds = typeof KINDS;
type Values = {
  readonly number: number;
  readonly flag: boolean;
  readonly identifier: string;
  readonly identifiers: readonly string[];
  readonly route: string;
  readonly sku: string;
  readonly error: Error;
  readonly errors: readonly FieldError[];
};

/** Fields of a log line. */
export type LogFacts = { readonly [Name in keyof Kinds]?: Values[Kinds[Name]] | undefined };

/** Replaces a value that does not have the format of its kind, such as an e-mail address that a sender used as an id. */
export const WITHHELD = '(withheld)';

/** Takes facts; returns those that may be logged, each in the format of its kind. */
export function toLoggable(facts: LogFacts): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => {
      const kind = (KINDS as Readonly<Record<string, keyof Values>>)[name];
      return kind === undefined || value === undefined ? [] : [[name, FORMS[kind](value as never)]];
    }),
  );
}

const FORMS: { readonly [Kind in keyof Values]: (value: Values[Kind]) => unknown } = {
  number: (value) => (typeof value === 'number' ? value : WITHHELD),
  flag: (value) => value === true,
  identifier: toIdentifier,
  identifiers: (values) => values.map(toIdentifier),
  route: (value) => (/^[A-Z]+ \/[\w/{}.-]*$/.test(value) ? value : WITHHELD),
  error: describeError,
  // SKUs of other systems have spaces and letters of any script. See `sku` of the contracts.
  sku: (value) => (isPrintable(value) && !isWords(value) && !containsCardNumber(value) ? value : WITHHELD),
  // The detail may quote the sender's value.
  errors: (errors) => errors.map(({ pointer, code }) => ({ pointer: toPlace(pointer), code })),
};

/** Ids, codes and types have no space and no `@`, so names, addresses and e-mail addresses are withheld. */
function toIdentifier(value: string): string {
  return /^[A-Za-z0-9._:/#+-]{1,256}$/.test(value) && !containsCardNumber(value) ? value : WITHHELD;
}

/** Returns true for a text without control characters, invisible characters and `@`, which e-mail addresses have. */
function isPrintable(value: string): boolean {
  return /^[^\p{C}\p{Zl}\p{Zp}@]{1,100}$/u.test(value);
}

/** Several words without a digit are more likely a person's name than a SKU. */
function isWords(value: string): boolean {
  return /\s/.test(value) && !/\d/.test(value);
}

/** The parts of a pointer are field names and numbers. A part of another format is a key that the sender chose. */
function toPlace(pointer: string): string {
  const isPart = (part: string) => /^(#|\d{1,6}|[A-Za-z][A-Za-z-]{0,40})$/.test(part);
  return pointer
    .split('/')
    .map((part) => (isPart(part) ? part : WITHHELD))
    .join('/');
}
