import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProgress, formatNumber } from '@tradepost/command-line/progress';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { startCloudProcess } from '@tradepost/testing/cloud/cloud-process';
import { describeOutcome, fuzzCloud } from './fuzz/fuzz-cloud.ts';
import { type FuzzOptions, parseFuzzOptions, USAGE } from './fuzz/options.ts';

/** `pnpm fuzz`: searches for requests whose answers contradict the OpenAPI document. `--help` has the options. */
async function fuzz(options: FuzzOptions): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tradepost-fuzz-'));
  const cloud = await startCloudProcess({ dataDir });
  try {
    console.log(`seed ${options.seed}`);
    const outcome = await fuzzCloud({ cloud, dataDir, ...options, progress: createProgress(process.stderr) });
    const failed = describeOutcome(outcome, cloud.url);
    console.log(describeAnswers(outcome.answers));
    console.log(
      `${formatNumber(outcome.requests)} requests, ${outcome.failures.length} operations failed, ${outcome.problems.length} problems left behind`,
    );
    if (failed !== '')
      console.error(`\n${failed}\n\nto repeat: pnpm fuzz --seed ${options.seed} --cases ${options.cases}`);
    if (options.keep) {
      console.log(`${cloud.url} runs until Ctrl-C`);
      await once(process, 'SIGINT');
    }
    return failed === '' ? 0 : 1;
  } finally {
    await cloud.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Returns a line for each operation: `placeOrder 201 × 80, 400 × 120`. */
function describeAnswers(answers: ReadonlyMap<string, number>): string {
  const lines = Map.groupBy([...answers].toSorted(), ([what]) => what.split(' ')[0] ?? '');
  return [...lines]
    .map(([operation, counts]) => {
      const statuses = counts.map(([what, count]) => `${what.slice(operation.length + 1)} × ${count}`);
      return `${operation.padEnd(20)} ${statuses.join(', ')}`;
    })
    .join('\n');
}

process.exitCode = await runCommandLine({ name: 'fuzz', usage: USAGE, parse: parseFuzzOptions, run: fuzz });
