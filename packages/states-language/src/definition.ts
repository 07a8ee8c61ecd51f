export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue };

/** A comparison of `Variable`, or a combination of rules by `And`, `Or` or `Not`. */
export type Rule = { readonly [field: string]: unknown; readonly Next?: string };

export function isObject(value: unknown): value is { [name: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
