/** An AWS call, as the SDK sends it. */
export type AwsRequest = {
  readonly hostname: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  /** The input of a DynamoDB operation is not serialized: see `replaced-sources.ts`. */
  readonly body?: string | Uint8Array | Readonly<Record<string, unknown>>;
};

/** The response, as the SDK receives it. */
export type AwsResponse = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The output of a DynamoDB operation that succeeded, instead of a body. */
  readonly output?: Readonly<Record<string, unknown>>;
};

/** The interface between running code and the world. */
export type Surroundings = {
  /** Epoch milliseconds by the clock of the instance, which may be off. */
  readonly nowMs: () => number;
  /** Like `Math.random`. */
  readonly random: () => number;
  readonly environment: Readonly<Record<string, string>>;
  readonly setTimer: (run: () => void, delayMs: number) => unknown;
  readonly clearTimer: (timer: unknown) => void;
  readonly send: (
    request: AwsRequest,
    options: { readonly abortSignal?: AbortSignal },
  ) => Promise<AwsResponse>;
  /** Receives log output. */
  readonly print: (text: string) => void;
};

/**
 * The surroundings of the code that runs now. One invocation runs at a time, up to its next await; `current` must be
 * set before its code continues.
 */
export type Stage = { current: Surroundings };

/** Creates a stage on which no function runs: timers and calls throw. */
export function createStage(): Stage {
  return { current: NO_FUNCTION };
}

const refuse = (what: string) => (): never => {
  throw new Error(`${what}, while no function runs`);
};

/** The surroundings while no function runs: modules may read the clock and draw numbers while they load, no more. */
export const NO_FUNCTION: Surroundings = {
  nowMs: () => 0,
  random: () => 0.5,
  environment: { AWS_REGION: 'us-east-1', LOG_LEVEL: 'SILENT' },
  setTimer: refuse('a timer was set'),
  clearTimer: () => {},
  send: refuse('a call was made'),
  print: () => {},
};
