import type { AnyCode, ProblemError } from '@tradepost/client/problem-error';
import { TransportError } from '@tradepost/client/transport-error';
import { poll } from '@tradepost/command-line/poll';

/** Twice as long as the cloud needs to recover from any kill. */
const PATIENCE = { withinMs: 120_000, firstPauseMs: 100, longestPauseMs: 1_000 };

/** Repeats a call while it gets no answer or a 5xx; resolves to `undefined` when time is up. */
export function untilAnswered<Answer extends { readonly error?: ProblemError<AnyCode> | undefined }>(
  call: () => Promise<Answer>,
): Promise<Answer | undefined> {
  return poll(async () => {
    try {
      const answer = await call();
      return answer.error !== undefined && answer.error.status >= 500 ? undefined : answer;
    } catch (error) {
      if (error instanceof TransportError) return undefined;
      throw error;
    }
  }, PATIENCE);
}
