/** An item, or the key of an item, as plain values. */
export type Item = Readonly<Record<string, unknown>>;
