import { join } from 'node:path';
import type { Aggregate } from '@tradepost/aggregate/aggregate';
import { parseCommit, replay } from '@tradepost/aggregate/stored-commit';
import { readGoldenFiles } from '@tradepost/simulation/golden/golden-files';
import type { LogTable } from '@tradepost/simulation/golden/history';
import { build } from 'esbuild';
import { order } from '../services/orders/src/domain/order.ts';

const ROOT = join(import.meta.dirname, '..');

/** The event-sourced aggregates, with the tables in which the recordings have their commits. */
const AGGREGATES: readonly {
  readonly table: LogTable;
  readonly file: string;
  readonly aggregate: Aggregate<{ readonly status: string }, { readonly type: string }>;
}[] = [
  {
    table: 'orders-events',
    file: 'services/orders/src/domain/order.ts',
    aggregate: order as never,
  },
];

const histories = readGoldenFiles().flatMap((file) => file.histories);

describe.each(AGGREGATES)('the stored shapes of $aggregate.name', ({ table, file, aggregate }) => {
  it('follow no rule of the API, so that a stricter rule cannot make a stored event unreadable', async () => {
    const { metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: [file],
      bundle: true,
      format: 'esm',
      write: false,
      metafile: true,
    });
    const sources = Object.keys(metafile.inputs);
    expect(sources).toContain(file);
    expect(sources.filter((source) => source.startsWith('packages/contracts/'))).toEqual([]);
  });

  it('accept every recorded commit without a change', () => {
    expect(histories.length).toBeGreaterThan(0);
    for (const { stored } of histories) {
      const items = stored.filter((each) => each.table === table).map(({ item }) => item);
      const commits = items.map((item) => parseCommit(item, aggregate));
      expect(commits.map(({ events }) => events)).toEqual(items.map((item) => item['events']));
      expect(replay(aggregate, commits).state.status).not.toBe('none');
    }
  });
});
