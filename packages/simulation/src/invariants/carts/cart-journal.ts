import type { UncheckedJson } from '../../dynamodb/plain.ts';
import type { Journal } from '../journal.ts';

/** A version of a cart, which was current from `atMs` on. `events` are those of its commit. */
export type CartVersion = {
  readonly atMs: number;
  readonly version: number;
  readonly state: UncheckedJson;
  readonly events: readonly UncheckedJson[];
};

/** All versions of the carts, oldest first, by their ids. `deletedMs` is the time at which DynamoDB deleted the cart. */
export type Carts = ReadonlyMap<
  string,
  { readonly versions: readonly CartVersion[]; readonly deletedMs: number | undefined }
>;

/** Returns the carts as they were ever stored. */
export function cartsIn(journal: Journal): Carts {
  const carts = new Map<string, Carts extends ReadonlyMap<string, infer Cart> ? Cart : never>();
  for (const states of journal.of('carts-carts').values()) {
    const id = states.find(({ item }) => item !== undefined)?.item?.id;
    const versions = states.flatMap(({ atMs, item }) =>
      item === undefined ? [] : [{ atMs, version: item.version, state: item.state, events: item.events }],
    );
    carts.set(id, { versions, deletedMs: states.find(({ item }) => item === undefined)?.atMs });
  }
  return carts;
}

/** Returns true if a cart was submitted, with its order accepted or not yet. */
export function isSubmitted({ status }: UncheckedJson): boolean {
  return status === 'submitting' || status === 'submitted';
}

/** Units of each SKU in the lines of a cart. */
export function unitsIn({ lines = [] }: UncheckedJson): ReadonlyMap<string, number> {
  return new Map((lines as UncheckedJson[]).map(({ sku, quantity }) => [sku, quantity]));
}

/** A value as text, with the fields of objects in one order. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
