import { parseArgs } from 'node:util';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { toWholeNumber } from '@tradepost/command-line/to-whole-number';
import { runCrashImport } from './crash-import/run-crash-import.ts';

const USAGE = `Shows that nothing is lost and nothing is doubled when everything is killed in the middle of an import.

  node packages/proofs/src/crash-import.ts FILE.csv [--kills 5]

It starts a local cloud of its own, begins to import the file, ends all of its processes and the import with
kill -9, starts again, and so on; at last it lets the import run to its end and audits the shop: every order is there
once and confirmed, the money is the file's, the ledger balances, stock is what was received less what was sold, and
the event log has each order's events.`;

type CrashImportOptions = { readonly file: string; readonly kills: number };

function parseCrashImportOptions(args: readonly string[]): CrashImportOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { kills: { type: 'string', default: '5' } },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Error('FILE.csv must be one file to import');
  return { file, kills: toWholeNumber('kills', values.kills) };
}

/** `node packages/proofs/src/crash-import.ts FILE.csv`; `--help` describes it. */
async function crashImport({ file, kills }: CrashImportOptions): Promise<number> {
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

process.exitCode = await runCommandLine({
  name: 'crash-import',
  usage: USAGE,
  parse: parseCrashImportOptions,
  run: crashImport,
});
