import { completeSimulatedPayment as route } from '@tradepost/contracts/payments/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type { SimulatedPage } from '../adapters/providers/providers.ts';
import { type Deps, deps } from '../deps.ts';
import { simulatedPage } from '../provider-deps.ts';
import { applyWebhook } from './apply-webhook.ts';

export const handler = http(route, (request) =>
  completeSimulatedPayment(request, { ...deps(), page: simulatedPage() }),
);

/** Completes a pending charge at the simulated provider, and delivers its webhook as the route of webhooks receives it. */
export async function completeSimulatedPayment(
  { params: { paymentId }, body: { outcome, webhooks }, correlationId, logger }: HttpRequest<typeof route>,
  { payments, page }: Pick<Deps, 'payments'> & { readonly page: SimulatedPage | undefined },
): Promise<HttpReply<typeof route>> {
  const provider = 'simulated';
  if (page === undefined) return { rejection: { code: 'PROVIDER_NOT_FOUND', provider } };
  const completion = await page.completeCharge(paymentId, outcome);
  if (completion === 'unknown') return { rejection: { code: 'PAYMENT_NOT_FOUND', paymentId } };
  if (completion === 'notPending') return { rejection: { code: 'PAYMENT_NOT_PENDING', paymentId } };
  const { status, webhook } = completion;
  const { readers } = page;
  for (let sent = 0; webhook !== undefined && sent < webhooks; sent += 1)
    await applyWebhook({ provider, webhook, correlationId, logger }, { payments, readers });
  return { body: { paymentId, status } };
}
