type Write = typeof process.stdout.write;

/** Captured logs: each JSON line as an object, and all output as text, to check that it does not contain something. */
export type LogLines = {
  readonly lines: () => readonly Readonly<Record<string, unknown>>[];
  readonly text: () => string;
  readonly clear: () => void;
  readonly restore: () => void;
};

/**
 * Captures the output of this process until `restore`, so that a spec can read its structured logs. Lines that are not
 * JSON objects are only in `text`.
 */
export function captureLogs(): LogLines {
  const streams = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));
  let text = '';
  for (const { stream } of streams) {
    stream.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
      text += chunk.toString();
      const done = rest.findLast((each) => typeof each === 'function') as (() => void) | undefined;
      done?.();
      return true;
    }) as Write;
  }
  return {
    text: () => text,
    lines: () =>
      text
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    clear: () => {
      text = '';
    },
    restore: () => {
      for (const { stream, write } of streams) stream.write = write;
    },
  };
}
