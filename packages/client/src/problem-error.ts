import type { ProblemCode } from './generated/api.ts';

/** One broken rule: where it stands in the request (a JSON pointer, RFC 6901), and what the rule is. */
export type FieldError = { readonly pointer: string; readonly code: string; readonly detail: string };

/** The code of an answer that is no problem of the API's own, such as a proxy's page. */
export const UNKNOWN_CODE = 'UNKNOWN';

export type AnyCode = ProblemCode | typeof UNKNOWN_CODE;

/**
 * The API refused what it was asked for, or failed: `application/problem+json`.
 *
 * Codes are added to the API over time: one that this version of the client does not know comes as it is, so that a
 * switch over codes needs a default.
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export class ProblemError<Code extends AnyCode = AnyCode> extends Error {
  override readonly name = 'ProblemError';
  readonly code: Code;
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  /** The rules that the request broke, where its form was refused. */
  readonly errors: readonly FieldError[];
  /** Number of broken rules; the problem lists 50 of them at most. */
  readonly errorCount: number;
  /** To ask about: it stands in every log line of the call. */
  readonly correlationId: string | undefined;
  /** What stands beside the members that every problem has, such as the SKU that is not known. */
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(call: string, problem: ProblemMembers<Code>) {
    const { code, status, title, detail, errors, errorCount, correlationId, facts } = problem;
    super(`${call}: ${status} ${code} (${title})${describe({ detail, errors, facts })}`);
    this.code = code;
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.errors = errors;
    this.errorCount = errorCount;
    this.correlationId = correlationId;
    this.facts = facts;
  }
}

export type ProblemMembers<Code> = Pick<
  ProblemError,
  'status' | 'title' | 'detail' | 'errors' | 'errorCount' | 'correlationId' | 'facts'
> & { readonly code: Code };

/**
 * Whether something is a problem that the API answered with: any, or one of these codes. They are those of the route
 * where the problem came as its answer.
 *
 * @example
 * if (isProblem(error, 'SKU_TAKEN', 'SLUG_TAKEN')) return;
 */
export function isProblem<Thrown, Code extends CodeWithin<Thrown>>(
  error: Thrown,
  ...codes: readonly Code[]
): error is Thrown & ProblemError<Code> {
  return error instanceof ProblemError && (codes.length === 0 || codes.some((code) => code === error.code));
}

type CodeWithin<Thrown> = unknown extends Thrown
  ? AnyCode
  : Thrown extends ProblemError<infer Code>
    ? Code
    : never;

/**
 * Takes an answer that is not a success; returns it as an error. What is not a problem of the API's own has the code
 * `UNKNOWN`, and its text for a detail.
 *
 * @param call the method and path that were called
 * @param body its JSON, or else its text
 */
export function toProblemError(call: string, response: Response, body: unknown): ProblemError {
  const { status, statusText, headers } = response;
  const said = toObject(body);
  const { type: _, instance: __, status: ___, code, title, detail, correlationId, ...others } = said;
  const { errors: broken, errorCount, ...facts } = others;
  const errors = Array.isArray(broken) ? (broken as FieldError[]) : [];
  return new ProblemError(call, {
    // A code that was added since comes as it is.
    code: typeof code === 'string' ? (code as ProblemCode) : UNKNOWN_CODE,
    status,
    title: typeof title === 'string' ? title : statusText || `HTTP status ${status}`,
    detail: typeof detail === 'string' ? detail : toDetail(body),
    errors,
    errorCount: typeof errorCount === 'number' ? errorCount : errors.length,
    correlationId:
      typeof correlationId === 'string' ? correlationId : (headers.get('x-correlation-id') ?? undefined),
    facts,
  });
}

/** How much of an error's facts its message has. */
const MAX_SHOWN_CHARACTERS = 500;

function describe({ facts, ...rest }: Pick<ProblemError, 'detail' | 'errors' | 'facts'>): string {
  const { detail, errors } = rest;
  const told = {
    ...(detail === undefined ? {} : { detail }),
    ...(errors.length === 0 ? {} : { errors }),
    ...facts,
  };
  const text = JSON.stringify(told);
  return text === '{}' ? '' : ` ${text.slice(0, MAX_SHOWN_CHARACTERS)}`;
}

function toDetail(body: unknown): string | undefined {
  return typeof body === 'string' && body !== '' ? body.slice(0, MAX_SHOWN_CHARACTERS) : undefined;
}

function toObject(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && !Array.isArray(body)
    ? (body as Record<string, unknown>)
    : {};
}
