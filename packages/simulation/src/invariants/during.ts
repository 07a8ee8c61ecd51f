/** Returns the last state before `startMs`, undefined if there is none, and all states from then until `endMs`. */
export function during<State extends { readonly atMs: number }>(
  states: readonly State[],
  startMs: number,
  endMs: number,
): readonly [State | undefined, ...State[]] {
  const first = states.findLast(({ atMs }) => atMs <= startMs);
  return [first, ...states.filter(({ atMs }) => atMs > startMs && atMs <= endMs)];
}
