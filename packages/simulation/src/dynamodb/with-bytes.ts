/**
 * Takes the output of an operation; returns it as the SDK parses it: the base64 text of a binary value becomes its bytes.
 * The parts of the output that have none are not copied: `@aws-sdk/lib-dynamodb` copies what it converts.
 */
export function withBytes<Output>(output: Output): Output {
  return (hasBytes(output) ? decoded(output) : output) as Output;
}

/** An attribute may have the name `B`, too: its value is an object. */
function isBinary(name: string, value: unknown): value is string {
  return name === 'B' && typeof value === 'string';
}

function hasBytes(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasBytes);
  for (const name in value) {
    const field = (value as Readonly<Record<string, unknown>>)[name];
    if (isBinary(name, field) || hasBytes(field)) return true;
  }
  return false;
}

function decoded(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(decoded);
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      isBinary(name, field) ? new Uint8Array(Buffer.from(field, 'base64')) : decoded(field),
    ]),
  );
}
