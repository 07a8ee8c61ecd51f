import { listDiscountCodes as route } from '@tradepost/contracts/pricing/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { normalizeCode } from '@tradepost/quote/promotion';
import { type Deps, deps } from '../deps.ts';
import type { CodeFacts } from '../domain/discount-code.ts';
import { toDiscountCode } from '../projections/to-contract.ts';
import { pageOfTerms } from './page-of-terms.ts';

export const handler = http(route, (request) => listDiscountCodes(request, deps()));

/** Returns a page of codes with their uses, newest first, or the one with a text. */
export async function listDiscountCodes(
  { query }: HttpRequest<typeof route>,
  { codes, codeUses }: Pick<Deps, 'codes' | 'codeUses'>,
): Promise<HttpReply<typeof route>> {
  const withUses = async (found: readonly { readonly facts: CodeFacts; readonly version: number }[]) => {
    const counters = await codes.countersOf(found.map(({ facts }) => facts));
    return found.map(({ facts, version }) => toDiscountCode(facts, version, counters.get(facts.id) ?? []));
  };
  if (query.code !== undefined) {
    const [found] = await codeUses.factsOf([normalizeCode(query.code)], undefined);
    if (found?.code === undefined) return { body: { items: [] } };
    return { body: { items: await withUses([{ facts: found.code, version: found.version }]) } };
  }
  const page = await pageOfTerms(route, query, codes, (facts, version) => ({ facts, version }));
  if ('rejection' in page) return page;
  return { body: { ...page.body, items: await withUses(page.body.items) } };
}
