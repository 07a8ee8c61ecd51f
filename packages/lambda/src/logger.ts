import { Logger } from '@aws-lambda-powertools/logger';

export type { Logger };

let root: Logger | undefined;

/**
 * A structured JSON logger for one invocation: the service's name, the function's request id and the
 * correlation id stand in every line. It is a child of its own for each invocation, because several may share
 * one runtime.
 *
 * @param keys what stands in every line, beside what Powertools adds
 */
export function createLogger(keys: Readonly<Record<string, string>>): Logger {
  root ??= new Logger();
  return root.createChild({ persistentKeys: keys });
}
