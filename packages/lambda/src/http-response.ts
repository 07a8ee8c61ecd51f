import type { RouteContract } from '@tradepost/contracts/define-route';
import type { ProblemCode } from '@tradepost/contracts/problem';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { type EntityTag, parseEntityTags } from './entity-tags.ts';
import { problemHeaders, toProblem } from './http-problem-details.ts';
import { fingerprintOf } from './idempotent-id.ts';

/** 132 bits: enough for no two answers to be taken for one. */
const DIGEST_CHARACTERS = 22;

/** What a handler answered; the type of the body is its contract's (see `HttpReply`). */
type Reply =
  | { readonly body: unknown; readonly version?: number; readonly location?: string }
  | { readonly rejection: { readonly code: ProblemCode; readonly [fact: string]: unknown } };

/**
 * Takes what a handler answered; returns the response: the body with its ETag and caching rule, 304 without a
 * body where the caller has it already, or the refusal as a problem.
 *
 * @param headers of the request, their names in lower case
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match
 */
export function toResponse(
  route: RouteContract,
  headers: Readonly<Record<string, string | undefined>>,
  correlationId: string,
  reply: Reply,
): APIGatewayProxyResult {
  if ('rejection' in reply) return toRefusal(reply.rejection, correlationId);
  const body = JSON.stringify(reply.body);
  const tag = toTag(route, reply);
  const answer: Record<string, string> = {
    'Cache-Control': route.cacheControl ?? 'no-store',
    ...(tag === undefined ? {} : { ETag: tag }),
    ...(reply.location === undefined ? {} : { Location: reply.location }),
  };
  if (route.method === 'GET' && tag !== undefined && matches(headers['if-none-match'], tag)) {
    return { statusCode: 304, headers: answer, body: '' };
  }
  return {
    statusCode: route.success.status,
    headers: { 'Content-Type': 'application/json', ...answer },
    body,
  };
}

function toRefusal(
  { code, ...facts }: { readonly code: ProblemCode; readonly [fact: string]: unknown },
  correlationId: string,
): APIGatewayProxyResult {
  const problem = toProblem(code, correlationId, facts);
  return { statusCode: problem.status, headers: problemHeaders(problem), body: JSON.stringify(problem) };
}

/**
 * A resource's version is its strong tag; a list that may be cached has a digest for one. DynamoDB gives the fields of
 * a map in any order, so that the order must make no difference: the tag is a weak one.
 */
function toTag(
  route: RouteContract,
  { body, version }: { readonly body: unknown; readonly version?: number },
): string | undefined {
  if (version !== undefined) return `"${version}"`;
  if (route.cacheControl === undefined) return undefined;
  return `W/"${fingerprintOf(body).slice(0, DIGEST_CHARACTERS)}"`;
}

/** `If-None-Match` compares weakly: `W/` makes no difference. A malformed header is passed over. */
function matches(header: string | undefined, tag: string): boolean {
  const [ours] = parseEntityTags(tag) as readonly EntityTag[];
  const tags = header === undefined ? undefined : parseEntityTags(header);
  return tags === '*' || tags?.some(({ opaque }) => opaque === ours?.opaque) === true;
}
