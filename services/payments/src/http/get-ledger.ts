import { getLedger as route } from '@tradepost/contracts/payments/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toTrialBalance } from '../projections/to-trial-balance.ts';

export const handler = http(route, (request) => getLedger(request, deps()));

/** Returns the trial balance of a currency; all zeros if nothing was booked in it. */
export async function getLedger(
  { params: { currency } }: HttpRequest<typeof route>,
  { ledger }: Pick<Deps, 'ledger'>,
): Promise<HttpReply<typeof route>> {
  return { body: toTrialBalance(currency, await ledger.sumsIn(currency)) };
}
