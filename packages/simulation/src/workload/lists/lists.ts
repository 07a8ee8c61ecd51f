import type { Journal } from '../../invariants/journal.ts';
import type { Draw } from '../../random.ts';
import { type Claims, DEVELOPER } from '../../world/tokens.ts';
import { CUSTOMER_IDS, claimsOf, type Orderer, pathOf } from '../order-routes.ts';

/** A list of the API that has pages. */
export type ListName =
  | 'orders'
  | 'my orders'
  | 'products'
  | 'product feed'
  | 'products of staff'
  | 'shipping methods of staff'
  | 'abandoned carts'
  | 'my carts'
  | 'events'
  | 'access changes'
  | 'audit'
  | 'dead letters';

/** The parameters of a list beside `limit` and `cursor`. */
export type Filter = Readonly<Record<string, string>>;

/** Ids that callers have seen, for filters. */
export type Known = {
  readonly orders: readonly { readonly orderId: string }[];
  readonly journal: Journal;
};

export type List = {
  readonly name: ListName;
  readonly path: (by: Orderer) => string;
  readonly readers: readonly Orderer[];
  readonly maxLimit: number;
  /** The parameters of a request without any. */
  readonly byDefault: Filter;
  readonly drawFilter: (draw: Draw, by: Orderer, known: Known) => Filter;
};

/** Ids of customers in orders of staff: those of the shop's own customers, and one of another system. */
export const CUSTOMERS = [CUSTOMER_IDS.ada, CUSTOMER_IDS.grace, '17850'];

/** Categories of the products that are only in lists. */
export const CATEGORIES = ['tea', 'coffee', 'cups'];
/** People of staff whose access changes. */
export const ADMINISTERED = ['jane', 'joan'];

/** Some of the dead-letter queues. */
const DEAD_LETTERS = [
  'orders-commands-dlq',
  'payments-commands-dlq',
  'platform-events-dlq',
  'orders-failures',
];

const STATUSES = ['placed', 'confirmed', 'rejected', 'cancelled'];
const METHOD_STATUSES = ['active', 'paused', 'archived'];
const PRODUCT_STATUSES = ['draft', 'active', 'archived'];

/** Staff has the longest lists. */
const ORDER_READERS: readonly Orderer[] = ['staff', 'staff', 'staff', 'staff', 'bff', 'marketplace'];

const byStatus = (draw: Draw): Filter =>
  draw.chance('by status', 0.35) ? { status: draw.pick('status', STATUSES) } : {};
const byCategory = (draw: Draw): Filter =>
  draw.chance('by category', 0.6) ? { category: draw.pick('category', CATEGORIES) } : {};

/** All lists with pages of the services that run here, except those of API keys, which API Gateway issues. */
export const LISTS: readonly List[] = [
  {
    ...{ name: 'orders', path: pathOf, readers: ORDER_READERS, maxLimit: 100 },
    byDefault: {},
    drawFilter: (draw) => ({
      ...byStatus(draw),
      ...(draw.chance('by customer', 0.2) ? { customerId: draw.pick('customer', CUSTOMERS) } : {}),
    }),
  },
  {
    ...{ name: 'my orders', path: pathOf, readers: ['ada', 'grace'], maxLimit: 100 },
    byDefault: {},
    drawFilter: byStatus,
  },
  productList('products', '/v1/products', 'guest', 100),
  productList('product feed', '/v1/feed/products', 'guest', 500),
  {
    ...productList('products of staff', '/v1/admin/products', 'staff', 100),
    byDefault: { status: 'draft' },
    drawFilter: (draw) => ({
      ...byCategory(draw),
      ...(draw.chance('by status', 0.7) ? { status: draw.pick('status', PRODUCT_STATUSES) } : {}),
    }),
  },
  {
    ...productList('shipping methods of staff', '/v1/admin/shipping-methods', 'staff', 100),
    byDefault: { status: 'active' },
    drawFilter: (draw) =>
      draw.chance('by status', 0.7) ? { status: draw.pick('status', METHOD_STATUSES) } : {},
  },
  {
    ...{ name: 'abandoned carts', path: () => '/v1/carts', readers: ['staff'], maxLimit: 100, byDefault: {} },
    drawFilter: () => ({ status: 'abandoned' }),
  },
  {
    ...{ name: 'my carts', path: () => '/v1/me/carts', readers: ['ada', 'grace'], maxLimit: 100 },
    ...{ byDefault: {}, drawFilter: () => ({}) },
  },
  {
    ...{ name: 'events', path: () => '/v1/events', readers: ['staff'], maxLimit: 100, byDefault: {} },
    drawFilter: drawEvents,
  },
  {
    ...{ name: 'access changes', path: () => '/v1/access/changes', readers: ['staff'], maxLimit: 100 },
    byDefault: {},
    drawFilter: (draw) => ({ personId: draw.pick('person', ADMINISTERED) }),
  },
  {
    ...{ name: 'audit', path: () => '/v1/audit', readers: ['staff'], maxLimit: 100, byDefault: {} },
    drawFilter: drawAudit,
  },
  {
    ...{ name: 'dead letters', path: () => '/v1/dead-letters', readers: ['staff'], maxLimit: 100 },
    byDefault: {},
    drawFilter: (draw) => (draw.chance('by queue', 0.3) ? { queue: draw.pick('queue', DEAD_LETTERS) } : {}),
  },
];

/** Lists by what they are of; a name that is given twice is drawn twice as often. */
const ofNames = (...names: readonly ListName[]) =>
  names.flatMap((name) => LISTS.filter((list) => list.name === name));
export const ORDERS = ofNames('orders', 'orders', 'orders', 'my orders');
/** Lists of what happens to orders. */
export const OF_ORDERS = ofNames(
  'orders',
  'orders',
  'orders',
  'my orders',
  'events',
  'events',
  'audit',
  'dead letters',
);
export const OF_PRODUCTS = ofNames('products', 'product feed', 'products of staff');
export const OF_SHIPPING = ofNames('shipping methods of staff');
export const OF_CARTS = ofNames('abandoned carts', 'my carts');
export const OF_ACCESS = ofNames('access changes');

/** Claims of a reader, with every scope if it is a person. */
export function claimsOfReader(by: Orderer): { readonly claims?: Claims } {
  return by === 'staff' ? { claims: DEVELOPER } : claimsOf(by);
}

/** Returns the parameters of a request and those that it leaves out: equal ones are one list. */
export function meaningOf({ name, byDefault }: List, filter: Filter): string {
  return JSON.stringify([name, Object.entries({ ...byDefault, ...filter }).sort()]);
}

function productList(name: ListName, path: string, reader: Orderer, maxLimit: number): List {
  return {
    ...{ name, path: () => path, readers: [reader], maxLimit },
    byDefault: {},
    drawFilter: byCategory,
  };
}

/** All entries of the audit log, or those of some acts, of a person, or about one thing that was changed. */
function drawAudit(draw: Draw, _by: Orderer, { journal }: Known): Filter {
  const entries = [...journal.of('operations-audit').values()].flatMap(([first]) =>
    first?.item?.entry === undefined ? [] : [first.item],
  );
  if (entries.length === 0) return {};
  const { act, actor, target } = draw.pick('entry', entries);
  return {
    ...(draw.chance('by act', 0.4) ? { act } : {}),
    ...(draw.chance('by actor', 0.3) ? { actor } : {}),
    ...(draw.chance('by target', 0.3) ? { target } : {}),
  };
}

/** The events of an order, its payment or its reservation, or those that one request has caused. */
function drawEvents(draw: Draw, _by: Orderer, { orders, journal }: Known): Filter {
  const order = orders.length === 0 ? undefined : draw.pick('order', orders);
  if (order === undefined) return { subject: 'nothing' };
  if (draw.chance('by subject', 0.5)) {
    const prefix = draw.pick('subject', ['ord_', 'ord_', 'pay_', 'res_']);
    return { subject: order.orderId.replace('ord_', prefix) };
  }
  // An operator has it from the logs.
  const [placed] = journal.of('orders-events').get(`order#${order.orderId} 0`) ?? [];
  return { correlationId: String(placed?.item?.correlationId ?? 'none') };
}
