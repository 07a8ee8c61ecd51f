import type { ExecutionEnd } from './execution-store.ts';

/** How many finished executions of Express workflows are kept in memory to look at. */
const MAX_EXPRESS_TRACES = 1_000;

export type TraceStep = {
  readonly type: string;
  readonly timestampMs: number;
  readonly state?: string;
  readonly error?: string;
};

/** What happened in an execution of an Express workflow; `end` is missing while it runs. */
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
 * Returns what keeps the traces of Express executions, in memory, the newest `maxKept` of them. AWS shows nothing of
 * them after their end, so nothing of this goes over the wire: it is for tests, and for whoever looks for a fault.
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
