export type PlainEvent = Readonly<Record<string, unknown>>;

/**
 * A prefix and a ULID, alone or in a longer id: `ord_01M86RDEZED1CRJYQMMC15E2NR/0/0`, or the reference of the simulated payment
 * provider, which follows from a payment's id: `ch_XEVDMbeV9bZSt8HONEWrM2`.
 */
const ID = /\b(?:([a-z]+_)([0-9A-HJKMNP-TV-Z]{26})\b|(ch_)([\w-]{22}))/g;
const TIME = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** Seals of personal data: the same value is never sealed as the same text. */
const SEAL = /\bs1\.[\w-]*\.[\w-]+/g;

/** Numbers of orders follow from the orders that others place meanwhile. */
const ORDER_NUMBER = /"orderNumber":"\d+"/g;

/**
 * Returns one line of JSON for each event, with members sorted by name. Replaces each id by a number, in the order of first
 * appearance, each time by `<time>`, each seal by `<seal>`, and each order number by `<number>`.
 *
 * @example
 * normalizeEvents([{ subject: 'ord_01M86RDEZED1CRJYQMMC15E2NR', time: '2026-11-24T12:27:43.471Z' }]);
 * // ['{"subject":"ord_1","time":"<time>"}']
 */
export function normalizeEvents(events: readonly PlainEvent[]): readonly string[] {
  const numbers = new Map<string, number>();
  const numberOf = (id: string): number => {
    const number = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, number);
    return number;
  };
  return events.map((event) =>
    JSON.stringify(event, withSortedMembers)
      .replace(SEAL, '<seal>')
      .replace(TIME, '<time>')
      .replace(ORDER_NUMBER, '"orderNumber":"<number>"')
      .replace(
        ID,
        (_, prefix?: string, ulid?: string, ofProvider?: string, reference?: string) =>
          `${prefix ?? ofProvider}${numberOf(ulid ?? reference ?? '')}`,
      ),
  );
}

function withSortedMembers(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
