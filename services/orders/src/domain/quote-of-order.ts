import { computeQuote } from '@tradepost/quote/compute-quote';
import type { Quote } from '@tradepost/quote/quote';
import type { OrderPlacedEvent } from './order.ts';

/** The money of an order, as its event has it. Lines and currency of the quote are those of the order: nothing is stored twice. */
export type QuotedMoney = Pick<OrderPlacedEvent, 'currency' | 'lines' | 'total'> & {
  readonly quote: NonNullable<OrderPlacedEvent['quote']>;
};

type StoredLine = OrderPlacedEvent['lines'][number];

/** A line with everything that a quote has, also if it was stored without a quote. */
export type QuotedLine = StoredLine & {
  [Field in 'lineId' | 'discounts' | 'taxes' | 'totalMinor']: NonNullable<StoredLine[Field]>;
};

/** Amounts of an order beside its lines. */
export type Amounts = Pick<
  QuotedMoney['quote'],
  'taxIncluded' | 'shipping' | 'discounts' | 'taxes' | 'totals'
>;

/** Takes a quote apart into the fields of an order. A line has no empty lists, of which 1,000 lines would have 28 KB. */
export function toQuotedMoney({ currency, lines, ...quote }: Quote): QuotedMoney {
  return {
    currency,
    lines: lines.map(({ unitPriceMinor, discounts, taxes, components, ...line }) => ({
      ...line,
      unitPrice: { amountMinor: unitPriceMinor, currency },
      ...(components === undefined ? {} : { components: [...components] }),
      ...(discounts.length === 0 ? {} : { discounts: [...discounts] }),
      ...(taxes.length === 0 ? {} : { taxes: [...taxes] }),
    })),
    total: { amountMinor: quote.totals.totalMinor, currency },
    quote: {
      ...quote,
      shipping: quote.shipping.map((each) => ({
        ...each,
        discounts: [...each.discounts],
        taxes: [...each.taxes],
      })),
      discounts: [...quote.discounts],
      taxes: [...quote.taxes],
    },
  };
}

/** Returns the lines of an order with everything that a quote has. Lines that were stored without a quote are numbered. */
export function toQuotedLines({ lines }: Pick<OrderPlacedEvent, 'lines'>): readonly QuotedLine[] {
  return lines.map((line, index) => ({
    ...line,
    lineId: line.lineId ?? lineIdOf(index),
    discounts: line.discounts ?? [],
    taxes: line.taxes ?? [],
    totalMinor: line.totalMinor ?? line.quantity * line.unitPrice.amountMinor,
  }));
}

/** Returns the amounts of an order. An order that was stored without a quote has no shipping, discounts and taxes. */
export function toAmounts({ quote, total }: Pick<OrderPlacedEvent, 'quote' | 'total'>): Amounts {
  if (quote !== undefined) {
    const { taxIncluded, shipping, discounts, taxes, totals } = quote;
    return { taxIncluded, shipping, discounts, taxes, totals };
  }
  const { amountMinor } = total;
  return {
    taxIncluded: true,
    shipping: [],
    discounts: [],
    taxes: [],
    totals: {
      linesMinor: amountMinor,
      shippingMinor: 0,
      discountMinor: 0,
      taxMinor: 0,
      totalMinor: amountMinor,
      creditMinor: 0,
      dueMinor: amountMinor,
    },
  };
}

/** Parts of the amount that is due, without tax: `goods + shipping + tax - discounts - storeCredit` is the amount. */
export type Split = {
  readonly goodsMinor: number;
  readonly shippingMinor: number;
  readonly taxMinor: number;
  readonly discountsMinor: number;
  readonly storeCreditMinor: number;
};

/** Splits what is due of an order. Taxes that prices include are taken off the goods and the shipping that have them. */
export function toSplit({ lines }: Pick<OrderPlacedEvent, 'lines'>, quote: QuotedMoney['quote']): Split {
  const { taxIncluded, shipping, totals } = quote;
  const includedIn = (taxed: readonly { readonly taxes?: QuotedLine['taxes'] | undefined }[]) =>
    taxIncluded
      ? taxed.flatMap(({ taxes = [] }) => taxes).reduce((sum, { taxMinor }) => sum + taxMinor, 0)
      : 0;
  return {
    goodsMinor: totals.linesMinor - includedIn(lines),
    shippingMinor: totals.shippingMinor - includedIn(shipping),
    taxMinor: totals.taxMinor,
    discountsMinor: totals.discountMinor,
    storeCreditMinor: totals.creditMinor,
  };
}

/** Discounts of an order that count toward the budgets of their promotions. */
export function budgetsOf({ currency, quote }: Pick<OrderPlacedEvent, 'currency' | 'quote'>) {
  return (quote?.discounts ?? [])
    .filter(({ hasBudget, minor }) => hasBudget === true && minor > 0)
    .map(({ promotion: promotionId, minor }) => ({ promotionId, currency, minor }));
}

/** Facts of an order without shipping and discounts, at prices that are known. */
export type PlainOrder = Pick<OrderPlacedEvent, 'orderId' | 'country' | 'currency'> & {
  /** Time at which the order is placed. */
  readonly at: string;
  readonly lines: readonly Pick<StoredLine, 'sku' | 'title' | 'quantity' | 'unitPrice' | 'components'>[];
};

/**
 * Computes the simplest quote: without shipping, discounts and taxes, at prices that include their taxes.
 *
 * @throws Error if there is none: the total is beyond `MAX_AMOUNT_MINOR`, which the caller has checked
 */
export function plainQuote({ orderId, country, currency, at, lines }: PlainOrder): Quote {
  const offered = new Map(lines.map(({ sku, title, components }) => [sku, { title, components }]));
  const computed = computeQuote({
    id: `qte_${orderId.slice('ord_'.length)}`,
    at,
    expiresAt: at,
    currency,
    destination: { country },
    lines: lines.map(({ sku, quantity, unitPrice }, index) => ({
      lineId: lineIdOf(index),
      sku,
      quantity,
      unitPriceMinor: unitPrice.amountMinor,
    })),
    offers: [...offered].map(([sku, { title, components }]) => ({
      ...{ sku, title, taxClass: 'standard', prices: {} },
      ...(components === undefined ? {} : { components }),
    })),
    tax: {
      policy: { mode: 'none', included: true, rounding: 'halfUp', level: 'line', shipping: 'class' },
    },
  });
  if ('rejection' in computed) throw new Error(`${orderId} has no quote: ${computed.rejection.code}`);
  return computed.quote;
}

/** Id of a line that the caller gave none, by its index. */
function lineIdOf(index: number): string {
  return String(index + 1);
}
