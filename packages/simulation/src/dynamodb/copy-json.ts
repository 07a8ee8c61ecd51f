/**
 * Copies JSON, as a JSON text that is parsed again: fields that are undefined are left out, and bytes become base64.
 * Unlike such a text it costs little; unlike `structuredClone` it does not look for anything but JSON.
 *
 * @param value strings, numbers, booleans, null, arrays and plain objects of these, undefined, and bytes
 */
export function copyJson<Value>(value: Value): Value {
  return copy(value) as Value;
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (let index = 0; index < value.length; index += 1) items.push(copy(value[index]));
    return items;
  }
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  const fields: Record<string, unknown> = {};
  for (const name in value) {
    const field = (value as Readonly<Record<string, unknown>>)[name];
    if (field === undefined) continue;
    // An assignment would set the prototype.
    if (name === '__proto__') Object.defineProperty(fields, name, { ...PLAIN, value: copy(field) });
    else fields[name] = copy(field);
  }
  return fields;
}

const PLAIN = { configurable: true, enumerable: true, writable: true };
