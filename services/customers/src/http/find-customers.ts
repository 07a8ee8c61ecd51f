import { findCustomers as route } from '@tradepost/contracts/customers/routes';
import { fromCursor, toCursor } from '@tradepost/lambda/cursor';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type { HashEmail } from '@tradepost/personal-data/email-hash';
import { type Deps, deps, hashEmail } from '../deps.ts';

export const handler = http(route, (request) =>
  findCustomers(request, { ...deps(), hashEmail: hashEmail() }),
);

/** Finds the customers with an e-mail address. The response has no personal data: no seal is opened. */
export async function findCustomers(
  { query }: HttpRequest<typeof route>,
  { customers, hashEmail: hash }: Pick<Deps, 'customers'> & { readonly hashEmail: HashEmail },
): Promise<HttpReply<typeof route>> {
  const from = fromCursor(route, query, isPlace);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { items, next } = await customers.findByEmail(await hash(query.email), {
    ...from,
    limit: query.limit,
  });
  return {
    body: {
      items: items.flatMap(({ state, version }) => {
        if (state.status !== 'registered') return [];
        const { customerId: id, accountId, groups, createdAt, updatedAt } = state;
        return [{ id, version, hasAccount: accountId !== undefined, groups, createdAt, updatedAt }];
      }),
      ...(next === undefined ? {} : { nextCursor: toCursor(route, query, next) }),
    },
  };
}

/** Checks the format of a position: the time at which a profile was created, and its id. */
function isPlace(text: string): boolean {
  return /^[\dT:.Z-]+#cus_[0-9A-Z]{26}$/.test(text);
}
