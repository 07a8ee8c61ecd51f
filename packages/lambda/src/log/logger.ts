import { Logger as Powertools } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import { type LogFacts, toLoggable } from './log-facts.ts';

/** Writes one line of JSON per call: the message, the facts, and the logger's own keys. */
export type Logger = Readonly<
  Record<'debug' | 'info' | 'warn' | 'error', (message: string, facts?: Error | LogFacts) => void>
>;

let root: Powertools | undefined;

/**
 * Creates a structured JSON logger. Every line has the service's name and the keys. `log-facts.ts` lists the fields that a
 * line may have. All loggers write through one Powertools logger and never change it: several invocations may share one
 * runtime, and most invocations log nothing, so a Powertools child logger for each would cost too much.
 *
 * @param keys fields of every line, besides those that Powertools adds
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

/** Fields of every log line of an invocation: the function, the request, and `coldStart` for the runtime's first one. */
export type InvocationKeys = Pick<LogFacts, 'functionName' | 'requestId' | 'coldStart'>;

/** Takes Lambda's context; returns the keys of the invocation. Call it once per invocation: the first call is the cold start. */
export function invocationKeys({
  functionName,
  awsRequestId,
}: Pick<Context, 'functionName' | 'awsRequestId'>): InvocationKeys {
  const coldStart = !started.has(functionName);
  started.add(functionName);
  return { functionName, requestId: awsRequestId, coldStart };
}

/** Names of the functions that were invoked. If several functions share a runtime, each has its own cold start. */
const started = new Set<string>();
