import { toPlain, type UncheckedJson } from '../dynamodb/plain.ts';
import type { Change } from '../dynamodb/table.ts';
import { textOfKeys } from '../dynamodb/table.ts';

/** An item from `atMs` on; `item` is undefined after it was removed. */
export type ItemAt = { readonly atMs: number; readonly item: UncheckedJson | undefined };

/** All states of the items of a table, oldest first, by the text of their keys. */
export type Histories = ReadonlyMap<string, readonly ItemAt[]>;

/** Everything that was ever stored: models of what a caller may see are made of it. */
export type Journal = {
  readonly add: (change: Change, atMs: number) => void;
  /** The states of all items of a table, by its name without the stage's prefix. */
  readonly of: (table: string) => Histories;
};

/** Creates an empty journal. Items are converted when their table is asked for: most runs ask for few. */
export function createJournal(): Journal {
  const changes = new Map<string, (Change & { readonly atMs: number })[]>();
  const known = new Map<string, { converted: number; readonly histories: Map<string, ItemAt[]> }>();
  return {
    add: (change, atMs) => {
      const ofTable = changes.get(change.table);
      if (ofTable === undefined) changes.set(change.table, [{ ...change, atMs }]);
      else ofTable.push({ ...change, atMs });
    },
    of: (table) => {
      const ofTable = changes.get(`tradepost-dev-${table}`) ?? [];
      const last = known.get(table) ?? { converted: 0, histories: new Map<string, ItemAt[]>() };
      known.set(table, last);
      for (const { keys, after, atMs } of ofTable.slice(last.converted)) {
        const key = textOfKeys(keys);
        const state = { atMs, item: after === undefined ? undefined : toPlain(after) };
        const states = last.histories.get(key);
        if (states === undefined) last.histories.set(key, [state]);
        else states.push(state);
      }
      last.converted = ofTable.length;
      return last.histories;
    },
  };
}
