import type { ProblemCode } from './generated/api.ts';

/** One broken rule. `pointer` is a JSON pointer (RFC 6901) into the request. */
export type FieldError = { readonly pointer: string; readonly code: string; readonly detail: string };

/** Code of a response that is not a problem of the API, such as the error page of a proxy. */
export const UNKNOWN_CODE = 'UNKNOWN';

export type AnyCode = ProblemCode | typeof UNKNOWN_CODE;

/**
 * The API rejected the call or failed: `application/problem+json`.
 *
 * The API may add codes. A code that is newer than this version of the client is passed through, so a switch over codes
 * needs a default.
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export class ProblemError<Code extends AnyCode = AnyCode> extends Error {
  override readonly name = 'ProblemError';
  readonly code: Code;
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  /** The rules that the request broke; empty unless validation failed. */
  readonly errors: readonly FieldError[];
  /** Number of broken rules; the problem lists 50 of them at most. */
  readonly errorCount: number;
  /** Id for support requests. Every log line of the request has it. */
  readonly correlationId: string | undefined;
  /** Members beyond those that every problem has, such as the unknown SKUs. */
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
 * True if `error` is a `ProblemError`: any, or one with one of these codes. For the `error` of a call, only the codes of its
 * route compile.
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
 * Converts an unsuccessful response to an error. A response that is not a problem of the API has the code `UNKNOWN`, and
 * its text as the detail.
 *
 * @param call method and path of the call
 * @param body the parsed body, or its text if it is not JSON
 */
export function toProblemError(call: string, response: Response, body: unknown): ProblemError {
  const { status, statusText, headers } = response;
  const said = toObject(body);
  const { type: _, instance: __, status: ___, code, title, detail, correlationId, ...others } = said;
  const { errors: broken, errorCount, ...facts } = others;
  const errors = Array.isArray(broken) ? (broken as FieldError[]) : [];
  return new ProblemError(call, {
    // A code that was added later is passed through.
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

/** Maximum length of the facts in the message of an error. */
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
