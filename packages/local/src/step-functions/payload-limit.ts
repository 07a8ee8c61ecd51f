/**
 * The most that an execution, a state or a task may take in or give out, in bytes of UTF-8.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export const MAX_PAYLOAD_BYTES = 262_144;

/** A character of a JavaScript string takes at most this many bytes in UTF-8. */
const MAX_BYTES_PER_CHARACTER = 3;

/** Takes a payload as JSON text; returns whether it is larger than the service carries. */
export function exceedsPayloadLimit(json: string): boolean {
  if (json.length > MAX_PAYLOAD_BYTES) return true;
  // Most payloads are so short that no count of their bytes is needed.
  if (json.length * MAX_BYTES_PER_CHARACTER <= MAX_PAYLOAD_BYTES) return false;
  return Buffer.byteLength(json) > MAX_PAYLOAD_BYTES;
}
