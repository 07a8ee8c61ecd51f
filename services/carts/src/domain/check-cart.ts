import {
  type ComputedQuote,
  computeQuote,
  type PreparedCart,
  prepareCart,
} from '@tradepost/quote/compute-quote';
import { type Facts as CartFacts, holds } from '@tradepost/quote/condition';
import { bundlesIn } from '@tradepost/quote/expand-lines';
import { cartFacts } from '@tradepost/quote/facts';
import { priceLines } from '@tradepost/quote/price-lines';
import type { SkippedPromotion } from '@tradepost/quote/promotion';
import type { Quote } from '@tradepost/quote/quote';
import type { QuoteInput } from '@tradepost/quote/quote-input';
import type { QuoteRejection } from '@tradepost/quote/rejection';
import { findShippingRate, shippingCost } from '@tradepost/quote/shipping-cost';
import type { FullCart } from './cart-shapes.ts';
import { checkLines } from './check-lines.ts';
import type { Facts, Method } from './facts.ts';
import { QUOTE_VALID_MS } from './limits.ts';
import { blocking, type Problem } from './problem.ts';

export type ShippingOption = {
  readonly methodId: string;
  readonly name: string;
  readonly priceMinor: number;
} & Pick<Method, 'days' | 'cutOff' | 'carrier'>;

/** The money of a cart at a time, and everything that is wrong with it. */
export type CheckedCart = {
  readonly quote?: Quote;
  readonly problems: readonly Problem[];
  readonly shippingOptions: readonly ShippingOption[];
  /** Time until which the cart holds stock; absent if it holds none. */
  readonly reservedUntil?: string;
};

/**
 * Computes the quote of a cart, its problems and the shipping methods that it can have. Lines without a price are left out of the
 * quote: such a cart has a blocking problem.
 *
 * @param quoteId id of the quote
 * @param at the time of prices and rates
 * @throws QuoteError if the facts break a rule of `packages/quote`
 */
export function checkCart(
  cart: FullCart,
  facts: Facts,
  { quoteId, at }: { readonly quoteId: string; readonly at: string },
): CheckedCart {
  const ofLines = checkLines(cart, facts);
  const { input, unpriced, offered } = toInput(cart, facts, { quoteId, at });
  const computed = input && computeQuote(input);
  return {
    ...(computed !== undefined && 'quote' in computed ? { quote: computed.quote } : {}),
    problems: [
      ...ofLines,
      ...missingDetails(cart),
      ...ofShipping(cart, offered),
      ...facts.terms.refusedCodes.map(({ code, reason }) => ofCode(reason, code)),
      ...ofPrices(cart, unpriced),
      ...(computed === undefined ? [] : ofQuote(computed)),
    ],
    shippingOptions: toOptions(cart, offered, facts, computed),
    ...(facts.stock.heldUntil === undefined ? {} : { reservedUntil: facts.stock.heldUntil }),
  };
}

/**
 * The amounts after discounts that a tax engine is asked about.
 *
 * @returns undefined if the cart has no price
 */
export function toTaxable(
  cart: FullCart,
  facts: Facts,
  ids: { readonly quoteId: string; readonly at: string },
): { readonly input: QuoteInput; readonly prepared: PreparedCart } | undefined {
  const { input } = toInput(cart, facts, ids);
  if (input === undefined) return undefined;
  const prepared = prepareCart(input);
  return 'rejection' in prepared ? undefined : { input, prepared };
}

/** The input of the quote of a cart, and the shipping methods that it can have. */
function toInput(
  cart: FullCart,
  facts: Facts,
  ids: { readonly quoteId: string; readonly at: string },
): Pick<Priced, 'input' | 'unpriced'> & { readonly offered: readonly Method[] } {
  const { input, unpriced, cartFacts: known } = price(cart, facts, ids);
  const offered = facts.methods.filter((method) => isOffered(method, cart.currency, known));
  const shipping = offered.filter(({ methodId }) => methodId === cart.shippingMethodId);
  return { input: input && { ...input, shipping }, unpriced, offered };
}

/** A method has a price in the currency of the cart, and its condition holds. */
function isOffered(method: Method, currency: string, known: CartFacts | undefined): boolean {
  if (findShippingRate(method, currency) === undefined) return false;
  if (method.condition === undefined) return true;
  return known !== undefined && holds(method.condition, known);
}

/** Problems for which only the shipping address, the e-mail address and so on are missing. */
function missingDetails({ person, shippingAddress }: FullCart): readonly Problem[] {
  return [
    ...(person === undefined ? [blocking('EMAIL_MISSING')] : []),
    ...(shippingAddress === undefined ? [blocking('ADDRESS_MISSING')] : []),
  ];
}

function ofShipping(
  { shippingMethodId: methodId }: FullCart,
  offered: readonly Method[],
): readonly Problem[] {
  if (offered.length === 0) return [blocking('NO_SHIPPING_FOR_ADDRESS')];
  if (methodId === undefined) return [blocking('SHIPPING_CHOICE_MISSING')];
  if (offered.some((each) => each.methodId === methodId)) return [];
  return [blocking('SHIPPING_CHOICE_STALE', { methodId })];
}

type Computed = ComputedQuote | { readonly rejection: QuoteRejection };

type Priced = {
  /** Undefined if no line has a price. */
  readonly input?: QuoteInput | undefined;
  readonly cartFacts?: CartFacts | undefined;
  /** SKUs without a price in the currency of the cart. */
  readonly unpriced: ReadonlySet<string>;
};

/** Finds the lines that have a price. A rejection names up to `MAX_SKUS_NAMED` SKUs, which are then left out. */
function price(
  { currency, country, lines }: FullCart,
  { offers, terms, stock, place, customerGroups }: Facts,
  { quoteId: id, at }: { readonly quoteId: string; readonly at: string },
): Priced {
  const unpriced = new Set<string>();
  const remaining = () => lines.filter(({ sku }) => offers.has(sku) && !unpriced.has(sku));
  for (let priced = remaining(); priced.length > 0; priced = remaining()) {
    const input: QuoteInput = {
      ...{ id, at, currency, lines: priced },
      expiresAt: new Date(Date.parse(at) + QUOTE_VALID_MS).toISOString(),
      destination: { country, ...place },
      customerGroups,
      offers: [...offers.values()],
      priceLists: terms.priceLists,
      // A gift that is not for sale, or out of stock, cannot be given.
      promotions: terms.promotions.filter(
        ({ value }) =>
          value.kind !== 'gift' ||
          (offers.get(value.sku)?.isForSale === true && isInStock(value.sku, offers, stock)),
      ),
      codes: terms.codes,
      tax: terms.tax,
    };
    const found = priceLines(input);
    if (!('rejection' in found)) return { input, unpriced, cartFacts: cartFacts(input, found.lines) };
    if (found.rejection.code !== 'CURRENCY_NOT_OFFERED') return { input, unpriced };
    for (const sku of found.rejection.skus) unpriced.add(sku);
  }
  return { unpriced };
}

function isInStock(
  sku: string,
  offers: Facts['offers'],
  { available }: Pick<Facts['stock'], 'available'>,
): boolean {
  const components = offers.get(sku)?.components ?? [{ sku, quantity: 1 }];
  return bundlesIn(components, (each) => available.get(each) ?? 0) > 0;
}

function ofPrices({ lines, currency }: FullCart, unpriced: ReadonlySet<string>): readonly Problem[] {
  return lines
    .filter(({ sku }) => unpriced.has(sku))
    .map(({ lineId, sku }) => blocking('CURRENCY_NOT_OFFERED', { lineId, sku, currency }));
}

function ofQuote(computed: Computed): readonly Problem[] {
  if ('quote' in computed) return computed.skipped.flatMap(ofSkipped);
  const { rejection } = computed;
  switch (rejection.code) {
    // The lines have only SKUs with offers, of which each has a price.
    case 'UNKNOWN_SKU':
    case 'CURRENCY_NOT_OFFERED':
      return [blocking(rejection.code, { skus: rejection.skus })];
    case 'SHIPPING_NOT_OFFERED':
      return [blocking('SHIPPING_CHOICE_STALE')];
    case 'TAX_RATE_MISSING': {
      const { code, country, taxClasses } = rejection;
      return [blocking(code, { country, taxClasses })];
    }
    case 'QUOTE_TOO_LARGE':
      return [blocking('CART_TOO_LARGE', { maxTotalMinor: rejection.maxTotalMinor })];
    default:
      return rejection satisfies never;
  }
}

/** A promotion of a code that was not applied. Those without a code concern nobody. */
function ofSkipped({ code, reason, missingMinor }: SkippedPromotion): readonly Problem[] {
  if (code === undefined) return [];
  switch (reason) {
    case 'NOT_STARTED':
      return [ofCode('CODE_NOT_YET_VALID', code)];
    case 'ENDED':
      return [ofCode('CODE_EXPIRED', code)];
    case 'CONDITION_NOT_MET':
      return [ofCode('PROMOTION_NOT_MET', code, missingMinor === undefined ? {} : { missingMinor })];
    case 'STOPPED':
    case 'NOT_BEST_OF_GROUP':
      return [ofCode('CODE_DOES_NOT_COMBINE', code)];
    case 'BUDGET_EXCEEDED':
      return [ofCode('CODE_EXHAUSTED', code)];
    case 'NO_EFFECT':
      return [ofCode('CODE_WITHOUT_EFFECT', code)];
    default:
      return reason satisfies never;
  }
}

/** The cart can be submitted without the discount: its quote has none. */
function ofCode(
  reason: string,
  discountCode: string,
  facts: Readonly<Record<string, unknown>> = {},
): Problem {
  return { code: reason, blocking: false, discountCode, ...facts };
}

function toOptions(
  { currency, lines }: FullCart,
  offered: readonly Method[],
  { offers }: Facts,
  computed: Computed | undefined,
): readonly ShippingOption[] {
  const quoted = computed !== undefined && 'quote' in computed ? computed.quote.lines : [];
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  const goods = {
    valueMinor: sum(
      quoted.map(
        ({ quantity, unitPriceMinor, discounts }) =>
          quantity * unitPriceMinor - sum(discounts.map(({ minor }) => minor)),
      ),
    ),
    weightGrams: sum(quoted.map(({ sku, quantity }) => quantity * (offers.get(sku)?.weightGrams ?? 0))),
    units: sum((quoted.length === 0 ? lines : quoted).map(({ quantity }) => quantity)),
  };
  return offered.map((method) => {
    const { methodId, name, days, cutOff, carrier } = method;
    return {
      ...{ methodId, name, priceMinor: shippingCost(method, currency, goods) },
      ...(days === undefined ? {} : { days }),
      ...(cutOff === undefined ? {} : { cutOff }),
      ...(carrier === undefined ? {} : { carrier }),
    };
  });
}

/** The codes whose discounts are in a quote: the order holds them, and no others. */
export function codesIn({ discounts }: Pick<Quote, 'discounts'>): readonly string[] {
  return [...new Set(discounts.flatMap(({ code }) => code ?? []))];
}
