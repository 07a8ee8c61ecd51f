import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { withTimeLimit } from '@tradepost/lambda/time-limit';
import * as z from 'zod/mini';
import { CatalogUnavailableError } from '../domain/catalog-unavailable-error.ts';
import type { Offer } from '../domain/price-lines.ts';

/** The offers of the catalogue itself. */
export type CatalogOffers = {
  /**
   * Reads the current offers of SKUs. Unknown SKUs are absent from the result.
   *
   * @throws CatalogUnavailableError if the catalogue fails or does not answer in time
   */
  readonly read: (skus: readonly string[]) => Promise<ReadonlyMap<string, Offer>>;
};

/** Maximum number of SKUs per request of `GET /v1/variants`. */
const MAX_SKUS = 100;
/** Includes the SDK's retries. The calling function times out after 10 s; a cold start takes less than 1 s. */
const TIMEOUT_MS = 4_000;

/** Response of a Lambda proxy integration. */
const httpAnswer = z.object({ statusCode: z.number(), body: z.string() });

/** The fields of the response of `GET /v1/variants` that orders reads. */
const variants = z.object({
  items: z.array(
    z.object({
      sku: z.string(),
      title: z.optional(z.string()),
      productTitle: z.string(),
      status: z.string(),
      prices: z.record(z.string(), z.number()),
      purchaseLimit: z.optional(z.number()),
      components: z.optional(z.array(z.object({ sku: z.string(), quantity: z.number() }))),
      unavailableComponents: z._default(z.array(z.string()), []),
    }),
  ),
});

/**
 * Invokes the function of the catalogue's public route `GET /v1/variants` directly. API Gateway could respond from its cache,
 * with products as they were a minute ago.
 *
 * @param functionName name of that function, with its alias
 */
export function createCatalogOffers(client: Pick<LambdaClient, 'send'>, functionName: string): CatalogOffers {
  return {
    read: async (skus) => {
      const distinct = [...new Set(skus)];
      const batches = Array.from({ length: Math.ceil(distinct.length / MAX_SKUS) }, (_none, index) =>
        distinct.slice(index * MAX_SKUS, (index + 1) * MAX_SKUS),
      );
      try {
        const found = await withTimeLimit(TIMEOUT_MS, (abortSignal) =>
          Promise.all(batches.map((batch) => readVariants(client, functionName, batch, abortSignal))),
        );
        return new Map(found.flat().map((offer) => [offer.sku, offer]));
      } catch (error) {
        throw new CatalogUnavailableError('the catalogue did not answer', { cause: error });
      }
    },
  };
}

async function readVariants(
  client: Pick<LambdaClient, 'send'>,
  FunctionName: string,
  skus: readonly string[],
  abortSignal: AbortSignal,
): Promise<readonly Offer[]> {
  const { FunctionError, Payload } = await client.send(
    new InvokeCommand({ FunctionName, Payload: JSON.stringify(toEvent(skus)) }),
    { abortSignal },
  );
  const payload: unknown = JSON.parse(Buffer.from(Payload ?? []).toString() || 'null');
  if (FunctionError !== undefined) throw new Error(`the function failed: ${FunctionError}`);
  const { statusCode, body } = httpAnswer.parse(payload);
  if (statusCode !== 200) throw new Error(`the function answered ${statusCode}`);
  return variants
    .parse(JSON.parse(body))
    .items.map(
      ({ sku, title, productTitle, status, prices, purchaseLimit, components, unavailableComponents }) => ({
        sku,
        title: title ?? productTitle,
        isForSale: status === 'active' && unavailableComponents.length === 0,
        prices,
        ...(purchaseLimit === undefined ? {} : { purchaseLimit }),
        ...(components === undefined ? {} : { components }),
      }),
    );
}

/** The request as an event of a REST API's proxy integration (payload format 1.0). */
function toEvent(skus: readonly string[]) {
  const list = skus.join(',');
  return {
    resource: '/v1/variants',
    path: '/v1/variants',
    httpMethod: 'GET',
    headers: {},
    multiValueHeaders: {},
    queryStringParameters: { skus: list },
    multiValueQueryStringParameters: { skus: [list] },
    pathParameters: null,
    stageVariables: null,
    body: null,
    isBase64Encoded: false,
    requestContext: { httpMethod: 'GET', path: '/v1/variants' },
  };
}
