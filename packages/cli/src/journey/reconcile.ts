import type { quote } from '@tradepost/contracts/fields/quote';
import type { JournalEntry, LedgerAccount, TrialBalance } from '@tradepost/contracts/payments/model';
import type * as z from 'zod/mini';
import { showMinor } from './show-minor.ts';

/** The quote that a customer was shown before the submit. */
export type ShownQuote = z.infer<typeof quote>;
type Totals = ShownQuote['totals'];

/** An order as its customer saw it. */
export type PlayedOrder = {
  readonly orderId: string;
  readonly quote: ShownQuote;
  readonly status: 'confirmed' | 'rejected';
};

/** A confirmed order as staff reads it in the end. */
export type StoredOrder = {
  readonly orderId: string;
  readonly status: string;
  readonly totals: Totals;
  readonly reservationStatus: string;
  /** Absent if there is no payment. */
  readonly payment?: StoredPayment;
};

export type StoredPayment = {
  readonly status: string;
  readonly capturedMinor: number;
  readonly entries: readonly Pick<JournalEntry, 'postings'>[];
};

/** Uses of a code. */
export type CodeUses = {
  readonly code: string;
  readonly limit: number;
  readonly held: number;
  readonly used: number;
  /** Absent: as many as confirmed orders have its discount. */
  readonly expectedUses?: number | undefined;
};

/** Stock of a SKU. */
export type StockCount = {
  readonly sku: string;
  /** Units that were received before the first order. */
  readonly received: number;
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
  /** Absent: as many as the confirmed orders have. */
  readonly expectedSold?: number | undefined;
};

/** Everything that is compared. */
export type Books = {
  readonly currency: string;
  readonly played: readonly PlayedOrder[];
  /** The confirmed orders of `played`. */
  readonly orders: readonly StoredOrder[];
  readonly ledgerBefore: TrialBalance;
  readonly ledgerAfter: TrialBalance;
  readonly codes: readonly CodeUses[];
  readonly stock: readonly StockCount[];
};

/** An account in minor units, on its own side: income and debts of ours are credits. */
export type AccountRow = {
  readonly account: LedgerAccount;
  /** The sum of all quotes. */
  readonly quotesMinor: number;
  /** The sum of the journal entries of the journey's payments. */
  readonly entriesMinor: number;
  /** The change of the trial balance during the journey. */
  readonly ledgerMinor: number;
};

export type Reconciliation = {
  readonly currency: string;
  readonly confirmed: number;
  readonly chargedMinor: number;
  readonly rows: readonly AccountRow[];
  readonly codes: readonly CodeUses[];
  readonly stock: readonly StockCount[];
  /** A sentence for each difference. Empty: reconciled. */
  readonly differences: readonly string[];
};

/** The side on which each account grows. */
const SIDES = {
  'provider-receivable': 'debit',
  discounts: 'debit',
  'store-credit': 'debit',
  sales: 'credit',
  'shipping-income': 'credit',
  'tax-payable': 'credit',
  refunds: 'debit',
  fees: 'debit',
  disputes: 'debit',
  'authorizations-held': 'credit',
  'authorizations-owed': 'debit',
} as const satisfies Readonly<Record<LedgerAccount, 'debit' | 'credit'>>;

const ACCOUNTS = Object.keys(SIDES) as readonly LedgerAccount[];
type Amounts = Readonly<Record<LedgerAccount, number>>;

/**
 * Compares what the customers were shown with what the services have stored: each account of the ledger, of each payment and of
 * all together, the amounts of each order, the uses of the codes, and the stock. Pure.
 */
export function reconcile(books: Books): Reconciliation {
  const { currency, played, orders, codes, stock, ledgerBefore, ledgerAfter } = books;
  const confirmed = played.filter(({ status }) => status === 'confirmed');
  const stored = new Map(orders.map((order) => [order.orderId, order]));
  const ofQuotes = sumOf(confirmed.map(({ quote }) => accountsOf(quote)));
  const ofEntries = sumOf(orders.map(({ payment }) => sumOfEntries(payment?.entries ?? [])));
  const before = toAmounts(ledgerBefore);
  const after = toAmounts(ledgerAfter);
  const rows = ACCOUNTS.map((account) => ({
    account,
    quotesMinor: ofQuotes[account],
    entriesMinor: ofEntries[account],
    ledgerMinor: after[account] - before[account],
  }));
  return {
    ...{ currency, rows, codes, stock, confirmed: confirmed.length },
    chargedMinor: confirmed.reduce((sum, { quote }) => sum + quote.totals.dueMinor, 0),
    differences: [
      ...confirmed.flatMap(({ orderId, quote }) => ofOrder(quote, orderId, stored.get(orderId))),
      ...rows.flatMap((row) => ofAccount(row, currency)),
      ...ofBalance(ledgerAfter),
      ...codes.flatMap((code) => ofCode(code, confirmed)),
      ...stock.flatMap((level) => ofStock(level, confirmed)),
    ],
  };
}

/**
 * The accounts that an order with this quote moves until its payment is captured. Taxes that are included in the prices are no
 * income. An order of which nothing is due has no payment, and moves none.
 */
export function accountsOf(quote: ShownQuote): Amounts {
  const { taxIncluded, lines, shipping, totals } = quote;
  const included = taxIncluded ? 1 : 0;
  if (totals.dueMinor === 0) return sumOf([]);
  return {
    ...sumOf([]),
    'provider-receivable': totals.dueMinor,
    discounts: totals.discountMinor,
    'store-credit': totals.creditMinor,
    sales: totals.linesMinor - included * taxesOf(lines),
    'shipping-income': totals.shippingMinor - included * taxesOf(shipping),
    'tax-payable': totals.taxMinor,
  };
}

function taxesOf(taxed: readonly { readonly taxes: readonly { readonly taxMinor: number }[] }[]): number {
  return sum(taxed.flatMap(({ taxes }) => taxes.map(({ taxMinor }) => taxMinor)));
}

function ofOrder(quote: ShownQuote, orderId: string, order: StoredOrder | undefined): readonly string[] {
  if (order === undefined) return [`${orderId} is not found`];
  const { status, totals, reservationStatus, payment } = order;
  const { currency } = quote;
  const parts = Object.keys(quote.totals) as readonly (keyof Totals)[];
  return [
    ...ofSums(quote, orderId),
    ...(status === 'confirmed' ? [] : [`${orderId} is ${status}, not confirmed`]),
    ...parts
      .filter((part) => totals[part] !== quote.totals[part])
      .map((part) => {
        const [shown, has] = [quote.totals[part], totals[part]].map((minor) => showMinor(minor, currency));
        return `${orderId} has ${part} ${has}, the quote ${shown}`;
      }),
    ...(reservationStatus === 'committed'
      ? []
      : [`the reservation of ${orderId} is ${reservationStatus}, not committed`]),
    ...ofPayment(quote, orderId, payment),
  ];
}

/** The parts of a quote are its total, and its taxes are those of its lines and of its shipping. */
function ofSums({ taxIncluded, lines, shipping, totals, currency }: ShownQuote, orderId: string) {
  const { linesMinor, shippingMinor, discountMinor, taxMinor, totalMinor, creditMinor, dueMinor } = totals;
  const parts = linesMinor + shippingMinor - discountMinor + (taxIncluded ? 0 : taxMinor);
  const taxes = taxesOf(lines) + taxesOf(shipping);
  const pairs = [
    ['parts', parts, 'total', totalMinor],
    ['taxes of lines and shipping', taxes, 'tax', taxMinor],
    ['total without store credit', totalMinor - creditMinor, 'amount due', dueMinor],
  ] as const;
  return pairs
    .filter(([, one, , other]) => one !== other)
    .map(
      ([name, one, otherName, other]) =>
        `the quote of ${orderId} has ${name} ${showMinor(one, currency)}, and ${otherName} ${showMinor(other, currency)}`,
    );
}

function ofPayment(quote: ShownQuote, orderId: string, payment: StoredPayment | undefined) {
  const { currency, totals } = quote;
  if (payment === undefined)
    return totals.dueMinor === 0
      ? []
      : [`${orderId} has no payment of ${showMinor(totals.dueMinor, currency)}`];
  const expected = accountsOf(quote);
  const booked = sumOfEntries(payment.entries);
  return [
    ...(payment.status === 'captured'
      ? []
      : [`the payment of ${orderId} is ${payment.status}, not captured`]),
    ...(payment.capturedMinor === totals.dueMinor
      ? []
      : [
          `the payment of ${orderId} has captured ${showMinor(payment.capturedMinor, currency)}, the quote has ${showMinor(totals.dueMinor, currency)}`,
        ]),
    ...ACCOUNTS.filter((account) => booked[account] !== expected[account]).map(
      (account) =>
        `${account} has ${showMinor(booked[account], currency)} of ${orderId}, the quote ${showMinor(expected[account], currency)}`,
    ),
  ];
}

function ofAccount({ account, quotesMinor, entriesMinor, ledgerMinor }: AccountRow, currency: string) {
  const quotes = showMinor(quotesMinor, currency);
  const found = [
    ['the journal entries of the payments have', entriesMinor],
    ['the trial balance has changed by', ledgerMinor],
  ] as const;
  return found
    .filter(([, minor]) => minor !== quotesMinor)
    .map(
      ([source, minor]) =>
        `${account}: ${source} ${showMinor(minor, currency)}, the quotes have ${quotes} (difference ${showMinor(minor - quotesMinor, currency)})`,
    );
}

function ofBalance({ balanced, totalDebitMinor, totalCreditMinor, currency }: TrialBalance) {
  if (balanced && totalDebitMinor === totalCreditMinor) return [];
  const [debit, credit] = [totalDebitMinor, totalCreditMinor].map((minor) => showMinor(minor, currency));
  return [`the ledger does not balance: debits ${debit}, credits ${credit}`];
}

function ofCode({ code, limit, held, used, expectedUses }: CodeUses, confirmed: readonly PlayedOrder[]) {
  const discounted = confirmed.filter(({ quote }) =>
    quote.discounts.some((each) => each.code === code),
  ).length;
  return [
    ...(held === 0 ? [] : [`${code} is still held by ${held} orders`]),
    ...(used === discounted
      ? []
      : [`${code} has ${used} uses, and ${discounted} confirmed orders have its discount`]),
    ...(expectedUses === undefined || used === expectedUses
      ? []
      : [`${code} has ${used} uses, not ${expectedUses}`]),
    ...(held + used <= limit
      ? []
      : [`${code} is held and used ${held + used} times, above its limit of ${limit}`]),
  ];
}

function ofStock(level: StockCount, confirmed: readonly PlayedOrder[]) {
  const { sku, received, onHand, reserved, available, expectedSold } = level;
  const sold = soldOf(sku, confirmed);
  return [
    ...(expectedSold === undefined || sold === expectedSold
      ? []
      : [`${sold} units of ${sku} were sold, not ${expectedSold}`]),
    ...(onHand === received ? [] : [`${onHand} units of ${sku} are on hand, and ${received} were received`]),
    ...(reserved === sold ? [] : [`${reserved} units of ${sku} are reserved, and ${sold} were sold`]),
    ...(available === received - sold
      ? []
      : [`${available} units of ${sku} are available, not ${received - sold}`]),
  ];
}

/** Units of a SKU in confirmed orders. */
export function soldOf(sku: string, confirmed: readonly PlayedOrder[]): number {
  const lines = confirmed.flatMap(({ quote }) => quote.lines.filter((line) => line.sku === sku));
  return sum(lines.map(({ quantity }) => quantity));
}

function sumOfEntries(entries: readonly Pick<JournalEntry, 'postings'>[]): Amounts {
  const postings = entries.flatMap((entry) => entry.postings);
  return amountsBy((account) =>
    sum(
      postings
        .filter((posting) => posting.account === account)
        .map(({ side, amountMinor }) => (side === SIDES[account] ? amountMinor : -amountMinor)),
    ),
  );
}

function toAmounts({ accounts }: TrialBalance): Amounts {
  return amountsBy((account) => {
    const { debitMinor = 0, creditMinor = 0 } = accounts.find((each) => each.account === account) ?? {};
    return SIDES[account] === 'debit' ? debitMinor - creditMinor : creditMinor - debitMinor;
  });
}

function sumOf(all: readonly Amounts[]): Amounts {
  return amountsBy((account) => sum(all.map((each) => each[account])));
}

function amountsBy(amountOf: (account: LedgerAccount) => number): Amounts {
  return Object.fromEntries(ACCOUNTS.map((account) => [account, amountOf(account)])) as Amounts;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
