/** Resolved properties of a resource. The functions below read them with a type; their errors name the property. */
export type Properties = Readonly<Record<string, unknown>>;

/** Returns the property as an object; undefined if it is absent. */
export function objectIn(properties: Properties, name: string): Properties | undefined {
  const value = properties[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) throw new Error(`${name} must be an object`);
  return value as Properties;
}

/** Returns the property as a list of objects; empty if it is absent. */
export function objectsIn(properties: Properties, name: string): readonly Properties[] {
  const value = properties[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new Error(`${name} must be a list`);
  return value as Properties[];
}

/** Returns the property as text; undefined if it is absent. */
export function textIn(properties: Properties, name: string): string | undefined {
  const value = properties[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object') throw new Error(`${name} must be text`);
  return String(value);
}

/** Returns the property as text. Throws if it is absent or empty. */
export function requiredText(properties: Properties, name: string): string {
  const value = textIn(properties, name);
  if (value === undefined || value === '') throw new Error(`${name} is missing`);
  return value;
}

/** Returns the property as a list of texts; empty if it is absent. */
export function textsIn(properties: Properties, name: string): readonly string[] {
  const value = properties[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new Error(`${name} must be a list`);
  return value.map(String);
}

/** Returns the property as a number; undefined if it is absent. */
export function numberIn(properties: Properties, name: string): number | undefined {
  const value = textIn(properties, name);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!Number.isFinite(number)) throw new Error(`${name} must be a number, not "${value}"`);
  return number;
}

/** Returns the property as a boolean; `otherwise` if it is absent. */
export function flagIn(properties: Properties, name: string, otherwise: boolean): boolean {
  const value = textIn(properties, name);
  return value === undefined ? otherwise : value === 'true';
}

/** Returns `{[key]: value}`, or an empty object if the value is absent: for optional fields. */
export function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

/** Throws if `properties` has one that is not in `known`, so that nested blocks are not silently ignored. */
export function onlyKnown(properties: Properties, block: string, known: readonly string[]): void {
  for (const name of Object.keys(properties)) {
    if (!known.includes(name)) throw new Error(`${block}.${name} is not supported`);
  }
}
