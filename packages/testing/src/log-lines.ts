type Write = typeof process.stdout.write;

/** What was logged: each line as an object, and all of it as text, to look for what must not be in it. */
export type LogLines = {
  readonly lines: () => readonly Readonly<Record<string, unknown>>[];
  readonly text: () => string;
  readonly clear: () => void;
  readonly restore: () => void;
};

/**
 * Keeps the structured logs of this process from its output, and shows them to the spec instead, until `restore`.
 * Lines that are no JSON are in `text` alone.
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
