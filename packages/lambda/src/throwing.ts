import { toError } from './fault.ts';
import { withPlainText } from './log-error.ts';
import type { Logger } from './logger.ts';

/**
 * Runs what may fail as a whole, for whoever called the function to try again. What is thrown is logged, and thrown
 * on with nothing in its text that a customer typed: Lambda logs it, too, and so does a workflow that called.
 *
 * @param message what the log line says
 */
export async function throwing<Result>(
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
