/** Records whether all bytes so far were valid in the encoding of the file. */
export type Decoding = { valid: boolean };

/**
 * Decodes a file's bytes chunk by chunk. A byte order mark is removed, and CR LF becomes LF, so that a line break
 * within quotes counts as one line. Invalid bytes become U+FFFD and set `decoding.valid` to false, so that the parser can
 * report the line and column of the first U+FFFD.
 *
 * @param encoding a label of the WHATWG Encoding Standard, such as `utf-8` or `windows-1252`
 */
export async function* decodeText(
  chunks: AsyncIterable<Buffer>,
  encoding: string,
  decoding: Decoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  const strict = new TextDecoder(encoding, { fatal: true });
  let held = '';
  for await (const chunk of chunks) {
    decoding.valid &&= isValid(strict, chunk);
    const text = held + decoder.decode(chunk, { stream: true });
    // A CR at the end may be the first half of a CR LF.
    held = text.endsWith('\r') ? '\r' : '';
    yield text.slice(0, text.length - held.length).replaceAll('\r\n', '\n');
  }
  decoding.valid &&= isValid(strict);
  yield held + decoder.decode();
}

/**
 * Empties a first line such as `sep=;`, which sets the delimiter for Excel and is not a record. The line itself stays, so
 * that line numbers match those of an editor.
 */
export async function* withoutDelimiterLine(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let start: string | undefined = '';
  for await (const text of texts) {
    if (start === undefined) {
      yield text;
    } else {
      start += text;
      if (start.length > DELIMITER_LINE_LENGTH) {
        yield start.replace(DELIMITER_LINE, '');
        start = undefined;
      }
    }
  }
  if (start !== undefined) yield start.replace(DELIMITER_LINE, '');
}

/** Its group is the delimiter. */
export const DELIMITER_LINE = /^"?sep=(.)"?(?=\r?\n)/i;
const DELIMITER_LINE_LENGTH = 10;

function isValid(strict: InstanceType<typeof TextDecoder>, chunk?: Buffer): boolean {
  try {
    strict.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}
