import { open } from '@tradepost/personal-data/seal';
import { toSharedKey } from '@tradepost/personal-data/shared-key';
import type { Item } from '../dynamodb/attribute-value.ts';
import { toPlain, type UncheckedJson } from '../dynamodb/plain.ts';
import type { World } from '../world/world.ts';
import { type Dispatched, dispatchedIn } from './check-dispatches.ts';
import type { Journal } from './journal.ts';

/** The contents of the tables at the end of a run, as plain values by their ids. */
export type Books = {
  /** The log of each order and of each payment, oldest first. */
  readonly orders: ReadonlyMap<string, readonly UncheckedJson[]>;
  readonly payments: ReadonlyMap<string, readonly UncheckedJson[]>;
  readonly reservations: ReadonlyMap<string, UncheckedJson>;
  readonly stock: readonly UncheckedJson[];
  readonly adjustments: readonly UncheckedJson[];
  readonly products: readonly UncheckedJson[];
  /** Variants that are items of their own, each with the id of its product. */
  readonly ownVariants: readonly UncheckedJson[];
  /** The offers in orders: the catalogue's prices by SKU. */
  readonly offers: readonly UncheckedJson[];
  /** The products in orders: an offer is for sale only if its product is active. */
  readonly offeredProducts: readonly UncheckedJson[];
  /** The provider's charges by payment id; `twice` are payments with two authorized or captured charges. */
  readonly charges: ReadonlyMap<string, UncheckedJson>;
  readonly twice: readonly string[];
  /** Opens the payment token of an order; absent if its key is not known. */
  readonly tokenOf?: (placed: UncheckedJson) => string;
  readonly entries: readonly UncheckedJson[];
  readonly balances: readonly UncheckedJson[];
  /** Units that each reservation has dispatched. */
  readonly dispatched: Dispatched;
};

/** Returns the new images of a table's stream, oldest first, as plain items with the second of their change. */
export function recordsOf({ history }: Pick<World, 'history'>, table: string) {
  return (history.get(`tradepost-dev-${table}`) ?? []).flatMap(({ dynamodb }) => {
    const { NewImage: image, ApproximateCreationDateTime: seconds } = dynamodb as unknown as StoredChange;
    return image === undefined ? [] : [{ item: toPlain(image) as UncheckedJson, seconds }];
  });
}

type StoredChange = { readonly NewImage?: Item; readonly ApproximateCreationDateTime: number };

/** Events of an order that do not change whether it ships. */
const BESIDE: ReadonlySet<string> = new Set([
  'OrderTokenRevoked',
  'OrderLinkRequested',
  'OrderClaimed',
  'PersonalDataCorrected',
  'PersonalDataErased',
]);

/** Returns the events of an order's log that decide whether it ships, oldest first. */
export function fateOf(log: readonly UncheckedJson[]): readonly UncheckedJson[] {
  return log.flatMap(({ events }) => events as UncheckedJson[]).filter(({ type }) => !BESIDE.has(type));
}

/** @param journal with what was dispatched. Without it, nothing is known of that */
export function readBooks(
  { dynamodb, secrets }: Pick<World, 'dynamodb' | 'secrets'>,
  journal?: Journal,
): Books {
  const dispatched = journal === undefined ? undefined : dispatchedIn(journal);
  const books = toBooks((table) => dynamodb.table(`tradepost-dev-${table}`).all().map(toPlain), dispatched);
  return { ...books, tokenOf: (placed) => openToken(secrets.valueOf(PAYMENT_TOKENS), placed) };
}

const PAYMENT_TOKENS = '/tradepost/dev/platform/payment-tokens';

/** Returns the payment token of an order; empty if it has none, or it cannot be opened. */
function openToken(secret: string, { paymentId, sealedPaymentToken }: UncheckedJson): string {
  if (sealedPaymentToken === undefined) return '';
  const { key } = toSharedKey(secret, 'payment-token/v1');
  try {
    return String(open(key, { ownerId: paymentId, seal: 'payment-token', schema: 1 }, sealedPaymentToken));
  } catch {
    return '';
  }
}

/**
 * @param all returns the items of a table, by its name without the stage's prefix
 * @param dispatched units that each reservation has dispatched
 */
export function toBooks(
  all: (table: string) => readonly Record<string, UncheckedJson>[],
  dispatched: Dispatched = new Map(),
): Books {
  const starts = (prefix: string) => (item: Record<string, UncheckedJson>) =>
    String(item['sk']).startsWith(prefix);
  const stock = all('inventory-stock');
  const ledger = all('payments-ledger');
  const charges = all('payments-simulated-provider').map(
    ({ pk, charge }) => [/^charge#(pay_\w+)/.exec(pk)?.[1] ?? pk, charge] as const,
  );
  const holding = charges
    .filter(([, { status }]) => status === 'authorized' || status === 'captured')
    .map(([id]) => id);
  return {
    orders: toLogs(all('orders-events')),
    payments: toLogs(all('payments-events')),
    reservations: new Map(stock.filter(starts('state')).map((item) => [item['id'], item['state']])),
    stock: stock.filter(starts('location#')),
    adjustments: stock.filter(starts('adjustment#')),
    offers: all('orders-offers').filter(({ sku }) => sku !== undefined),
    offeredProducts: all('orders-offers').filter(({ sku }) => sku === undefined),
    ownVariants: all('catalog-products')
      .filter(starts('variant#'))
      .map(({ pk, variant }) => ({ ...variant, productId: String(pk).replace('product#', '') })),
    // The tree of categories is a state, too.
    products: all('catalog-products').filter(
      (item) => starts('state')(item) && String(item['pk']).startsWith('product#'),
    ),
    charges: new Map(charges),
    twice: holding.filter((id, index) => holding.indexOf(id) !== index),
    entries: ledger.filter(starts('entry#')),
    balances: ledger.filter(starts('balance')),
    dispatched,
  };
}

function toLogs(
  items: readonly Record<string, UncheckedJson>[],
): ReadonlyMap<string, readonly UncheckedJson[]> {
  const ordered = [...items].sort((one, other) => one['version'] - other['version']);
  return Map.groupBy(ordered, ({ id }) => id as string);
}
