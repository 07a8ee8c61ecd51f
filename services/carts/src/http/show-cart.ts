import type { Loaded } from '@tradepost/aggregate/store';
import type { Cart } from '@tradepost/contracts/carts/model';
import type { Logger } from '@tradepost/lambda/log/logger';
import { QuoteError } from '@tradepost/quote/quote-error';
import type { CompleteSubject } from '../adapters/cart-seals.ts';
import type { CartDeps } from '../deps.ts';
import type { CartState, FullCart } from '../domain/cart-shapes.ts';
import { type CheckedCart, checkCart } from '../domain/check-cart.ts';
import { checkShownQuote } from '../domain/checkout-problems.ts';
import { type Facts, UnavailableError } from '../domain/facts.ts';
import { orderIdOf, reservationIdOf } from '../domain/ids.ts';
import type { PersonalData } from '../domain/personal-data.ts';
import { blocking } from '../domain/problem.ts';
import { isShown, toCart, toMergedCart } from '../projections/to-cart.ts';
import { withTaxes } from './read-taxes.ts';

export type ShowDeps = Pick<
  CartDeps,
  | 'now'
  | 'newQuoteId'
  | 'capsOf'
  | 'readOffers'
  | 'readTerms'
  | 'readMethods'
  | 'calculateTaxes'
  | 'readStock'
  | 'readGroups'
  | 'seals'
>;

/** A cart with its opened personal data and the keys of its person. */
export type OpenedCart = {
  readonly personal: PersonalData;
  /** Undefined if the cart has no person, or their data was erased. */
  readonly subject: CompleteSubject | undefined;
};

/** Opens the personal data of a cart. */
export async function openCart(state: FullCart, { seals }: Pick<ShowDeps, 'seals'>): Promise<OpenedCart> {
  const subject = state.person && (await seals.find(state.person.subjectId));
  return { personal: seals.open(state, subject), subject };
}

/** Returns a cart as its owner sees it, with its money and its problems as they are now. */
export async function showCart(
  { state, version }: Loaded<CartState>,
  dependencies: ShowDeps,
  logger: Logger,
): Promise<Cart> {
  if (!isShown(state)) throw new Error(`a cart with the status ${state.status} is shown`);
  if (state.status === 'merged') return toMergedCart({ state, version });
  const { personal } = await openCart(state, dependencies);
  if ('submission' in state) return toCart({ state, version }, NOTHING, personal);
  const checked = await tryCheck(state, personal, dependencies, logger);
  return toCart({ state, version }, checked, personal);
}

const NOTHING: CheckedCart = { problems: [], shippingOptions: [] };

/** Like `check`; a service that does not answer is a problem of the cart. */
async function tryCheck(
  state: FullCart,
  personal: PersonalData,
  dependencies: ShowDeps,
  logger: Logger,
): Promise<CheckedCart> {
  try {
    return await check(state, personal, dependencies, logger);
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    logger.warn('cart not checked', error);
    return { problems: [blocking(error.code)], shippingOptions: [] };
  }
}

/**
 * Computes the money of a cart as it is now, and its problems.
 *
 * @throws UnavailableError if a service that it depends on does not answer
 */
export async function check(
  state: FullCart,
  personal: PersonalData,
  dependencies: ShowDeps,
  logger: Logger,
): Promise<CheckedCart> {
  const at = dependencies.now();
  const ids = { quoteId: dependencies.newQuoteId(), at };
  const known = await readFacts(state, personal, at, dependencies);
  try {
    const facts = await withTaxes(state, known, ids, dependencies);
    const checked = checkCart(state, facts, ids);
    return { ...checked, problems: [...checked.problems, ...checkShownQuote(state, checked.quote, at)] };
  } catch (error) {
    // A promotion or a rate breaks a rule: the shop has to repair it.
    if (!(error instanceof QuoteError)) throw error;
    logger.error('quote not computed', error);
    throw new UnavailableError('PRICING_UNAVAILABLE', { cause: error });
  }
}

async function readFacts(
  cart: FullCart,
  { shippingAddress }: PersonalData,
  at: string,
  { readOffers, readTerms, readMethods, readStock, readGroups, capsOf }: ShowDeps,
): Promise<Facts> {
  const { currency, country, lines, codes, customerId, person } = cart;
  const reservationId = reservationIdOf(orderIdOf(cart));
  const skus = lines.map(({ sku }) => sku);
  const place = {
    ...(shippingAddress?.region === undefined ? {} : { region: shippingAddress.region }),
    ...(shippingAddress?.postalCode === undefined ? {} : { postalCode: shippingAddress.postalCode }),
  };
  const destination = { country, ...place };
  const customerKey = customerId ?? person?.emailHash;
  // The groups are read for each quote: a group that was removed is in no later one. No request names any.
  const ofGroups = async () => {
    const customerGroups = customerId === undefined ? [] : await readGroups(customerId);
    const terms = await readTerms({
      ...{ at, currency, skus, destination, codes, customerGroups },
      ...(customerKey === undefined ? {} : { customerKey }),
    });
    return { terms, customerGroups };
  };
  const [ofLines, { terms, customerGroups }, methods, stock] = await Promise.all([
    readOffers(skus),
    ofGroups(),
    readMethods({ destination, currency, at }),
    readStock(reservationId, skus),
  ]);
  const gifts = terms.giftSkus.filter((sku) => !ofLines.has(sku));
  const offers = new Map([...ofLines, ...(await readOffers(gifts))]);
  const inBundles = [...offers.values()].flatMap(({ components = [] }) => components.map(({ sku }) => sku));
  const others = [...new Set([...gifts, ...inBundles])].filter((sku) => !stock.available.has(sku));
  const otherStock = await readStock(reservationId, others);
  return {
    ...{
      terms,
      customerGroups,
      methods,
      place,
      caps: capsOf(customerId === undefined ? 'guest' : 'customer'),
    },
    offers,
    stock: { ...stock, available: new Map([...stock.available, ...otherStock.available]) },
  };
}
