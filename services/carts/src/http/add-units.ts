import type { Logger } from '@tradepost/lambda/log/logger';
import type { CartDeps } from '../deps.ts';
import { isOpen } from '../domain/cart.ts';
import { addLine } from '../domain/change-lines.ts';
import { type ChangeRejection, rejectionOf } from '../domain/changeable.ts';
import { maxQuantityOf } from '../domain/check-lines.ts';
import { type CatalogOffer, UnavailableError } from '../domain/facts.ts';
import { type ChangeDeps, type ChangeRequest, cartNotFound, changeCart } from './change-cart.ts';
import type { ReachedCart } from './reach-cart.ts';

type AddRequest = ChangeRequest & { readonly body: { readonly sku: string; readonly quantity: number } };

/** Adds units of a SKU that is for sale. Whether it has a price depends on the whole cart, and is one of its problems. */
export async function addUnits(request: AddRequest, reached: ReachedCart, dependencies: ChangeDeps) {
  const { body, params, logger } = request;
  if (reached === undefined) return cartNotFound(params.cartId);
  const { state } = reached;
  if (!isOpen(state)) return { rejection: rejectionOf(state) satisfies ChangeRejection };
  const { sku, quantity } = body;
  const found = await findMaximums([sku], state.customerId, dependencies, logger);
  if ('rejection' in found) return found;
  return changeCart(request, reached, addLine(sku, quantity, found.maximums.get(sku)), dependencies);
}

/** Reads the most units that one order may have of each SKU; returns the rejection of the first one that is not for sale. */
export async function findMaximums(
  skus: readonly string[],
  customerId: string | undefined,
  dependencies: Pick<ChangeDeps, 'readOffers' | 'capsOf'>,
  logger: Logger,
): Promise<{ readonly maximums: ReadonlyMap<string, number> } | { readonly rejection: OfferRejection }> {
  const maximums = new Map<string, number>();
  if (skus.length === 0) return { maximums };
  let offers: ReadonlyMap<string, CatalogOffer>;
  try {
    offers = await dependencies.readOffers(skus);
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    logger.warn('catalogue not read', error);
    return { rejection: { code: 'CATALOG_UNAVAILABLE' } };
  }
  const caps = capsFor(customerId, dependencies);
  for (const sku of skus) {
    const offer = offers.get(sku);
    if (offer === undefined) return { rejection: { code: 'UNKNOWN_SKU', sku } };
    if (!offer.isForSale) return { rejection: { code: 'SKU_NOT_FOR_SALE', sku } };
    maximums.set(sku, maxQuantityOf(offer, { caps }));
  }
  return { maximums };
}

/** The rejection of a SKU. */
export type OfferRejection =
  | { readonly code: 'UNKNOWN_SKU' | 'SKU_NOT_FOR_SALE'; readonly sku: string }
  | { readonly code: 'CATALOG_UNAVAILABLE' };

function capsFor(customerId: string | undefined, { capsOf }: Pick<CartDeps, 'capsOf'>) {
  return capsOf(customerId === undefined ? 'guest' : 'customer');
}
