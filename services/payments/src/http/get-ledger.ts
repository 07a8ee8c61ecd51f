import { getLedger as route } from '@tradepost/contracts/http/payments';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http';
import { type Stores, stores } from '../deps.ts';
import { toTrialBalance } from '../views/trial-balance.ts';

export const handler = http(route, (request) => getLedger(request, stores()));

/** A currency in which nothing was ever booked has a trial balance, too: all zeros. */
export async function getLedger(
  { params: { currency } }: HttpRequest<typeof route>,
  { ledger }: Pick<Stores, 'ledger'>,
): Promise<HttpReply<typeof route>> {
  return { body: toTrialBalance(currency, await ledger.sumsIn(currency)) };
}
