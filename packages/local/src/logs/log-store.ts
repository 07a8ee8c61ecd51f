/** Maximum number of lines, of all log groups together; each has some 500 bytes. */
const MAX_LINES = 50_000;

export type LogLine = {
  readonly logGroupName: string;
  /** Epoch milliseconds. */
  readonly timestampMs: number;
  readonly message: string;
};

/** The lines of CloudWatch Logs, without log streams. */
export type LogStore = {
  readonly append: (line: LogLine) => void;
  /** All lines, in the order in which they were written. */
  readonly lines: () => readonly LogLine[];
};

/** Keeps the newest lines in memory. A restart loses them; events are in the event archive. */
export function createLogStore(maxLines = MAX_LINES): LogStore {
  let lines: LogLine[] = [];
  return {
    append: (line) => {
      lines.push(line);
      // Dropping lines one by one would copy all the others each time.
      if (lines.length >= maxLines * 2) lines = lines.slice(-maxLines);
    },
    lines: () => (lines.length > maxLines ? lines.slice(-maxLines) : lines),
  };
}
