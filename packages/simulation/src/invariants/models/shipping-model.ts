import type { UncheckedJson } from '../../dynamodb/plain.ts';
import type { Journal } from '../journal.ts';

/** A shipping method from `atMs` on, as responses have it. */
export type MethodAt = { readonly atMs: number; readonly method: UncheckedJson };

/** The fields of a shipping method. */
export const METHOD_FIELDS = [
  ...['id', 'status', 'version', 'name', 'description', 'carrier', 'taxClass', 'condition', 'days'],
  ...['cutOff', 'zones', 'rates', 'displayOrder', 'createdAt', 'updatedAt'],
];

/** Returns the states of every shipping method, oldest first, by its id. */
export function methodsIn(journal: Journal): ReadonlyMap<string, readonly MethodAt[]> {
  const methods = new Map<string, MethodAt[]>();
  for (const states of journal.of('shipping-methods').values()) {
    for (const { atMs, item } of states) {
      if (item?.state === undefined) continue;
      const ofOne = methods.get(item.id) ?? [];
      methods.set(item.id, [...ofOne, { atMs, method: { ...item.state, version: item.version } }]);
    }
  }
  return methods;
}

/** A destination and a currency, as the query of `GET /v1/shipping-methods` has them. */
export type Asked = {
  readonly country: string;
  readonly postalCode: string;
  readonly currency: string;
};

/** Returns true if a method is offered for a destination and a currency. Runs have no regions. */
export function isOffered(method: UncheckedJson, { country, postalCode, currency }: Asked): boolean {
  if (method?.status !== 'active') return false;
  const { zones, rates } = method;
  return (
    rates.some((rate: UncheckedJson) => rate.currency === currency) &&
    zones.some(
      ({ countries, postalPrefixes = [''] }: UncheckedJson) =>
        countries.includes(country) && postalPrefixes.some((prefix: string) => postalCode.startsWith(prefix)),
    )
  );
}
