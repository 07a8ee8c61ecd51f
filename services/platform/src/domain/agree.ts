/**
 * Returns true if an archived event and one that arrives under its id can be the same event. The versions of a publisher
 * may number the schema of its data differently (`dataschema`); all else must agree as JSON values do, see `agree`.
 */
export function isSameEvent(archived: unknown, event: object): boolean {
  return isObject(archived) && agree({ ...archived, ...ANY_SCHEMA }, { ...event, ...ANY_SCHEMA });
}

const ANY_SCHEMA = { dataschema: undefined };

/**
 * Returns true if two JSON values can be of the same event. A publisher that is deployed while it publishes may publish an
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
