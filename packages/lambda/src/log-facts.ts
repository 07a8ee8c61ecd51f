import { containsCardNumber } from '@tradepost/contracts/fields/card-number';
import type { FieldError } from '@tradepost/contracts/problem';
import { describeError } from './log-error.ts';

/**
 * All that may stand in a log line beside its message, each with what its value must look like. Nothing that a
 * customer typed has a name here: no address, no note, no token can be logged, whoever tries.
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
  readonly error: Error;
  readonly errors: readonly FieldError[];
};

/** What a log line may say. */
export type LogFacts = { readonly [Name in keyof Kinds]?: Values[Kinds[Name]] | undefined };

/** What stands in place of a value that has not the form of its kind: an id that a sender made of an e-mail address. */
export const WITHHELD = '(withheld)';

/** Takes facts; returns those that may be logged, in the form in which they may. */
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
  // The detail may name what the sender wrote.
  errors: (errors) => errors.map(({ pointer, code }) => ({ pointer: toPlace(pointer), code })),
};

/** Ids, codes and types: no space and no `@`, so that no name, address or e-mail address is one. */
function toIdentifier(value: string): string {
  return /^[A-Za-z0-9._:/#+-]{1,256}$/.test(value) && !containsCardNumber(value) ? value : WITHHELD;
}

/** A pointer's parts are names of fields and numbers; a part of another form is a key that the sender chose. */
function toPlace(pointer: string): string {
  const isPart = (part: string) => /^(#|\d{1,6}|[A-Za-z][A-Za-z-]{0,40})$/.test(part);
  return pointer
    .split('/')
    .map((part) => (isPart(part) ? part : WITHHELD))
    .join('/');
}
