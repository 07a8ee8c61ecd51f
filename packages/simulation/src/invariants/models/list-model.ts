import type { UncheckedJson } from '../../dynamodb/plain.ts';

/** A row that lists are read from. It is in the list of a walk from `atMs` on, or it is not. */
export type Member = {
  readonly id: string;
  readonly states: readonly { readonly atMs: number; readonly isIn: boolean }[];
  /** When the row was written, if other things decide, too, whether it is in the list. */
  readonly writtenMs?: readonly number[];
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
