import { DOCUMENTED } from '../bounds/documented.ts';
import type { World } from '../world/world.ts';
import type { Report } from './violation.ts';

/** Without faults, the record of a change reaches every function that reads the stream within the documented time. */
export function checkWaits({ streamWaits }: Pick<World, 'streamWaits'>, report: Report): void {
  for (const [functionName, waitedMs] of streamWaits)
    if (waitedMs > DOCUMENTED.streamedWithinMs)
      report('a change is streamed soon', `${functionName}: after ${(waitedMs / 1_000).toFixed(1)} s`);
}
