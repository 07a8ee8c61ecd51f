import type { RouteContract } from '@tradepost/contracts/define-route';
import { ValidationError } from '../validation.ts';
import { parseEntityTags } from './entity-tags.ts';
import { HttpProblem } from './problem-details.ts';

type Headers = Readonly<Record<string, string | undefined>>;

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;
const VERSION = /^\d{1,15}$/;

/**
 * The `Idempotency-Key` of a request; undefined if it has none.
 *
 * @throws ValidationError if it is not 1 to 255 visible ASCII characters
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export function parseIdempotencyKey(headers: Headers): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined || IDEMPOTENCY_KEY.test(key)) return key;
  throw malformed('Idempotency-Key', 'must be 1 to 255 visible ASCII characters');
}

/** `If-Match` as versions of the resource: `*` for any existing version, or a list of versions. */
export type IfMatch = '*' | readonly number[];

/** Version of a resource that does not exist: a store has it for an aggregate without commits. */
const NOT_EXISTING = [-1] as const;

/**
 * The versions in `If-Match`; with `If-None-Match: *` of a `PUT`, the version of a resource that does not exist; undefined if the request has no such header, or the route does not accept it.
 *
 * @throws ValidationError if the header is malformed
 * @throws HttpProblem `PRECONDITION_REQUIRED` if the route needs the header, `PRECONDITION_FAILED` if none of its
 *   tags can be a version
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-if-match
 */
export function parseIfMatch(
  { method, ifMatch: rule }: Pick<RouteContract, 'method' | 'ifMatch'>,
  headers: Headers,
): IfMatch | undefined {
  const header = headers['if-match'];
  if (rule === 'none') return undefined;
  if (method === 'PUT' && header === undefined && headers['if-none-match']?.trim() === '*')
    return NOT_EXISTING;
  if (header === undefined) {
    if (rule === 'required') throw new HttpProblem('PRECONDITION_REQUIRED', { header: 'If-Match' });
    return undefined;
  }
  const tags = parseEntityTags(header);
  if (tags === undefined)
    throw malformed('If-Match', 'must be *, or entity tags in double quotes, such as "0", "1"');
  if (tags === '*') return '*';
  const strong = tags.filter(({ isWeak }) => !isWeak);
  const versions = strong.map(({ opaque }) => opaque).filter((opaque) => VERSION.test(opaque));
  if (versions.length > 0) return versions.map(Number);
  throw new HttpProblem(
    'PRECONDITION_FAILED',
    strong.length < tags.length ? { detail: WEAK_NEVER_MATCHES } : {},
  );
}

const WEAK_NEVER_MATCHES =
  'If-Match compares strongly: a weak tag (W/"0") never matches. Send the ETag of the resource as it was returned ("0").';

function malformed(header: string, detail: string): ValidationError {
  return new ValidationError([{ pointer: `#/headers/${header}`, code: 'INVALID_FORMAT', detail }]);
}
