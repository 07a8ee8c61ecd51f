import { command } from '@tradepost/command-line/command';
import { run } from '@tradepost/command-line/run';
import { auditLog } from './audit-log.ts';
import { bench } from './bench.ts';
import { crashTest } from './crash-test.ts';
import { fuzz } from './fuzz.ts';
import { golden } from './golden.ts';
import { mutate } from './mutate.ts';
import { rehearse } from './rehearse.ts';
import { simulate } from './simulate.ts';
import { stampede } from './stampede.ts';

/** `pnpm prove`: proofs that take longer than tests. */
const prove = command('prove', 'Runs a proof of this repository. `.ci/nightly` runs the long ones.')
  .addCommand(simulate)
  .addCommand(crashTest)
  .addCommand(stampede)
  .addCommand(fuzz)
  .addCommand(rehearse)
  .addCommand(mutate)
  .addCommand(golden)
  .addCommand(bench)
  .addCommand(auditLog);

await run(prove);
