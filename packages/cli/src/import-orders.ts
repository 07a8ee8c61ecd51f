import { writeFile } from 'node:fs/promises';
import { createProgress } from '@tradepost/command-line/progress';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { describeReport, describeSurvey } from './import-orders/describe-report.ts';
import { MalformedFile } from './import-orders/malformed-file.ts';
import { type ImportOptions, parseOptions, USAGE } from './import-orders/options.ts';
import { runImport } from './import-orders/run-import.ts';

/**
 * `pnpm import-orders FILE.csv`: places the orders of a file through the API and checks that all of them arrived.
 * `--help` has the options and the rules.
 */
async function importOrders(options: ImportOptions): Promise<number> {
  const interrupted = new AbortController();
  // The listeners are removed by the first Ctrl-C, so that a second one ends the process at once.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupted.abort());
  const progress = createProgress(process.stderr);
  const result = await runImport(options, { progress, signal: interrupted.signal }).catch(
    (error: unknown) => {
      if (interrupted.signal.aborted) return undefined;
      throw error instanceof MalformedFile ? new Error(`${options.file}, ${error.message}`) : error;
    },
  );
  if (result === undefined) return INTERRUPTED;
  const { survey, report } = result;
  if (report === undefined) {
    console.log(describeSurvey(survey));
    return survey.unplaced.length === 0 ? 0 : 1;
  }
  console.log(describeReport(report));
  if (options.reportFile !== undefined) {
    await writeFile(options.reportFile, `${JSON.stringify(report, null, 2)}\n`);
  }
  if (interrupted.signal.aborted) return INTERRUPTED;
  return report.reconciled ? 0 : 1;
}

/** Exit code of a process ended by SIGINT, as shells report it. */
const INTERRUPTED = 130;

process.exitCode = await runCommandLine({
  name: 'import-orders',
  usage: USAGE,
  parse: parseOptions,
  run: importOrders,
});
