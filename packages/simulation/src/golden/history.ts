import type { UncheckedJson } from '../dynamodb/plain.ts';

/** Tables with the logs of an order, its payment, its reservation and its codes, each with the prefix of their keys. */
export const LOGS = {
  'orders-events': 'order',
  'payments-events': 'payment',
  'inventory-stock': 'reservation',
  'pricing-terms': 'code-use',
} as const;

export type LogTable = keyof typeof LOGS;

/** An item as it was written: a commit on an order, a payment, a reservation or the codes of an order. */
export type StoredItem = { readonly table: LogTable; readonly item: Readonly<Record<string, UncheckedJson>> };

/** The results of replaying stored items: published events, projections, and answers of the API. */
export type Outcome = {
  /** The messages published to the bus, ordered by id. */
  readonly events: readonly UncheckedJson[];
  /** The items of the projections, by table. */
  readonly views: Readonly<Record<string, readonly UncheckedJson[]>>;
  /** Status and body of each answer, by the path of the request. */
  readonly answers: Readonly<Record<string, { readonly status: number; readonly body: UncheckedJson }>>;
  /** Items written to the logs beyond the stored ones. An order that has ended does not change. */
  readonly written: readonly StoredItem[];
  /** Bodies of the dead-letter messages. */
  readonly deadLetters: readonly string[];
};

/** What opens the seals of an order. */
export type Keys = {
  /** Items of the table of subject keys: of the order's subject, and of the day on which it was created. */
  readonly items: readonly Readonly<Record<string, UncheckedJson>>[];
  /** Value of the secret `paymentTokens`. */
  readonly paymentTokens: string;
};

/** An order from its first event to its last, with the outcome of its replay. */
export type History = {
  /** The seed and the place of the order. */
  readonly name: string;
  /** The paths that it took: see `pathsOf`. */
  readonly paths: readonly string[];
  readonly stored: readonly StoredItem[];
  readonly keys: Keys;
  readonly outcome: Outcome;
};
