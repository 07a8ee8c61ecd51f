import { parseArgs } from 'node:util';
import { createProgress } from '@tradepost/command-line/progress';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { toWholeNumber } from '@tradepost/command-line/to-whole-number';
import { bundleServices } from '@tradepost/simulation/code/bundle-services';
import { loadCode } from '@tradepost/simulation/code/load-code';
import { loadServices } from '@tradepost/simulation/code/load-services';
import { readGoldenFiles, writeGoldenFile } from '@tradepost/simulation/golden/golden-files';
import type { History } from '@tradepost/simulation/golden/history';
import { recordHistories, shownBy } from '@tradepost/simulation/golden/record-histories';

const USAGE = `pnpm golden:record [options]

Records orders of simulated shops that cover something no recording covers yet, with the results of the current services.
Later versions must produce the same results. The recordings are written to a new file, which is never changed.

  --seeds <number>  number of shops (default 100)
  --from <number>   the first seed (default 1)
  --label <text>    name of the file (default: today)
`;

type RecordOptions = { readonly from: number; readonly seeds: number; readonly label: string };

function parseRecordOptions(args: readonly string[]): RecordOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '100' },
      from: { type: 'string', default: '1' },
      label: { type: 'string', default: new Date().toISOString().slice(0, 'yyyy-mm-dd'.length) },
    },
  });
  const { label } = values;
  return { from: toWholeNumber('from', values.from), seeds: toWholeNumber('seeds', values.seeds), label };
}

async function record({ from, seeds, label }: RecordOptions): Promise<number> {
  const { services, description, root } = await loadServices();
  const code = loadCode(await bundleServices(services, { root }));
  const seen = new Set(readGoldenFiles().flatMap((file) => file.histories.flatMap(shownBy)));
  const recording = { code, description, seen };
  const histories: History[] = [];
  const progress = createProgress(process.stderr);
  progress.begin('recording', seeds, 'seeds');
  for (let seed = from; seed < from + seeds; seed += 1) {
    histories.push(...(await recordHistories(recording, seed)));
    progress.advance();
  }
  progress.end();
  process.stdout.write(`${histories.length} orders: ${writeGoldenFile(label, histories)}\n`);
  return 0;
}

process.exitCode = await runCommandLine({
  name: 'golden:record',
  usage: USAGE,
  parse: parseRecordOptions,
  run: record,
});
