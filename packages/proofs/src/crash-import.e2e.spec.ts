import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messyHistory } from '@tradepost/testing/cloud/messy-history.spec-kit';
import { runCrashImport } from './crash-import/run-crash-import.ts';

it('loses nothing and doubles nothing when everything is killed in the middle of an import', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tradepost-crash-spec-'));
  try {
    const file = join(folder, 'orders.csv');
    await writeFile(file, messyHistory({ invoices: 250, skus: 60 }));
    const { report, problems } = await runCrashImport({ file, kills: 3, say: () => {} });
    expect(problems).toEqual([]);
    expect(report).toMatchObject({ reconciled: true });
    expect(report.orders.placed).toBeGreaterThan(150);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 400_000);
