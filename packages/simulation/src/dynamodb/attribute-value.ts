/** A value in DynamoDB's JSON format. */
export type AttributeValue = {
  readonly S?: string;
  readonly N?: string;
  readonly BOOL?: boolean;
  readonly NULL?: true;
  readonly B?: string;
  readonly M?: Item;
  readonly L?: readonly AttributeValue[];
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
};

export type Item = Readonly<Record<string, AttributeValue>>;

/** Compares two values as DynamoDB does; returns undefined if their types differ or have no order. */
export function compareValues(one: AttributeValue, other: AttributeValue): number | undefined {
  if (one.S !== undefined && other.S !== undefined) return compareTexts(one.S, other.S);
  if (one.N !== undefined && other.N !== undefined) return Number(one.N) - Number(other.N);
  if (one.B !== undefined && other.B !== undefined) {
    return Buffer.compare(Buffer.from(one.B, 'base64'), Buffer.from(other.B, 'base64'));
  }
  return undefined;
}

/** DynamoDB orders strings by their UTF-8 bytes, which differs from UTF-16 order past U+FFFF. */
function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

export function areEqual(one: AttributeValue, other: AttributeValue): boolean {
  if (one.N !== undefined && other.N !== undefined) return Number(one.N) === Number(other.N);
  return canonical(one) === canonical(other);
}

/** Returns the same text for equal values: fields and sets have no order. */
export function canonical(value: AttributeValue): string {
  return JSON.stringify(value, (key, each: unknown) => {
    if (key === 'N') return String(Number(each));
    if (Array.isArray(each) && (key === 'SS' || key === 'NS')) return [...each].sort();
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** Throws beyond the precision of JavaScript's integers: no service needs more. */
export function toNumberValue(value: number): AttributeValue {
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    throw new Error(`the number ${value} is larger than the simulation represents exactly`);
  }
  return { N: String(value) };
}
