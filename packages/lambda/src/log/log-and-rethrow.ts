import { toError } from '../errors.ts';
import { withPlainText } from './log-error.ts';
import type { Logger } from './logger.ts';

/**
 * Runs work whose failure fails the whole invocation, so that the caller retries. Logs the error and rethrows it without
 * customer data in its text: Lambda logs it, too, and so does a calling workflow.
 *
 * @param message message of the log line
 */
export async function logAndRethrow<Result>(
  logger: () => Logger,
  message: string,
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run();
  } catch (thrown) {
    const error = toError(thrown);
    logger().error(message, error);
    throw withPlainText(error);
  }
}
