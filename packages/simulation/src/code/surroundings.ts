/** An AWS call as the SDK has it ready for the wire. */
export type AwsRequest = {
  readonly hostname: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};

/** The answer, as the SDK reads it off the wire. */
export type AwsResponse = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** What the code that runs at this moment sees of the world. */
export type Surroundings = {
  /** Epoch milliseconds, by the clock of the machine that the code runs on. */
  readonly nowMs: () => number;
  /** As `Math.random`. */
  readonly random: () => number;
  readonly environment: Readonly<Record<string, string>>;
  readonly setTimer: (run: () => void, delayMs: number) => unknown;
  readonly clearTimer: (timer: unknown) => void;
  readonly send: (
    request: AwsRequest,
    options: { readonly abortSignal?: AbortSignal },
  ) => Promise<AwsResponse>;
  /** Takes what is written to the log. */
  readonly print: (text: string) => void;
};

/**
 * Whose code runs at this moment. One piece of code runs at a time, up to where it waits for something; whoever lets
 * it run says so here first.
 */
export type Stage = { current: Surroundings };

/** Where no function is on: code that does something then is at fault. */
export function createStage(): Stage {
  return { current: NOBODY };
}

const refuse = (what: string) => (): never => {
  throw new Error(`${what}, while no function runs`);
};

/** Modules look at the clock and draw numbers while they are loaded; nothing else is to happen then. */
export const NOBODY: Surroundings = {
  nowMs: () => 0,
  random: () => 0.5,
  environment: { AWS_REGION: 'us-east-1', LOG_LEVEL: 'SILENT' },
  setTimer: refuse('a timer was set'),
  clearTimer: () => {},
  send: refuse('a call was made'),
  print: () => {},
};
