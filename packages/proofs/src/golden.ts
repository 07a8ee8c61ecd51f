import { command } from '@tradepost/command-line/command';
import { wholeNumber } from '@tradepost/command-line/parsers';
import { createProgress } from '@tradepost/command-line/progress';
import type { History } from '@tradepost/simulation/golden/history';

/** Records orders that later versions must read the same way. */
export const golden = command(
  'golden',
  'Records orders of simulated shops that cover something no recording covers yet, with the results of the current services.',
  {
    notes:
      'Later versions must produce the same results. The recordings are written to a new file, which is never changed.',
  },
)
  .option('--seeds <number>', 'number of shops', wholeNumber('--seeds'), 100)
  .option('--from <number>', 'the first seed', wholeNumber('--from'), 1)
  .option('--label <text>', 'name of the file (default: today)')
  .action(async ({ from, seeds, label = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length) }) => {
    const { bundleServices } = await import('@tradepost/simulation/code/bundle-services');
    const { loadCode } = await import('@tradepost/simulation/code/load-code');
    const { loadServices } = await import('@tradepost/simulation/code/load-services');
    const { readGoldenFiles, writeGoldenFile } = await import('@tradepost/simulation/golden/golden-files');
    const { recordHistories, shownBy } = await import('@tradepost/simulation/golden/record-histories');
    const { services, description, root } = await loadServices();
    const code = loadCode(await bundleServices(services, { root }));
    const seen = new Set(readGoldenFiles().flatMap((file) => file.histories.flatMap(shownBy)));
    const histories: History[] = [];
    const progress = createProgress(process.stderr);
    progress.begin('recording', seeds, 'seeds');
    for (let seed = from; seed < from + seeds; seed += 1) {
      histories.push(...(await recordHistories({ code, description, seen }, seed)));
      progress.advance();
    }
    progress.end();
    console.log(`${histories.length} orders: ${writeGoldenFile(label, histories)}`);
  });
