/** One line of the file, its numbers checked, its texts trimmed. */
export type FileLine = {
  /** The line of the file on which it begins; the header is line 1. */
  readonly line: number;
  readonly invoice: string;
  readonly stockCode: string;
  readonly title: string;
  readonly quantity: number;
  readonly date: string;
  /** A decimal number as the file has it, such as `2.55` or `-7`. */
  readonly unitPrice: string;
  readonly customer: string;
  readonly country: string;
  /** Whether all of its fields are empty, as spreadsheets leave lines behind. */
  readonly blank: boolean;
};
