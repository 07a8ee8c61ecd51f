/** A value as DynamoDB has it on the wire. */
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

/** The order of two values of one type as DynamoDB has it; undefined where their types differ, or have no order. */
export function compareValues(one: AttributeValue, other: AttributeValue): number | undefined {
  if (one.S !== undefined && other.S !== undefined) return compareTexts(one.S, other.S);
  if (one.N !== undefined && other.N !== undefined) return Number(one.N) - Number(other.N);
  if (one.B !== undefined && other.B !== undefined) {
    return Buffer.compare(Buffer.from(one.B, 'base64'), Buffer.from(other.B, 'base64'));
  }
  return undefined;
}

/** Texts are in the order of their bytes in UTF-8, which is not that of UTF-16 past U+FFFF. */
function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

export function areEqual(one: AttributeValue, other: AttributeValue): boolean {
  if (one.N !== undefined && other.N !== undefined) return Number(one.N) === Number(other.N);
  return canonical(one) === canonical(other);
}

function canonical(value: AttributeValue): string {
  return JSON.stringify(value, (key, each: unknown) => {
    if (key === 'N') return String(Number(each));
    if (Array.isArray(each) && (key === 'SS' || key === 'NS')) return [...each].sort();
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** Numbers are kept as exactly as JavaScript does; more than that nobody here asks for. */
export function toNumberValue(value: number): AttributeValue {
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    throw new Error(`the number ${value} is beyond what the simulation counts exactly`);
  }
  return { N: String(value) };
}
