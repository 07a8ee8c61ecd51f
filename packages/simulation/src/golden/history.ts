import type { Plain } from '../dynamodb/plain.ts';

/** Tables that keep what happens to an order, with the prefix of the key under which each of them does. */
export const LOGS = {
  'orders-events': 'order',
  'payments-events': 'payment',
  'inventory-stock': 'reservation',
} as const;

export type LogTable = keyof typeof LOGS;

/** An item as it was written: a decision on an order, a payment or a reservation. */
export type StoredItem = { readonly table: LogTable; readonly item: Readonly<Record<string, Plain>> };

/** What services make of stored items: what they say to the outside, what they keep of it, what they answer. */
export type Outcome = {
  /** The messages that the bus was given, by their ids. */
  readonly events: readonly Plain[];
  /** The items of the views, by their tables. */
  readonly views: Readonly<Record<string, readonly Plain[]>>;
  /** Status and body of each answer, by the path that was asked for. */
  readonly answers: Readonly<Record<string, { readonly status: number; readonly body: Plain }>>;
  /** What was written to the logs on top of what was stored. An order that has ended stays as it is. */
  readonly written: readonly StoredItem[];
  /** Bodies of messages that nobody could process. */
  readonly deadLetters: readonly string[];
};

/** An order from its first event to its last, and what became of it. */
export type History = {
  /** Which order of which seed it was. */
  readonly name: string;
  /** What is special about it: see `pathsOf`. */
  readonly paths: readonly string[];
  readonly stored: readonly StoredItem[];
  readonly outcome: Outcome;
};
