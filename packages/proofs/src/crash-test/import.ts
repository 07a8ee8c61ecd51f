import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runImport } from '@tradepost/cli/import-orders/run-import';
import type { ImportReport } from '@tradepost/cli/import-orders/tally';
import { silentProgress } from '@tradepost/command-line/progress';
import type { Books } from '@tradepost/simulation/invariants/tables';
import { runTradepost } from '@tradepost/testing/cloud/run-script';
import { compareStock } from '../audit/compare-stock.ts';
import { compareOrders } from './compare-orders.ts';
import type { Load } from './load.ts';

export type ImportConfig = { readonly url: string; readonly file: string; readonly workDir: string };

/** Starts an import of orders in a process of its own. Each kill ends it, and each restart repeats it. */
export function startImport({ url, file, workDir }: ImportConfig): Load {
  const reportFile = join(workDir, 'report.json');
  const begin = () => runTradepost(['import', file, '--url', url, '--report', reportFile]);
  const problems: string[] = [];
  let run = begin();
  let placed = 0;
  return {
    problems,
    kill: async () => {
      run.signal('SIGKILL');
      await run.ended;
    },
    restart: () => {
      run = begin();
    },
    finish: async () => {
      const { code, stdout, stderr } = await run.ended;
      if (code !== 0) problems.push(`the import ended with exit code ${code}:\n${stdout}${stderr}`);
      const report = JSON.parse(await readFile(reportFile, 'utf8')) as ImportReport;
      placed = report.orders.placed;
    },
    compare: async ({ books }) => [...problems, ...(await compareFile(file, books))],
    counts: () => ({ orders: placed, rejected: new Map() }),
  };
}

/** Compares orders and stock with the file. */
async function compareFile(file: string, books: Books): Promise<readonly string[]> {
  const signal = new AbortController().signal;
  const { survey } = await runImport(file, { dryRun: true }, { progress: silentProgress, signal });
  const received = new Map(survey.products.map(({ sku, units }) => [sku, units]));
  return [...compareOrders(books, survey.counts.orders), ...compareStock(books, received)];
}
