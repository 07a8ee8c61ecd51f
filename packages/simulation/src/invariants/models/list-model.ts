import type { UncheckedJson } from '../../dynamodb/plain.ts';
import { MAX_STALE_MS } from '../../dynamodb/table-faults.ts';
import type { Walk } from '../../workload/lists/walk.ts';
import { CUSTOMER_IDS, isCustomer } from '../../workload/order-routes.ts';
import type { Journal } from '../journal.ts';
import { differences } from './differences.ts';
import { commitsIn, toOrderModel } from './order-model.ts';
import { PRODUCT_FIELDS, productsIn } from './product-model.ts';

/** A row that lists are read from. It is in the list of a walk from `atMs` on, or it is not. */
export type Member = {
  readonly id: string;
  readonly states: readonly { readonly atMs: number; readonly isIn: boolean }[];
  /** Parts of the name of its entries in an index. */
  readonly indexedAs: readonly string[];
};

/** A model of one list: what a caller may find in it. */
export type ListModel = {
  /** The rows that the list is read from. */
  readonly members: readonly Member[];
  readonly idOf: (item: UncheckedJson) => string;
  /** The time by which the list is ordered. */
  readonly timeOf: (item: UncheckedJson) => string;
  readonly isNewestFirst: boolean;
  /** How long a stored item may be missing, because the list is read without strong consistency. */
  readonly lagMs: number;
  /** Returns how an item does not match the walk's filter or its reader; undefined if it does. */
  readonly mismatchOf: (item: UncheckedJson) => string | undefined;
  /** Returns how an item differs from the state that it claims to be; undefined if there was such a state. */
  readonly differenceOf: (item: UncheckedJson) => string | undefined;
  /** Ids of the items that the list has when nothing changes any more: from what it is a projection of. */
  readonly final: () => readonly string[];
};

/** Returns the model of the list that a walk has read. */
export function listModelOf(walk: Walk, journal: Journal): ListModel {
  switch (walk.list) {
    case 'orders':
    case 'my orders':
      return ordersModel(walk, journal);
    case 'products':
    case 'product feed':
    case 'products of staff':
      return productsModel(walk, journal);
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

function productsModel({ list, filter }: Walk, journal: Journal): ListModel {
  const status = list === 'products of staff' ? (filter['status'] ?? 'draft') : 'active';
  const category = filter['category'] ?? '*';
  const products = productsIn(journal);
  const isIn = (product: UncheckedJson) =>
    product.status === status && (category === '*' || product.categories.includes(category));
  return {
    members: [...journal.of('catalog-listings')].flatMap(([key, states]) => {
      const [pk = '', sk] = key.split(' ');
      if (sk !== `category#${category}`) return [];
      return [
        {
          id: pk.replace('product#', ''),
          states: states.map(({ atMs, item }) => ({ atMs, isIn: item?.listing === `${status}#${category}` })),
          indexedAs: [pk, `category#${category}`],
        },
      ];
    }),
    idOf: ({ id }) => id,
    timeOf: ({ createdAt }) => createdAt,
    isNewestFirst: true,
    lagMs: 0,
    mismatchOf: (item) => (isIn(item) ? undefined : `${item.status} in ${JSON.stringify(item.categories)}`),
    differenceOf: (item) => {
      const state = products.get(item.id)?.find(({ product }) => product.version === item.version);
      if (state === undefined) return `version ${item.version} was never stored`;
      return differences(item, state.product, PRODUCT_FIELDS);
    },
    final: () => [...products].flatMap(([id, states]) => (isIn(states.at(-1)?.product) ? [id] : [])),
  };
}

const toEventId = ({ source, id }: UncheckedJson) => `${source} ${id}`;

/** Subjects of events under which acts are listed by the first part of their target. */
const TOPICS = ['dead-letters', 'replays', 'republications'];

/** Returns an archived event, or an entry of the audit log in the form of an event; undefined for a head of the audit log. */
function eventIn(item: UncheckedJson | undefined): UncheckedJson | undefined {
  if (item?.event !== undefined) return JSON.parse(item.event);
  if (item?.entry === undefined) return undefined;
  const { act, at, target, correlationId } = JSON.parse(item.entry);
  const [topic = ''] = target.split('/');
  const subject = TOPICS.includes(topic) ? topic : target;
  const id = `${item.pk}/${item.sk}`;
  const { actor } = item;
  const asEvent = { id, source: 'tradepost.operations', type: act, subject, time: at };
  return { ...asEvent, correlationid: correlationId, act, actor, target };
}

/** What a list of entries has. */
type EntriesOf = {
  readonly tables: readonly string[];
  readonly idOf: (item: UncheckedJson) => string;
  readonly isNewestFirst: boolean;
  /** Takes an archived event, or an entry of the audit log with the fields of an event. */
  readonly isWanted: (event: UncheckedJson) => boolean;
};

const OF_AUDIT = { tables: ['operations-audit'], idOf: ({ id }: UncheckedJson): string => id };

/** A list of archived events or audit entries, which never change. */
function entriesModel(journal: Journal, { tables, idOf, isNewestFirst, isWanted }: EntriesOf): ListModel {
  const events = new Map<string, UncheckedJson>();
  const members = tables.flatMap((table) =>
    [...journal.of(table).values()].flatMap(([first]): readonly Member[] => {
      const event = eventIn(first?.item);
      if (first === undefined || event === undefined) return [];
      if (!isWanted(event)) return [];
      events.set(idOf(event), event);
      return [
        {
          id: idOf(event),
          states: [{ atMs: first.atMs, isIn: true }],
          indexedAs: [first.item?.pk, first.item?.sk],
        },
      ];
    }),
  );
  return {
    members,
    idOf,
    timeOf: ({ time, at }) => time ?? at,
    isNewestFirst,
    lagMs: MAX_STALE_MS,
    mismatchOf: (item) => (events.has(idOf(item)) ? undefined : 'an event of another list'),
    differenceOf: (item) => {
      const { time, type, source, act, actor, target } = events.get(idOf(item)) ?? {};
      // A change of access has its own fields, and an event those of its envelope.
      if (item.time !== undefined)
        return differences(item, { time, type, source }, ['time', 'type', 'source']);
      return item.act === undefined
        ? differences(item, { at: time }, ['at'])
        : differences(item, { at: time, act, actor, target }, ['at', 'act', 'actor', 'target']);
    },
    final: () => members.map(({ id }) => id),
  };
}
