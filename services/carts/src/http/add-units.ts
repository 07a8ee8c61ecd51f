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
  let offers: ReadonlyMap<string, CatalogOffer>;
  try {
    offers = await dependencies.readOffers([sku]);
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    logger.warn('catalogue not read', error);
    return { rejection: { code: 'CATALOG_UNAVAILABLE' } } as const;
  }
  const offer = offers.get(sku);
  if (offer === undefined) return { rejection: { code: 'UNKNOWN_SKU', sku } } as const;
  if (!offer.isForSale) return { rejection: { code: 'SKU_NOT_FOR_SALE', sku } } as const;
  const maxQuantity = maxQuantityOf(offer, { caps: capsFor(state.customerId, dependencies) });
  return changeCart(request, reached, addLine(sku, quantity, maxQuantity), dependencies);
}

function capsFor(customerId: string | undefined, { capsOf }: Pick<CartDeps, 'capsOf'>) {
  return capsOf(customerId === undefined ? 'guest' : 'customer');
}
