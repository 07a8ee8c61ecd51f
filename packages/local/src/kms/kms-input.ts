import { awsError } from '../gateway/aws-error.ts';
import type { EncryptionContext } from './ciphertext.ts';

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Input of an operation of KMS, as it was sent. The functions below read a member of it, and throw the errors of KMS. */
export type KmsInput = Readonly<Record<string, unknown>>;

/** Operations of KMS by name. Each takes its input and returns its output, or throws an `awsError`. */
export type KmsOperations = Readonly<Record<string, (input: KmsInput) => object>>;

/** Returns a required blob of 1 to `maxBytes` bytes. */
export function bytesIn(input: KmsInput, name: string, maxBytes: number): Buffer {
  const value = required(input, name);
  if (typeof value !== 'string' || !BASE64.test(value))
    throw awsError('SerializationException', `${name} must be text in base64`);
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length === 0) throw invalid(name, 'have length greater than or equal to 1');
  if (bytes.length > maxBytes) throw invalid(name, `have length less than or equal to ${maxBytes}`);
  return bytes;
}

/** Returns a required text. */
export function textIn(input: KmsInput, name: string): string {
  const value = required(input, name);
  if (typeof value !== 'string') throw awsError('SerializationException', `${name} must be text`);
  if (value === '') throw invalid(name, 'have length greater than or equal to 1');
  return value;
}

/** Returns a required value of an enumeration. */
export function choiceIn(input: KmsInput, name: string, values: readonly string[]): string {
  const value = textIn(input, name);
  if (!values.includes(value)) throw invalid(name, `satisfy enum value set: [${values.join(', ')}]`, value);
  return value;
}

/** Returns an integer from 1 to `max`; undefined if it is absent. */
export function countIn(input: KmsInput, name: string, max: number): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (!Number.isInteger(value)) throw awsError('SerializationException', `${name} must be an integer`);
  const count = value as number;
  if (count < 1) throw invalid(name, 'have value greater than or equal to 1', count);
  if (count > max) throw invalid(name, `have value less than or equal to ${max}`, count);
  return count;
}

/** Returns an encryption context; empty if it is absent. */
export function contextIn(input: KmsInput, name: string): EncryptionContext {
  const value = input[name] ?? {};
  const isContext =
    typeof value === 'object' &&
    !Array.isArray(value) &&
    Object.values(value).every((each) => typeof each === 'string');
  if (!isContext) throw awsError('SerializationException', `${name} must be an object whose values are text`);
  return value as EncryptionContext;
}

function required(input: KmsInput, name: string): unknown {
  const value = input[name];
  if (value === undefined || value === null)
    throw awsError(
      'ValidationException',
      `1 validation error detected: Value null at '${memberOf(name)}' failed to satisfy constraint: Member must not be null`,
    );
  return value;
}

function invalid(name: string, rule: string, value?: string | number) {
  const found = value === undefined ? 'Value' : `Value '${value}'`;
  return awsError(
    'ValidationException',
    `1 validation error detected: ${found} at '${memberOf(name)}' failed to satisfy constraint: Member must ${rule}`,
  );
}

/** The messages of KMS name members with a small first letter. */
function memberOf(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}
