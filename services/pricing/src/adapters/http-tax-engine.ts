import { createHmac } from 'node:crypto';
import { externalTaxes, type TaxCalculationRequest } from '@tradepost/contracts/pricing/queries';
import type { ReadSecret } from '@tradepost/lambda/secret';
import { parse } from '@tradepost/lambda/validation';
import type * as z from 'zod/mini';

/** Header with the time and the signature of a request: `t=<seconds>,v1=<hex>`, as Stripe signs its webhooks. */
const SIGNATURE_HEADER = 'Tradepost-Signature';
/** Longest answer that is read: a thousand lines with ten taxes each. */
const MAX_ANSWER_BYTES = 2_000_000;
const MS_PER_SECOND = 1_000;

/** Taxes of a cart, by a tax engine. The signal aborts the call when the time for it is over. */
export type TaxEngine = (
  request: TaxCalculationRequest,
  signal: AbortSignal,
) => Promise<z.infer<typeof externalTaxes>>;

/**
 * Creates a tax engine that is asked over HTTP: a POST with the request as JSON, signed by HMAC-SHA-256 of the time, a full stop
 * and the body. The answer is the taxes of each line and of each shipping method.
 *
 */
export function createHttpTaxEngine(config: {
  readonly url: string;
  readonly readSecret: ReadSecret;
  readonly nowMs: () => number;
}): TaxEngine {
  const { url, readSecret, nowMs } = config;
  return async (request, signal) => {
    const body = JSON.stringify(request);
    const seconds = Math.floor(nowMs() / MS_PER_SECOND);
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        [SIGNATURE_HEADER]: `t=${seconds},v1=${sign(await readSecret(), seconds, body)}`,
      },
      body,
      signal,
      redirect: 'error',
    });
    if (!response.ok) throw new Error(`the tax engine answered ${response.status}`);
    const text = await response.text();
    if (text.length > MAX_ANSWER_BYTES) throw new Error('the answer of the tax engine is too long');
    return parse(externalTaxes, JSON.parse(text));
  };
}

/** Signature of a request, in hex. */
export function sign(secret: string, seconds: number, body: string): string {
  return createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
}
