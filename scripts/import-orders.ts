import { writeFile } from 'node:fs/promises';
import { describeReport, describeSurvey } from './import-orders/describe-report.ts';
import { MalformedFile } from './import-orders/malformed-file.ts';
import { parseOptions, USAGE } from './import-orders/options.ts';
import { runImport } from './import-orders/run-import.ts';
import { createProgress } from './terminal/progress.ts';
import { UsageError } from './terminal/usage-error.ts';

/**
 * `pnpm import-orders FILE.csv`: places the orders of a file through the API and checks that all of them arrived.
 * `--help` has the options and the rules.
 */
async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options === 'help') {
    console.log(USAGE);
    return 0;
  }
  const interrupted = new AbortController();
  // A second Ctrl-C ends the process at once: the listeners are gone then.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupted.abort());
  const progress = createProgress(process.stderr);
  const { survey, report } = await runImport(options, { progress, signal: interrupted.signal }).catch(
    (error: unknown) => {
      throw error instanceof MalformedFile ? new Error(`${options.file}, ${error.message}`) : error;
    },
  );
  if (report === undefined) {
    console.log(describeSurvey(survey));
    return survey.unplaced.length === 0 ? 0 : 1;
  }
  console.log(describeReport(report));
  if (options.reportFile !== undefined) {
    await writeFile(options.reportFile, `${JSON.stringify(report, null, 2)}\n`);
  }
  if (interrupted.signal.aborted) return 130;
  return report.reconciled ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const { name, message } = error as Error;
  console.error(`import-orders: ${message}`);
  if (error instanceof UsageError) console.error('See pnpm import-orders --help.');
  process.exitCode = error instanceof UsageError ? 2 : name === 'AbortError' ? 130 : 1;
}
