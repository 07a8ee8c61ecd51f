import type { ExecutionEnd } from './execution-store.ts';

/** Number of Express executions whose traces are kept in memory. */
const MAX_EXPRESS_TRACES = 1_000;

export type TraceStep = {
  readonly type: string;
  readonly timestampMs: number;
  readonly state?: string;
  readonly error?: string;
};

/** Trace of an execution of an Express workflow; `end` is absent while it runs. */
export type ExpressTrace = {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly input: string;
  readonly startedMs: number;
  readonly steps: readonly TraceStep[];
  readonly stoppedMs?: number;
  readonly end?: ExecutionEnd;
};

/**
 * Creates a store in memory for the traces of the newest `maxKept` Express executions. The API of AWS does not return
 * Express executions after their end, so neither does the local one: traces are for tests and for debugging.
 */
export function createExpressTraces(maxKept = MAX_EXPRESS_TRACES) {
  const traces = new Map<string, ExpressTrace & { readonly steps: TraceStep[] }>();
  return {
    start: (trace: Omit<ExpressTrace, 'steps' | 'end' | 'stoppedMs'>): void => {
      traces.set(trace.executionArn, { ...trace, steps: [] });
      for (const oldest of traces.keys()) {
        if (traces.size <= maxKept) break;
        traces.delete(oldest);
      }
    },
    step: (executionArn: string, step: TraceStep): void => {
      traces.get(executionArn)?.steps.push(step);
    },
    end: (executionArn: string, end: ExecutionEnd, stoppedMs: number): void => {
      const trace = traces.get(executionArn);
      if (trace !== undefined) traces.set(executionArn, { ...trace, end, stoppedMs });
    },
    get: (executionArn: string): ExpressTrace | undefined => traces.get(executionArn),
    all: (): ExpressTrace[] => [...traces.values()],
  };
}

export type ExpressTraces = ReturnType<typeof createExpressTraces>;
