/**
 * Decodes the bytes of a file. A byte order mark is removed, and CR LF becomes LF, so that a line break within quotes counts
 * as one line. Invalid bytes become U+FFFD.
 *
 * Empties a first line such as `sep=;`, which sets the delimiter for Excel and is not a record. The line itself stays, so
 * that line numbers match those of an editor.
 *
 * @param encoding a label of the WHATWG Encoding Standard, such as `utf-8` or `windows-1252`
 */
export function decodeText(bytes: Buffer, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes).replaceAll('\r\n', '\n').replace(DELIMITER_LINE, '');
}

/** Its group is the delimiter. */
export const DELIMITER_LINE = /^"?sep=(.)"?(?=\r?\n)/i;

/** Returns whether all bytes are valid in the encoding. */
export function isText(bytes: Buffer, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
