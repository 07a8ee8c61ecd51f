import { Logger as Powertools } from '@aws-lambda-powertools/logger';

type Facts = Error | Readonly<Record<string, unknown>>;

/** Writes one line of JSON for each call: the message, the facts beside it, and the logger's own keys. */
export type Logger = Readonly<
  Record<'debug' | 'info' | 'warn' | 'error', (message: string, facts?: Facts) => void>
>;

let root: Powertools | undefined;

/**
 * A structured JSON logger for one invocation: the service's name and the keys stand in every line. All loggers
 * write through one of Powertools', and none changes it: several invocations may share one runtime, and a child of
 * Powertools' own costs more than most invocations, which log nothing.
 *
 * @param keys what stands in every line, beside what Powertools adds
 */
export function createLogger(keys: Readonly<Record<string, string>>): Logger {
  const write =
    (level: keyof Logger) =>
    (message: string, facts: Facts = {}): void => {
      root ??= new Powertools();
      root[level](message, { ...keys }, facts instanceof Error ? { error: facts } : { ...facts });
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
