import type { World } from '../world/world.ts';
import type { Report } from './violation.ts';

/**
 * Every retry has a bound: an invocation does not repeat one call over and over, and it ends by itself before its time limit
 * if its calls are answered, even with errors.
 */
export function checkAttempts({ attempts }: Pick<World, 'attempts'>, report: Report): void {
  for (const what of attempts.endless) report('every retry has a bound', what);
  for (const what of attempts.overdue)
    report('every retry has a bound', `${what} timed out, although its calls were answered`);
}
