import { getLedger as route } from '@tradepost/contracts/payments/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Stores, stores } from '../deps.ts';
import { toTrialBalance } from '../views/trial-balance.ts';

export const handler = http(route, (request) => getLedger(request, stores()));

/** Returns the trial balance of a currency; all zeros if nothing was booked in it. */
export async function getLedger(
  { params: { currency } }: HttpRequest<typeof route>,
  { ledger }: Pick<Stores, 'ledger'>,
): Promise<HttpReply<typeof route>> {
  return { body: toTrialBalance(currency, await ledger.sumsIn(currency)) };
}
