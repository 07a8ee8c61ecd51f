/**
 * Maximum size of the input and output of an execution, a state or a task, in bytes of UTF-8.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export const MAX_PAYLOAD_BYTES = 262_144;

/** A character of a JavaScript string takes at most this many bytes in UTF-8. */
const MAX_BYTES_PER_CHARACTER = 3;

/** Returns whether a payload, as JSON text, exceeds the limit. */
export function exceedsPayloadLimit(json: string): boolean {
  if (json.length > MAX_PAYLOAD_BYTES) return true;
  // Most payloads are short enough that their bytes need not be counted.
  if (json.length * MAX_BYTES_PER_CHARACTER <= MAX_PAYLOAD_BYTES) return false;
  return Buffer.byteLength(json) > MAX_PAYLOAD_BYTES;
}
