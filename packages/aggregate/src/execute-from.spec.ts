import { executeFrom } from './execute.ts';
import { createMemoryStore } from './memory-store.ts';

type Counted = { readonly type: 'Counted' };

const metadata = { at: '2026-01-01T00:00:00.000Z', actor: 'a-caller', correlationId: 'cor_1' };
const count = (limit: number) => (total: number) =>
  total < limit
    ? { events: [{ type: 'Counted' } as const] }
    : { rejection: { code: 'ENOUGH' as const, total } };

function createCounter() {
  const store = createMemoryStore<number, Counted>({ initial: 0, evolve: (total) => total + 1 });
  let loads = 0;
  const load = (id: string) => {
    loads += 1;
    return store.load(id);
  };
  return { store: { ...store, load }, commits: store.commits, loads: () => loads };
}

describe('executeFrom', () => {
  it('decides on the known state without a read', async () => {
    const { store, commits, loads } = createCounter();
    const first = await executeFrom(store, 'a', { version: -1, state: 0 }, count(9), metadata);
    expect(first).toEqual({ version: 0, state: 1, events: [{ type: 'Counted' }] });
    if ('rejection' in first) throw new Error('the command was rejected');
    await expect(executeFrom(store, 'a', first, count(9), metadata)).resolves.toMatchObject({
      version: 1,
      state: 2,
    });
    expect(commits.map(({ version }) => version)).toEqual([0, 1]);
    expect(loads()).toBe(0);
  });

  it('loads the aggregate and decides again after a conflict', async () => {
    const { store, loads } = createCounter();
    const known = { version: -1, state: 0 };
    await executeFrom(store, 'a', known, count(9), metadata);
    await expect(executeFrom(store, 'a', known, count(9), metadata)).resolves.toMatchObject({
      version: 1,
      state: 2,
    });
    expect(loads()).toBe(1);
  });

  it('returns a rejection that follows from the loaded state', async () => {
    const { store } = createCounter();
    const known = { version: -1, state: 0 };
    await executeFrom(store, 'a', known, count(1), metadata);
    await expect(executeFrom(store, 'a', known, count(1), metadata)).resolves.toEqual({
      rejection: { code: 'ENOUGH', total: 1 },
    });
  });
});
