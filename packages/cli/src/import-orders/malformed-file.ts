/** The error of a file that cannot be imported, with the place. */
export class MalformedFile extends Error {
  override readonly name = 'MalformedFile';
  /** Counted from 1; the header is line 1. */
  readonly line: number;
  /** The column's name as the file has it, or its number if it has none. */
  readonly column: string;
  /** The fault, without the place. */
  readonly what: string;

  constructor(line: number, column: string, what: string) {
    super(`line ${line}, column ${column}: ${what}`);
    this.line = line;
    this.column = column;
    this.what = what;
  }
}
