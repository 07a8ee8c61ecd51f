/** How many lines are kept, of all log groups together; each is some 500 bytes. */
const MAX_LINES = 50_000;

export type LogLine = {
  readonly logGroupName: string;
  /** Epoch milliseconds. */
  readonly timestampMs: number;
  readonly message: string;
};

/** What CloudWatch Logs keeps, without its log streams. */
export type LogStore = {
  readonly append: (line: LogLine) => void;
  /** All lines that are kept, in the order in which they came. */
  readonly lines: () => readonly LogLine[];
};

/**
 * Keeps the newest lines in memory: they are for looking at what has just happened, and a restart forgets them. What
 * must last is in the event log.
 */
export function createLogStore(maxLines = MAX_LINES): LogStore {
  let lines: LogLine[] = [];
  return {
    append: (line) => {
      lines.push(line);
      // Dropping them one by one would move all the others each time.
      if (lines.length >= maxLines * 2) lines = lines.slice(-maxLines);
    },
    lines: () => (lines.length > maxLines ? lines.slice(-maxLines) : lines),
  };
}
