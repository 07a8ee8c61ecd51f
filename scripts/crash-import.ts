import { parseArgs } from 'node:util';
import { runCrashImport } from './crash-import/run-crash-import.ts';
import { toCount } from './terminal/to-count.ts';

const USAGE = `Shows that nothing is lost and nothing is doubled when everything is killed in the middle of an import.

  node scripts/crash-import.ts FILE.csv [--kills 5]

It starts a local cloud of its own, begins to import the file, ends all of its processes and the import with
kill -9, starts again, and so on; at last it lets the import run to its end and audits the shop: every order is there
once and confirmed, the money is the file's, the ledger balances, stock is what was received less what was sold, and
the event log has each order's events.`;

/** `node scripts/crash-import.ts FILE.csv`: `--help` says what it does. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      kills: { type: 'string', default: '5' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [file] = positionals;
  if (values.help || file === undefined) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const kills = toCount('kills', values.kills);
  const say = (what: string) => console.error(`${what} …`);
  const { report, placedBefore, problems } = await runCrashImport({ file, kills, say });
  const { orders, lines, money } = report;
  console.log(
    `${kills} kills; ${placedBefore} of ${orders.planned} orders had been placed before the last run.`,
  );
  console.log(
    `${orders.placed} orders placed: ${JSON.stringify(orders.byStatus)}; ${lines.inFile} lines in the file.`,
  );
  console.log(`The file comes to ${money.fileMinor}, the API to ${money.apiMinor} in minor units.`);
  for (const problem of problems) console.log(`  - ${problem}`);
  console.log(problems.length === 0 ? 'Nothing lost, nothing double.' : `${problems.length} problems.`);
  return problems.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`crash-import: ${(error as Error).message}`);
  process.exitCode = 1;
}
