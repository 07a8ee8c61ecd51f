/**
 * Returns true if two JSON values can be the same event. A publisher that is deployed while it publishes may publish an
 * event again in another version, and contracts change only by addition. So one of two objects may have fields that the
 * other lacks, at each depth. Fields that both have must agree, and nothing else may differ.
 */
export function agree(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => agree(item, other[index]));
  if (!isObject(one) || !isObject(other)) return Object.is(one, other);
  const names = Object.keys(one).filter((name) => Object.hasOwn(other, name));
  const hasMore = names.length < Object.keys(one).length;
  const lacksMore = names.length < Object.keys(other).length;
  return !(hasMore && lacksMore) && names.every((name) => agree(one[name], other[name]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
