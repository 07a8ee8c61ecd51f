import type { RouteContract } from '@tradepost/contracts/define-route';
import type { ProblemCode } from '@tradepost/contracts/problem';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { hashJson } from '../hash-json.ts';
import { type EntityTag, parseEntityTags } from './entity-tags.ts';
import type { HttpEvent } from './event.ts';
import { toLocation } from './location.ts';
import { problemHeaders, toProblem } from './problem-details.ts';

/** 132 bits: a collision of two digests is practically impossible. */
const DIGEST_CHARACTERS = 22;

/** Reply of a handler. `HttpReply` has the contract's type of the body. */
export type Reply =
  | {
      readonly body: unknown;
      readonly version?: number;
      /** Path of the API: `/v1/orders/ord_…`. */
      readonly location?: string;
    }
  | { readonly rejection: { readonly code: ProblemCode; readonly [fact: string]: unknown } };

/**
 * Makes the response from the reply of a handler: the body with `ETag` and `Cache-Control`, 304 without a body if the caller
 * already has that version, or the rejection as a problem.
 *
 * @param event the request, with header names in lower case
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match
 */
export function toResponse(
  route: RouteContract,
  event: HttpEvent,
  correlationId: string,
  reply: Reply,
): APIGatewayProxyResult {
  if ('rejection' in reply) return toProblemResponse(reply.rejection, correlationId);
  const body = JSON.stringify(reply.body);
  const tag = toTag(route, reply);
  const answer: Record<string, string> = {
    'Cache-Control': route.cacheControl ?? 'no-store',
    ...(tag === undefined ? {} : { ETag: tag }),
    ...(reply.location === undefined ? {} : { Location: toLocation(route, event, reply.location) }),
  };
  if (route.method === 'GET' && tag !== undefined && matches(event.headers['if-none-match'], tag)) {
    return { statusCode: 304, headers: answer, body: '' };
  }
  return {
    statusCode: route.success.status,
    headers: { 'Content-Type': 'application/json', ...answer },
    body,
  };
}

function toProblemResponse(
  { code, ...facts }: { readonly code: ProblemCode; readonly [fact: string]: unknown },
  correlationId: string,
): APIGatewayProxyResult {
  const problem = toProblem(code, correlationId, facts);
  return { statusCode: problem.status, headers: problemHeaders(problem), body: JSON.stringify(problem) };
}

/**
 * The strong tag of a resource is its version. The tag of a list that may be cached is a digest. It is a weak tag because
 * DynamoDB returns the fields of a map in any order.
 */
function toTag(
  route: RouteContract,
  { body, version }: { readonly body: unknown; readonly version?: number },
): string | undefined {
  if (version !== undefined) return `"${version}"`;
  if (route.cacheControl === undefined) return undefined;
  return `W/"${hashJson(body).slice(0, DIGEST_CHARACTERS)}"`;
}

/** `If-None-Match` compares weakly: `W/` makes no difference. A malformed header is ignored. */
function matches(header: string | undefined, tag: string): boolean {
  const [ours] = parseEntityTags(tag) as readonly EntityTag[];
  const tags = header === undefined ? undefined : parseEntityTags(header);
  return tags === '*' || tags?.some(({ opaque }) => opaque === ours?.opaque) === true;
}
