import type { UncheckedJson } from '../../dynamodb/plain.ts';
import { MAX_STALE_MS } from '../../dynamodb/table-faults.ts';
import type { Walk } from '../../workload/lists/walk.ts';
import type { World } from '../../world/world.ts';
import type { Journal } from '../journal.ts';
import { differences } from './differences.ts';
import type { ListModel, Member } from './list-model.ts';

/**
 * The dead-letter messages of all queues, or of one, by queue. While a queue is read, other requests do not find its messages, so only
 * a list that nobody changes is complete.
 */
export function deadLettersModel({ filter }: Walk, queues: World['queues']): ListModel {
  const isIn = (queue: string) => queue === (filter['queue'] ?? queue);
  return {
    members: [],
    idOf: ({ id }) => id,
    timeOf: () => new Date(0).toISOString(),
    isNewestFirst: false,
    lagMs: 0,
    mismatchOf: ({ queue }) => (isIn(queue) ? undefined : `a message of ${queue}`),
    differenceOf: ({ id, queue }) => (id.startsWith(`${queue}.`) ? undefined : `it is of ${queue}`),
    final: () => {
      const left = queues.all
        .filter(({ isDeadLetters }) => isDeadLetters)
        .flatMap(({ name, messages }) => {
          const queue = name.replace(/^tradepost-dev-/, '');
          return isIn(queue) ? [...messages].map(({ id }) => `${queue}.${id}`) : [];
        });
      return [...new Set(left)];
    },
  };
}

/** Identifies an event among those of all services. */
export const toEventId = ({ source, id }: UncheckedJson) => `${source} ${id}`;

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

/** The contents of a list of entries. */
type EntriesOf = {
  readonly tables: readonly string[];
  readonly idOf: (item: UncheckedJson) => string;
  readonly isNewestFirst: boolean;
  /** Takes an archived event, or an entry of the audit log with the fields of an event. */
  readonly isWanted: (event: UncheckedJson) => boolean;
};

/** The entries of the audit log. */
export const OF_AUDIT = { tables: ['operations-audit'], idOf: ({ id }: UncheckedJson): string => id };

/** A list of archived events or audit entries, which never change. */
export function entriesModel(
  journal: Journal,
  { tables, idOf, isNewestFirst, isWanted }: EntriesOf,
): ListModel {
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
