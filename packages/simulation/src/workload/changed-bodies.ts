import type { UncheckedJson } from '../dynamodb/plain.ts';

/** A request body with one difference, which `what` names. */
export type Changed = { readonly what: string; readonly body: unknown };

type OptionalFields = { readonly beside: string; readonly fields: UncheckedJson };
type Path = readonly (string | number)[];

/** Other values of texts whose contracts accept only some; any other text gets one character more. */
const OTHER_TEXTS: Readonly<Record<string, readonly string[]>> = {
  currency: ['EUR', 'GBP'],
  country: ['FR', 'GB'],
  location: ['annex', 'main'],
  reason: ['found', 'counted'],
  status: ['draft', 'active'],
  sku: ['SKU-0-0', 'SKU-0-1', 'SHELF-0'],
};

/**
 * Fields that a request may have beside those that it has, by the field that they are next to.
 *
 * @param currency the currency of all amounts of the request
 */
const optionalFields = (currency: string): readonly OptionalFields[] => [
  {
    beside: 'shippingAddress',
    fields: {
      note: 'ring twice',
      reference: 'PO-1',
      customerId: '17850',
      paymentToken: 'tok_approved',
      expectedTotal: { amountMinor: 99_999_999_999, currency },
    },
  },
  {
    beside: 'line1',
    fields: { company: 'Engines', line2: 'flat 2', region: 'London', postalCode: 'SW1Y 4JH', phone: '020 1' },
  },
  { beside: 'quantity', fields: { unitPrice: { amountMinor: 1, currency } } },
  { beside: 'variants', fields: { description: 'a text', slug: 'another-slug' } },
  { beside: 'prices', fields: { title: 'a variant', weightGrams: 7, purchaseLimit: 5 } },
  { beside: 'options', fields: { options: { size: 'M' } } },
  { beside: 'GBP', fields: { EUR: 42 } },
];

/**
 * Returns a body once for each single field that it has or may have: with another value of it, without it, with a further
 * field, and with each element of each list left out, added again or exchanged. Some of them are invalid.
 */
export function changedBodies(body: UncheckedJson): readonly Changed[] {
  return changesAt(body, [], body);
}

/** Returns a body in other words: with its fields in another order, and with white space between them. */
export function sameBody(body: unknown): string {
  return JSON.stringify(reversed(body), undefined, 3);
}

function changesAt(value: UncheckedJson, path: Path, root: UncheckedJson): readonly Changed[] {
  const put = (what: string, changed: unknown): Changed => ({
    what: `${what} ${path.join('.')}`.trim(),
    body: withValue(root, path, changed),
  });
  if (Array.isArray(value)) {
    return [
      ...value.flatMap((each, index) => changesAt(each, [...path, index], root)),
      ...value.map((_each, index) => put(`without element ${index} of`, value.toSpliced(index, 1))),
      ...value.slice(0, 1).map((each) => put('first element twice in', [...value, each])),
      ...(value.length > 1 ? [put('reversed', value.toReversed())] : []),
      ...(value.length === 0 ? [put('one element more in', ['tea'])] : []),
    ];
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value);
    return [
      ...fields.flatMap(([name, each]) => changesAt(each, [...path, name], root)),
      ...fields.map(([name]) => put(`without ${name} of`, without(value, name))),
      ...optionalFields(root.currency ?? 'GBP')
        .filter(({ beside }) => Object.hasOwn(value, beside))
        .flatMap(({ fields: more }) =>
          Object.entries(more)
            .filter(([name]) => !isFilled(value[name]))
            .map(([name, each]) => put(`with ${name} of`, { ...value, [name]: each })),
        ),
    ];
  }
  return othersOf(value, String(path.at(-1))).map((other) => put(`another`, other));
}

function isFilled(value: unknown): boolean {
  return value !== undefined && Object.keys(Object(value)).length > 0;
}

function othersOf(value: unknown, name: string): readonly unknown[] {
  if (typeof value === 'number') return [value + 1];
  if (typeof value === 'boolean') return [!value];
  const text = String(value);
  // Mailboxes ignore the case of an address; the bodies differ nevertheless.
  if (name === 'email') return [`${text}x`, text.toUpperCase()];
  const others = OTHER_TEXTS[name]?.filter((each) => each !== text);
  return others ?? [`${text}x`];
}

function withValue(root: UncheckedJson, path: Path, value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const copy = Array.isArray(root) ? [...root] : { ...root };
  copy[name] = withValue(root[name], rest, value);
  return copy;
}

function without(value: UncheckedJson, name: string): UncheckedJson {
  const { [name]: _left, ...rest } = value;
  return rest;
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, each]) => [name, reversed(each)] as const)
      .reverse(),
  );
}
