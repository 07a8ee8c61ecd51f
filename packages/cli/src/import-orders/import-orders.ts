import { writeFile } from 'node:fs/promises';
import { createProgress } from '@tradepost/command-line/progress';
import { describeReport, describeSurvey } from './describe-report.ts';
import { MalformedFile } from './malformed-file.ts';
import type { ImportOptions } from './options.ts';
import { runImport } from './run-import.ts';

/**
 * Places the orders of a file through the API, checks that all of them arrived, and prints the report; returns the exit
 * code.
 */
export async function printImport(file: string, options: ImportOptions): Promise<number> {
  const interrupted = new AbortController();
  // The listeners are removed by the first Ctrl-C, so that a second one ends the process at once.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupted.abort());
  const progress = createProgress(process.stderr);
  const result = await runImport(file, options, { progress, signal: interrupted.signal }).catch(
    (error: unknown) => {
      if (interrupted.signal.aborted) return undefined;
      throw error instanceof MalformedFile ? new Error(`${file}, ${error.message}`) : error;
    },
  );
  if (result === undefined) return INTERRUPTED;
  const { survey, report } = result;
  if (report === undefined) {
    console.log(describeSurvey(survey));
    return survey.unplaced.length === 0 ? 0 : 1;
  }
  console.log(describeReport(report));
  if (options.report !== undefined) await writeFile(options.report, `${JSON.stringify(report, null, 2)}\n`);
  if (interrupted.signal.aborted) return INTERRUPTED;
  return report.reconciled ? 0 : 1;
}

/** Exit code of a process ended by SIGINT, as shells report it. */
const INTERRUPTED = 130;
