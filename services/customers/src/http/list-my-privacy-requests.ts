import { listMyPrivacyRequests as route } from '@tradepost/contracts/privacy/routes';
import { fromCursor, toCursor } from '@tradepost/lambda/cursor';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type PrivacyDeps, readPrivacyDeps } from '../deps.ts';
import { isRequestSort } from '../domain/privacy-request.ts';
import { toPrivacyRequest } from '../projections/to-privacy-request.ts';

export const handler = http(route, (request) => listMyPrivacyRequests(request, readPrivacyDeps()));

/** Lists the requests of the signed-in customer. */
export async function listMyPrivacyRequests(
  { query, caller: { customerId } }: HttpRequest<typeof route>,
  { requests }: Pick<PrivacyDeps, 'requests'>,
): Promise<HttpReply<typeof route>> {
  const from = fromCursor(route, query, isRequestSort);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { items, next } = await requests.list({ customerId, after: from.after, limit: query.limit });
  const nextCursor = next === undefined ? {} : { nextCursor: toCursor(route, query, next) };
  return { body: { items: items.map(toPrivacyRequest), ...nextCursor } };
}
