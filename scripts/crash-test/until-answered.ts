import type { AnyCode, ProblemError } from '@tradepost/client/problem-error';
import { TransportError } from '@tradepost/client/transport-error';
import { poll } from '../api/poll.ts';

/** Longer than any kill takes to be over, twice over. */
const PATIENCE = { withinMs: 120_000, firstPauseMs: 100, longestPauseMs: 1_000 };

/** Calls again while nobody answers, or only to say that it failed; nothing where time is up. */
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
