/** Adds an amount to the sum of a name. */
export function add(sums: Map<string, number>, name: string, amount: number): void {
  sums.set(name, (sums.get(name) ?? 0) + amount);
}

/** Returns the names whose sums differ, with both sums; an absent sum is 0. */
export function differences(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): readonly (readonly [name: string, sum: number, otherSum: number])[] {
  return [...new Set([...one.keys(), ...other.keys()])]
    .map((name) => [name, one.get(name) ?? 0, other.get(name) ?? 0] as const)
    .filter(([, sum, otherSum]) => sum !== otherSum);
}
