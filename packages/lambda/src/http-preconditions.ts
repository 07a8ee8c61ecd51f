import type { RouteContract } from '@tradepost/contracts/define-route';
import { HttpProblem } from './http-problem-details.ts';
import { ValidationError } from './validation.ts';

type Headers = Readonly<Record<string, string | undefined>>;

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;
const VERSION_TAG = /^"(\d{1,15})"$/;

/**
 * The key under which a creating request may be repeated, where there is one.
 *
 * @throws ValidationError where it is not 1 to 255 visible ASCII characters
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export function parseIdempotencyKey(headers: Headers): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined || IDEMPOTENCY_KEY.test(key)) return key;
  throw new ValidationError([
    {
      pointer: '#/headers/Idempotency-Key',
      code: 'INVALID_FORMAT',
      detail: 'must be 1 to 255 visible ASCII characters',
    },
  ]);
}

/**
 * The version that a change was made to, from the ETag that the caller read. `*` means any.
 *
 * @throws HttpProblem `PRECONDITION_REQUIRED` where the route needs one, `PRECONDITION_FAILED` where it is not
 *   a tag of ours
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-if-match
 */
export function parseIfMatch(rule: RouteContract['ifMatch'], headers: Headers): number | undefined {
  const tag = headers['if-match'];
  if (rule === 'none' || tag === '*') return undefined;
  if (tag === undefined) {
    if (rule === 'required') throw new HttpProblem('PRECONDITION_REQUIRED', { header: 'If-Match' });
    return undefined;
  }
  const version = VERSION_TAG.exec(tag.trim())?.[1];
  if (version === undefined) throw new HttpProblem('PRECONDITION_FAILED', {});
  return Number(version);
}
