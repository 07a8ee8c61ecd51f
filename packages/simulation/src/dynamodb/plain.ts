import type { AttributeValue, Item } from './attribute-value.ts';

/** JSON of any form: stored items, requests and answers are read without validation. */
// biome-ignore lint/suspicious/noExplicitAny: a wrong access shows as a violation in a run.
export type UncheckedJson = any;

/** An item as plain values. */
export function toPlain(item: Item): Record<string, UncheckedJson> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plain(value)]));
}

function plain(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.M !== undefined) return toPlain(value.M);
  if (value.L !== undefined) return value.L.map(plain);
  return value.SS ?? value.NS ?? value.B ?? null;
}

/** The input of an operation, as the SDK sends it. */
export type Input = Readonly<Record<string, UncheckedJson>>;
