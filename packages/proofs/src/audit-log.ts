import { command } from '@tradepost/command-line/command';
import { wholeNumber } from '@tradepost/command-line/parsers';

const DEFAULT_ENTRIES = 100_000;
const MOST_ENTRIES = 10_000_000;

/** Measures the verification of a large audit log. */
export const auditLog = command(
  'audit-log',
  'Fills an audit log in a local DynamoDB engine, and measures its verification.',
  {
    exitCodes: '0 if the log verifies, 1 if not',
  },
)
  .option(
    '--entries <count>',
    `number of entries (${DEFAULT_ENTRIES})`,
    wholeNumber('--entries', { most: MOST_ENTRIES }),
  )
  .action(async ({ entries = DEFAULT_ENTRIES }) => {
    const { measureVerification } = await import('./audit-log/measure-verification.ts');
    const { seconds, faults, megabytes } = await measureVerification(entries);
    console.log(
      `${entries} entries verified in ${seconds.toFixed(1)} s, ${megabytes} MB at most, ${faults} faults`,
    );
    if (faults > 0) process.exitCode = 1;
  });
