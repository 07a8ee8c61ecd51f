import { getLedger as route } from '@tradepost/contracts/http/payments';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http';
import { type Deps, deps } from '../deps.ts';
import { toTrialBalance } from '../views/trial-balance.ts';

export const handler = http(route, (request) => getLedger(request, deps()));

/** A currency in which nothing was ever booked has a trial balance, too: all zeros. */
export async function getLedger(
  { params: { currency } }: HttpRequest<typeof route>,
  { ledger }: Pick<Deps, 'ledger'>,
): Promise<HttpReply<typeof route>> {
  return { body: toTrialBalance(currency, await ledger.sumsIn(currency)) };
}
