import { openStore } from '../store.ts';
import { createExecutionStore, inTransaction, NAME_RETENTION_MS } from './execution-store.ts';
import { createHistoryStore } from './history-store.ts';

const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:flow';
const arnOf = (name: string) => `arn:aws:states:us-east-1:000000000000:execution:flow:${name}`;

function createStores(maxFinished: number) {
  const db = openStore(':memory:');
  const store = createExecutionStore(db, maxFinished);
  const history = createHistoryStore(db);
  const add = (name: string, stoppedMs?: number): void => {
    store.insertStandard({ arn: arnOf(name), machine_arn: MACHINE, name, input: '{"x":1}', started_ms: 1 });
    history.append(arnOf(name), 1, { type: 'ExecutionStarted', timestamp: 0.001 });
    if (stoppedMs !== undefined)
      store.endStandard(arnOf(name), { status: 'SUCCEEDED', output: '2' }, stoppedMs);
  };
  const listed = () =>
    store
      .listStandard({ machineArn: MACHINE, beforeId: Number.MAX_SAFE_INTEGER, limit: 10 })
      .map(({ name }) => name);
  return { db, store, history, add, listed };
}

describe('When finished executions are pruned', () => {
  it('keeps the newest and all that run, and the names of the rest', () => {
    const { store, history, add, listed } = createStores(2);
    add('a', 10);
    add('b');
    for (const name of ['c', 'd', 'e']) add(name, 20);
    store.prune(30);
    expect(listed()).toEqual(['e', 'd', 'b']);
    expect(store.findStandard(arnOf('a'))).toMatchObject({ pruned: 1, input: '', output: null });
    const events = ['a', 'b', 'c', 'd', 'e'].map((name) => history.lastId(arnOf(name)));
    expect(events).toEqual([0, 1, 0, 1, 1]);
  });

  it('forgets the names after 90 days', () => {
    const { store, add } = createStores(0);
    add('a', 10);
    store.prune(NAME_RETENTION_MS);
    expect(store.findStandard(arnOf('a'))).toBeDefined();
    store.prune(NAME_RETENTION_MS + 11);
    expect(store.findStandard(arnOf('a'))).toBeUndefined();
  });

  it('does so by itself every hundred ends', () => {
    const { store, add, listed } = createStores(1);
    for (const name of ['a', 'b', 'c']) add(name, 10);
    for (let ends = 1; ends < 100; ends += 1) store.pruneWhenDue(20);
    expect(listed()).toHaveLength(3);
    store.pruneWhenDue(20);
    expect(listed()).toEqual(['c']);
  });
});

describe('When an end comes twice', () => {
  it('keeps the first', () => {
    const { store, add } = createStores(5);
    add('a', 10);
    store.endStandard(arnOf('a'), { status: 'ABORTED' }, 20);
    expect(store.findStandard(arnOf('a'))).toMatchObject({ status: 'SUCCEEDED', stopped_ms: 10 });
  });
});

describe('When a transaction fails', () => {
  it('writes nothing', () => {
    const { db, add, listed } = createStores(5);
    const failing = () =>
      inTransaction(db, () => {
        add('a');
        throw new Error('no');
      });
    expect(failing).toThrow('no');
    expect(listed()).toEqual([]);
  });
});
