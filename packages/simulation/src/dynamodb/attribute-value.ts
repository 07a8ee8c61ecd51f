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
  if (one.S !== undefined || other.S !== undefined) return one.S === other.S;
  if (one.N !== undefined && other.N !== undefined) return Number(one.N) === Number(other.N);
  return canonical(one) === canonical(other);
}

/** Returns the same text for equal values: fields and sets have no order. */
export function canonical(value: AttributeValue): string {
  return JSON.stringify(ordered(value));
}

/** A replacer of `JSON.stringify` would be called for every field, which costs several times as much. */
function ordered(value: AttributeValue): unknown {
  if (value.N !== undefined) return { N: Number(value.N) };
  if (value.L !== undefined) return { L: value.L.map(ordered) };
  if (value.SS !== undefined) return { SS: value.SS.toSorted() };
  if (value.NS !== undefined) return { NS: value.NS.toSorted() };
  if (value.M === undefined) return value;
  const { M: fields } = value;
  return {
    M: Object.keys(fields)
      .sort()
      .flatMap((name) => [name, ordered(fields[name] as AttributeValue)]),
  };
}

/** Throws beyond the precision of JavaScript's integers: no service needs more. */
export function toNumberValue(value: number): AttributeValue {
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    throw new Error(`the number ${value} is larger than the simulation represents exactly`);
  }
  return { N: String(value) };
}
