import { Logger as Powertools } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import { type LogFacts, toLoggable } from './log-facts.ts';

/** Writes one line of JSON for each call: the message, the facts beside it, and the logger's own keys. */
export type Logger = Readonly<
  Record<'debug' | 'info' | 'warn' | 'error', (message: string, facts?: Error | LogFacts) => void>
>;

let root: Powertools | undefined;

/**
 * A structured JSON logger: the service's name and the keys stand in every line. What may stand in a line at all is
 * listed in `log-facts.ts`. All loggers write through one of Powertools', and none changes it: several invocations
 * may share one runtime, and a child of Powertools' own costs more than most invocations, which log nothing.
 *
 * @param keys what stands in every line, beside what Powertools adds
 */
export function createLogger(keys: LogFacts): Logger {
  const write =
    (level: keyof Logger) =>
    (message: string, facts: Error | LogFacts = {}): void => {
      root ??= new Powertools();
      root[level](message, toLoggable(keys), toLoggable(facts instanceof Error ? { error: facts } : facts));
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** What every line of an invocation says of it: the function, the request, and whether it was the runtime's first. */
export type InvocationKeys = Pick<LogFacts, 'functionName' | 'requestId' | 'coldStart'>;

/** Takes the context that Lambda hands over; returns the keys of the invocation. It is called once for each. */
export function invocationKeys({
  functionName,
  awsRequestId,
}: Pick<Context, 'functionName' | 'awsRequestId'>): InvocationKeys {
  const coldStart = !started.has(functionName);
  started.add(functionName);
  return { functionName, requestId: awsRequestId, coldStart };
}

/** By name: where several functions share a runtime, each has a first invocation of its own. */
const started = new Set<string>();
