import { listMyConsents as route } from '@tradepost/contracts/customers/routes';
import { fromCursor, toCursor } from '@tradepost/lambda/cursor';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { profileDeps } from '../deps.ts';
import { type OwnProfileDeps, openOwnProfile } from './open-profile.ts';

export const handler = http(route, (request) => listMyConsents(request, profileDeps()));

/** Lists the decisions of the signed-in customer about consents, newest first. */
export async function listMyConsents(
  request: HttpRequest<typeof route>,
  dependencies: OwnProfileDeps,
): Promise<HttpReply<typeof route>> {
  const { query } = request;
  const from = fromCursor(route, query, isPlace);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const profile = await openOwnProfile(request, dependencies);
  if ('rejection' in profile) return profile;
  const { items, next } = await dependencies.customers.listConsents(profile.owner.customerId, {
    ...from,
    limit: query.limit,
  });
  return {
    body: { items: [...items], ...(next === undefined ? {} : { nextCursor: toCursor(route, query, next) }) },
  };
}

/** Checks the format of a position: the time of a decision, and the version of the profile. */
function isPlace(text: string): boolean {
  return /^[\dT:.Z-]+#\d{10}$/.test(text);
}
