import type { Command } from '@tradepost/aggregate/aggregate';
import type { Logger } from '@tradepost/lambda/log/logger';
import { normalizeCode } from '@tradepost/quote/promotion';
import { cart, isOpen } from '../domain/cart.ts';
import type { CartEvent, CartState, OpenCart } from '../domain/cart-shapes.ts';
import type { Details } from '../domain/change-details.ts';
import { type CreateRejection, create, type NewCart } from '../domain/create.ts';
import { findMaximums, type OfferRejection } from './add-units.ts';
import { type CodeRefusal, findRefusal } from './apply-code.ts';
import { type GivenDetails, toDetails, type UpdateDeps } from './update-details.ts';

/** Contents of a new cart as a caller gives them. */
export type GivenContents = Omit<GivenDetails, 'billingAddress' | 'shippingMethodId'> & {
  readonly billingAddress?: GivenDetails['shippingAddress'];
  readonly shippingMethodId?: string | undefined;
  readonly lines?: readonly { readonly sku: string; readonly quantity: number }[] | undefined;
  readonly codes?: readonly string[] | undefined;
};

export type CreationRejection =
  | CreateRejection
  | OfferRejection
  | CodeRefusal
  | { readonly code: 'EMAIL_MISSING' };
type Creation = Command<CartState, CartEvent, CreationRejection>;

/**
 * Returns the command that creates a cart with everything that the caller gave: all of it, or nothing. Lines, codes and addresses
 * have the same rules as in the requests that add them one by one.
 */
export async function toCreation(
  created: NewCart,
  { lines = [], codes: given = [], ...details }: GivenContents,
  dependencies: UpdateDeps,
  logger: Logger,
): Promise<Creation> {
  const { customerId, person, currency } = created;
  const { email, shippingAddress, billingAddress } = details;
  const hasAddress = shippingAddress !== undefined || billingAddress !== undefined;
  if (hasAddress && person === undefined && email === undefined) return rejecting({ code: 'EMAIL_MISSING' });
  const skus = [...new Set(lines.map(({ sku }) => sku))];
  const codes = given.map(normalizeCode);
  const country = shippingAddress?.country ?? created.country;
  const emailHash = email === undefined ? person?.emailHash : await dependencies.hashEmail(email);
  const ofCodes = { currency, country, lines, codes, customerKey: customerId ?? emailHash };
  const [offers, refused] = await Promise.all([
    findMaximums(skus, customerId, dependencies, logger),
    codes.length === 0 ? undefined : findRefusal(ofCodes, dependencies, logger),
  ]);
  if ('rejection' in offers) return rejecting(offers.rejection);
  if (refused !== undefined) return rejecting(refused);
  const { maximums } = offers;
  const contents = {
    codes,
    lines: lines.map((line) => ({ ...line, maxQuantity: maximums.get(line.sku) ?? 0 })),
  };
  const plain = create(created, contents);
  // Keys are created only for a cart that is.
  if ('rejection' in plain(cart.initial, { version: -1, at: dependencies.now() })) return plain;
  return create(created, { ...contents, details: await sealDetails(created, details, dependencies) });
}

/** The command of a cart that cannot be created. A repeat of a request that created it gets the cart nevertheless. */
function rejecting(rejection: CreationRejection): Creation {
  return () => ({ rejection });
}

/** Undefined if there are none. */
async function sealDetails(
  created: NewCart,
  details: Omit<GivenContents, 'lines' | 'codes'>,
  dependencies: UpdateDeps,
): Promise<Details | undefined> {
  if (Object.values(details).every((value) => value === undefined)) return undefined;
  const sealed = await toDetails(toEmptyCart(created, dependencies.now()), details, dependencies);
  if (sealed === undefined) throw new Error(`there are no keys for the details of ${created.cartId}`);
  return sealed;
}

function toEmptyCart(created: NewCart, at: string): OpenCart {
  const empty = cart.evolve({ status: 'none' }, { type: 'CartCreated', at, ...created });
  if (!isOpen(empty)) throw new Error(`${created.cartId} is ${empty.status} after it was created`);
  return empty;
}
