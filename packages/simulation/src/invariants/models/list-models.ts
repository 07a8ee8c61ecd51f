import type { UncheckedJson } from '../../dynamodb/plain.ts';
import type { Walk } from '../../workload/lists/walk.ts';
import { CUSTOMER_IDS, isCustomer } from '../../workload/order-routes.ts';
import type { World } from '../../world/world.ts';
import { cartsIn } from '../carts/cart-journal.ts';
import { during } from '../during.ts';
import type { Journal } from '../journal.ts';
import { type TreeAt, treesIn, within } from './category-model.ts';
import { differences } from './differences.ts';
import { deadLettersModel, entriesModel, OF_AUDIT, toEventId } from './entries-model.ts';
import type { ListModel } from './list-model.ts';
import { commitsIn, toOrderModel } from './order-model.ts';
import { PRODUCT_FIELDS, productsIn } from './product-model.ts';
import { METHOD_FIELDS, methodsIn } from './shipping-model.ts';

/** Returns the model of the list that a walk has read. */
export function listModelOf(walk: Walk, journal: Journal, queues: World['queues']): ListModel {
  switch (walk.list) {
    case 'orders':
    case 'my orders':
      return ordersModel(walk, journal);
    case 'products':
    case 'product feed':
    case 'products of staff':
      return productsModel(walk, journal);
    case 'shipping methods of staff':
      return methodsModel(walk, journal);
    case 'abandoned carts':
    case 'my carts':
      return cartsModel(walk, journal);
    case 'events':
      return entriesModel(journal, {
        ...{ tables: ['platform-event-archive', 'operations-audit'], idOf: toEventId, isNewestFirst: false },
        isWanted: ({ subject, correlationid }) =>
          walk.filter['subject'] === undefined
            ? correlationid === walk.filter['correlationId']
            : subject === walk.filter['subject'],
      });
    case 'access changes':
      return entriesModel(journal, {
        ...OF_AUDIT,
        isNewestFirst: false,
        isWanted: ({ target }) => target === `grants/person/${walk.filter['personId']}`,
      });
    case 'audit':
      return entriesModel(journal, {
        ...OF_AUDIT,
        isNewestFirst: true,
        isWanted: (event) => Object.entries(walk.filter).every(([name, value]) => event[name] === value),
      });
    case 'dead letters':
      return deadLettersModel(walk, queues);
    default:
      return walk.list satisfies never;
  }
}

function ordersModel({ list, by, filter }: Walk, journal: Journal): ListModel {
  const view = list === 'my orders' ? 'customer' : 'staff';
  const isOf = ({ customerId, placedBy }: UncheckedJson) => {
    if (isCustomer(by)) return customerId === CUSTOMER_IDS[by];
    return by === 'staff' || (placedBy?.kind === 'machine' && placedBy.id === by);
  };
  const isIn = (order: UncheckedJson) =>
    isOf(order) &&
    order.status === (filter['status'] ?? order.status) &&
    order.customerId === (filter['customerId'] ?? order.customerId);
  const logs = commitsIn(journal, 'orders-events');
  const known = [
    'id',
    'status',
    'version',
    'total',
    'lines',
    'placedAt',
    'updatedAt',
    'confirmedAt',
    'rejection',
  ];
  return {
    members: [...journal.of('orders-views').values()].flatMap((states) => {
      const [first] = states;
      if (first?.item?.order === undefined) return [];
      return [
        {
          id: first.item.order.id,
          states: states.map(({ atMs, item }) => ({ atMs, isIn: item !== undefined && isIn(item.order) })),
          indexedAs: [first.item.order.id],
        },
      ];
    }),
    idOf: ({ id }) => id,
    timeOf: ({ placedAt }) => placedAt,
    isNewestFirst: true,
    lagMs: 0,
    // A customer's list has no `placedBy`: the check of access compares the owner.
    mismatchOf: ({ status, customerId }) =>
      status === (filter['status'] ?? status) && customerId === (filter['customerId'] ?? customerId)
        ? undefined
        : `${status} of ${customerId}`,
    differenceOf: (item) => {
      const log = (logs.get(item.id) ?? []).slice(0, item.version + 1);
      if (log.at(-1)?.version !== item.version) return `version ${item.version} was never stored`;
      return differences(item, toOrderModel(log, view), known);
    },
    final: () =>
      [...logs].flatMap(([id, log]) =>
        log[0]?.events[0]?.type === 'OrderPlaced' && isIn(toOrderModel(log, 'staff')) ? [id] : [],
      ),
  };
}

function methodsModel({ filter }: Walk, journal: Journal): ListModel {
  const status = filter['status'] ?? 'active';
  const methods = methodsIn(journal);
  return {
    members: [...methods].map(([id, states]) => ({
      id,
      states: states.map(({ atMs, method }) => ({ atMs, isIn: method.status === status })),
      indexedAs: [`method#${id}`],
    })),
    idOf: ({ id }) => id,
    timeOf: ({ createdAt }) => createdAt,
    isNewestFirst: true,
    lagMs: 0,
    mismatchOf: (item) => (item.status === status ? undefined : item.status),
    differenceOf: (item) => {
      const state = methods.get(item.id)?.find(({ method }) => method.version === item.version);
      if (state === undefined) return `version ${item.version} was never stored`;
      return differences(item, state.method, METHOD_FIELDS);
    },
    final: () =>
      [...methods].flatMap(([id, states]) => (states.at(-1)?.method.status === status ? [id] : [])),
  };
}

function cartsModel({ list, by }: Walk, journal: Journal): ListModel {
  const isAbandoned = list === 'abandoned carts';
  const isIn = (state: UncheckedJson) =>
    isAbandoned
      ? state?.status === 'abandoned'
      : isCustomer(by) && state?.customerId === CUSTOMER_IDS[by] && state.status !== 'merged';
  const carts = cartsIn(journal);
  const partOf = ({ cartId, customerId, currency, country, lines }: UncheckedJson) => ({
    ...{ cartId, customerId, currency, country, lines },
  });
  return {
    members: [...carts].map(([id, { versions }]) => ({
      id,
      states: versions.map(({ atMs, state }) => ({ atMs, isIn: isIn(state) })),
      indexedAs: [`cart#${id}`],
    })),
    idOf: ({ id }) => id,
    timeOf: ({ abandonedAt, createdAt }) => (isAbandoned ? abandonedAt : createdAt),
    isNewestFirst: true,
    lagMs: 0,
    mismatchOf: (item) => (isAbandoned && item.status !== 'abandoned' ? item.status : undefined),
    differenceOf: (item) => {
      const state = carts.get(item.id)?.versions.find(({ version }) => version === item.version)?.state;
      if (state === undefined) return `version ${item.version} was never stored`;
      if (!isIn(state)) return `it is ${state.status} of ${state.customerId}`;
      return differences(partOf({ ...item, cartId: item.id }), partOf(state), Object.keys(partOf(item)));
    },
    final: () => [...carts].flatMap(([id, { versions }]) => (isIn(versions.at(-1)?.state) ? [id] : [])),
  };
}

function productsModel({ list, filter, startMs, endMs }: Walk, journal: Journal): ListModel {
  const status = list === 'products of staff' ? (filter['status'] ?? 'draft') : 'active';
  const category = filter['category'];
  const products = productsIn(journal);
  const trees = treesIn(journal);
  const slugsAt = (tree: TreeAt | undefined) =>
    category === undefined ? undefined : within(tree?.categories, category);
  const isIn = (product: UncheckedJson, slugs: ReadonlySet<string> | undefined) =>
    product?.status === status &&
    (slugs === undefined || product.categories.some((each: string) => slugs.has(each)));
  const listings = journal.of('catalog-listings');
  const seen = during(trees, startMs, endMs).map(slugsAt);
  return {
    members: [...listings].flatMap(([key, rows]) => {
      const [pk = '', sk = ''] = key.split(' ');
      const [, of = '', order] = sk.split('#');
      if (order !== undefined || (of === '*') !== (category === undefined)) return [];
      const wholes = listings.get(`${pk} category#*`) ?? [];
      const stateAt = (atMs: number) => {
        const last = <State extends { readonly atMs: number }>(states: readonly State[]) =>
          states.findLast((each) => each.atMs <= atMs);
        const slugs = slugsAt(last(trees));
        const isListed = last(rows)?.item?.listing === `${status}#${of}` && (slugs?.has(of) ?? true);
        return { atMs, isIn: isListed && isIn(last(wholes)?.item?.whole, slugs) };
      };
      const times = [...rows, ...wholes, ...(category === undefined ? [] : trees)].map(({ atMs }) => atMs);
      return [
        {
          id: pk.replace('product#', ''),
          states: [...new Set(times)].sort((one, other) => one - other).map(stateAt),
          writtenMs: rows.map(({ atMs }) => atMs),
          indexedAs: [pk, sk],
        },
      ];
    }),
    idOf: ({ id }) => id,
    timeOf: ({ createdAt }) => createdAt,
    isNewestFirst: true,
    lagMs: 0,
    mismatchOf: (item) =>
      seen.some((slugs) => isIn(item, slugs))
        ? undefined
        : `${item.status} in ${JSON.stringify(item.categories)}`,
    differenceOf: (item) => {
      const state = products.get(item.id)?.find(({ product }) => product.version === item.version);
      if (state === undefined) return `version ${item.version} was never stored`;
      return differences(item, state.product, PRODUCT_FIELDS);
    },
    final: () =>
      [...products].flatMap(([id, states]) =>
        isIn(states.at(-1)?.product, slugsAt(trees.at(-1))) ? [id] : [],
      ),
  };
}
