import { evolveJar, metadata, noJar, open, specifyAggregateStore } from './aggregate-store.spec-kit.ts';
import { execute } from './execute.ts';
import { createMemoryStore } from './memory-store.ts';

const config = { initial: noJar, evolve: evolveJar };
const store = createMemoryStore(config);

specifyAggregateStore(() => store);

describe('commits', () => {
  it('has each commit with its events and metadata', async () => {
    const fresh = createMemoryStore(config);
    await execute(fresh, 'jar-1', open, metadata);
    expect(fresh.commits).toEqual([{ id: 'jar-1', version: 0, events: [{ type: 'Opened' }], ...metadata }]);
  });
});
