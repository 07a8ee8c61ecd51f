import { listPrivacyRequests as route } from '@tradepost/contracts/privacy/routes';
import { fromCursor, toCursor } from '@tradepost/lambda/cursor';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type PrivacyDeps, readPrivacyDeps } from '../deps.ts';
import { isRequestSort } from '../domain/privacy-request.ts';
import { toPrivacyRequest } from '../projections/to-privacy-request.ts';

export const handler = http(route, (request) => listPrivacyRequests(request, readPrivacyDeps()));

/** Lists all requests, or those that have not ended. */
export async function listPrivacyRequests(
  { query }: HttpRequest<typeof route>,
  { requests }: Pick<PrivacyDeps, 'requests'>,
): Promise<HttpReply<typeof route>> {
  const from = fromCursor(route, query, isRequestSort);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { items, next } = await requests.list({
    isOpen: query.open === 'true',
    after: from.after,
    limit: query.limit,
  });
  const nextCursor = next === undefined ? {} : { nextCursor: toCursor(route, query, next) };
  return { body: { items: items.map(toPrivacyRequest), ...nextCursor } };
}
