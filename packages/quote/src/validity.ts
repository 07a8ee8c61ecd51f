/**
 * Returns true if a time is in a period, which begins at `from` and ends before `until`. A bound that is absent does not limit it.
 *
 * @param at RFC 3339 with any offset, as the bounds are
 */
export function isValidAt(at: string, from: string | undefined, until: string | undefined): boolean {
  const time = Date.parse(at);
  return (
    (from === undefined || Date.parse(from) <= time) && (until === undefined || time < Date.parse(until))
  );
}
