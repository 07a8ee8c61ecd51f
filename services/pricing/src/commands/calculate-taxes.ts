import {
  type TaxCalculation,
  type TaxCalculationRequest,
  taxCalculationRequest,
} from '@tradepost/contracts/pricing/queries';
import { toError } from '@tradepost/lambda/errors';
import { task } from '@tradepost/lambda/messages/task';
import { withTimeLimit } from '@tradepost/lambda/time-limit';
import { type TaxEngineDeps, taxEngineDeps } from '../deps.ts';

/** A quote waits this long for the engine, and asks once: a shop waits with it. */
const TIMEOUT_MS = 2_000;

export const handler = task(taxCalculationRequest, (request, { logger }) =>
  calculateTaxes(request, {
    ...taxEngineDeps(),
    warn: (error) => logger.warn('tax engine failed', { error }),
  }),
);

/** Asks the tax engine once for the taxes of a cart. If it does not answer in time, the policy of the market decides. */
export async function calculateTaxes(
  request: TaxCalculationRequest,
  { taxEngine, warn }: TaxEngineDeps & { readonly warn: (error: Error) => void },
): Promise<TaxCalculation> {
  if (taxEngine === undefined) return { outcome: 'unavailable', detail: 'the stage has no tax engine' };
  try {
    const taxes = await withTimeLimit(TIMEOUT_MS, (signal) => taxEngine(request, signal));
    return { outcome: 'calculated', taxes };
  } catch (error) {
    warn(toError(error));
    return { outcome: 'unavailable', detail: 'the tax engine did not answer as it should' };
  }
}
