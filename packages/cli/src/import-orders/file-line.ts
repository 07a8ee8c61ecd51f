/** One line of the file, with checked numbers and trimmed texts. */
export type FileLine = {
  /** The line of the file on which it begins; the header is line 1. */
  readonly line: number;
  readonly invoice: string;
  readonly stockCode: string;
  readonly title: string;
  readonly quantity: number;
  /** `2026-11-24 10:30:00`, with as much of the time as the file has; empty if it has no date. */
  readonly date: string;
  /** A plain decimal, such as `2.55` or `-7`. */
  readonly unitPrice: string;
  readonly customer: string;
  readonly country: string;
  /** Not empty if the file has the order as cancelled. */
  readonly cancelledAt: string;
  /** True if all of its fields are empty, as in lines that spreadsheets append. */
  readonly blank: boolean;
};
