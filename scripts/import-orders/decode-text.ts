/** Says whether the bytes so far were all valid in the encoding that the file is read in. */
export type Decoding = { valid: boolean };

/**
 * Decodes a file's bytes chunk by chunk. A byte order mark is taken away, and CR LF becomes LF, so that a line
 * break within quotes counts as one line. Invalid bytes become U+FFFD and `decoding.valid` turns false: whoever
 * meets the first of them can tell its line and column.
 *
 * @param encoding a label of the WHATWG Encoding Standard, such as `utf-8` or `windows-1252`
 */
export async function* decodeText(
  chunks: AsyncIterable<Buffer>,
  encoding: string,
  decoding: Decoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  const judge = new TextDecoder(encoding, { fatal: true });
  let held = '';
  for await (const chunk of chunks) {
    decoding.valid &&= isValid(judge, chunk);
    const text = held + decoder.decode(chunk, { stream: true });
    // A CR at the end may be the first half of a CR LF.
    held = text.endsWith('\r') ? '\r' : '';
    yield text.slice(0, text.length - held.length).replaceAll('\r\n', '\n');
  }
  decoding.valid &&= isValid(judge);
  yield held + decoder.decode();
}

function isValid(judge: InstanceType<typeof TextDecoder>, chunk?: Buffer): boolean {
  try {
    judge.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}
