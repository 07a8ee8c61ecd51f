/** Maximum number of lines in all log groups together. A line has about 500 bytes. */
const MAX_LINES = 50_000;

export type LogLine = {
  readonly logGroupName: string;
  /** Epoch milliseconds. */
  readonly timestampMs: number;
  readonly message: string;
};

/** Lines of CloudWatch Logs, without log streams. */
export type LogStore = {
  readonly append: (line: LogLine) => void;
  /** Returns all lines in the order in which they were written. */
  readonly lines: () => readonly LogLine[];
};

/** Keeps the newest lines in memory. A restart loses them; events are in the event archive. */
export function createLogStore(maxLines = MAX_LINES): LogStore {
  let lines: LogLine[] = [];
  return {
    append: (line) => {
      lines.push(line);
      // Trims in bulk: removing one line at a time would copy all others each time.
      if (lines.length >= maxLines * 2) lines = lines.slice(-maxLines);
    },
    lines: () => (lines.length > maxLines ? lines.slice(-maxLines) : lines),
  };
}
