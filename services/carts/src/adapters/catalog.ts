import * as z from 'zod/mini';
import { type CatalogOffer, UnavailableError } from '../domain/facts.ts';
import type { Invoke } from './invoke.ts';

/** Reads the current offers of SKUs from the catalogue. Unknown SKUs are absent from the result. */
export type ReadOffers = (skus: readonly string[]) => Promise<ReadonlyMap<string, CatalogOffer>>;

/** Maximum number of SKUs per request of `GET /v1/variants`. */
const MAX_SKUS = 100;

/** Response of a Lambda proxy integration. */
const httpAnswer = z.object({ statusCode: z.number(), body: z.string() });

/** The fields of the response of `GET /v1/variants` that carts reads. */
const variants = z.object({
  items: z.array(
    z.object({
      sku: z.string(),
      title: z.optional(z.string()),
      productTitle: z.string(),
      status: z.string(),
      prices: z.record(z.string(), z.number()),
      purchaseLimit: z.optional(z.number()),
      taxClass: z._default(z.string(), 'standard'),
      weightGrams: z.optional(z.number()),
      components: z.optional(z.array(z.object({ sku: z.string(), quantity: z.number() }))),
      unavailableComponents: z._default(z.array(z.string()), []),
      attributes: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))),
    }),
  ),
});

/**
 * Invokes the function of the catalogue's public route `GET /v1/variants` directly. API Gateway could respond from its cache, with
 * products as they were a minute ago.
 *
 * @param functionName name of that function, with its alias
 */
export function createReadOffers(invoke: Invoke, functionName: string): ReadOffers {
  const read = async (skus: readonly string[]) => {
    const { statusCode, body } = httpAnswer.parse(await invoke(functionName, toEvent(skus)));
    if (statusCode !== 200) throw new Error(`the catalogue answered ${statusCode}`);
    return variants.parse(JSON.parse(body)).items.map(toOffer);
  };
  return async (skus) => {
    const distinct = [...new Set(skus)];
    const batches = Array.from({ length: Math.ceil(distinct.length / MAX_SKUS) }, (_none, index) =>
      distinct.slice(index * MAX_SKUS, (index + 1) * MAX_SKUS),
    );
    try {
      const found = await Promise.all(batches.map(read));
      return new Map(found.flat().map((offer) => [offer.sku, offer]));
    } catch (cause) {
      throw new UnavailableError('CATALOG_UNAVAILABLE', { cause });
    }
  };
}

function toOffer(variant: z.infer<typeof variants>['items'][number]): CatalogOffer {
  const { title, productTitle, status, unavailableComponents, ...offer } = variant;
  const isForSale = status === 'active' && unavailableComponents.length === 0;
  return { ...offer, title: title ?? productTitle, isForSale };
}

/** The request as an event of a REST API's proxy integration (payload format 1.0). */
function toEvent(skus: readonly string[]) {
  const list = skus.join(',');
  return {
    ...{ resource: '/v1/variants', path: '/v1/variants', httpMethod: 'GET' },
    ...{ headers: {}, multiValueHeaders: {}, queryStringParameters: { skus: list } },
    ...{ multiValueQueryStringParameters: { skus: [list] }, pathParameters: null, stageVariables: null },
    ...{ body: null, isBase64Encoded: false },
    requestContext: { httpMethod: 'GET', path: '/v1/variants' },
  };
}
