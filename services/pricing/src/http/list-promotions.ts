import { listPromotions as route } from '@tradepost/contracts/pricing/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toPromotion } from '../projections/to-contract.ts';
import { pageOfTerms } from './page-of-terms.ts';

export const handler = http(route, (request) => listPromotions(request, deps()));

/** Returns a page of promotions with the uses of their budgets, newest first. */
export async function listPromotions(
  { query }: HttpRequest<typeof route>,
  { promotions }: Pick<Deps, 'promotions'>,
): Promise<HttpReply<typeof route>> {
  const page = await pageOfTerms(route, query, promotions, (facts, version) => ({ facts, version }));
  if ('rejection' in page) return page;
  const counts = await promotions.budgetCountsOf(page.body.items.map(({ facts }) => facts));
  const items = page.body.items.map(({ facts, version }) =>
    toPromotion(facts, version, counts.get(facts.id)),
  );
  return { body: { ...page.body, items } };
}
