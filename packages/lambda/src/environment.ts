/**
 * The value of an environment variable.
 *
 * @throws Error if the variable is not set or empty
 */
export function environmentVariable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`missing environment variable ${name}`);
  return value;
}
