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

describe('pruning', () => {
  it('keeps the newest executions, all running ones, and the names of the others', () => {
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

  it('deletes the names after 90 days', () => {
    const { store, add } = createStores(0);
    add('a', 10);
    store.prune(NAME_RETENTION_MS);
    expect(store.findStandard(arnOf('a'))).toBeDefined();
    store.prune(NAME_RETENTION_MS + 11);
    expect(store.findStandard(arnOf('a'))).toBeUndefined();
  });

  it('runs after every 100 ends', () => {
    const { store, add, listed } = createStores(1);
    for (const name of ['a', 'b', 'c']) add(name, 10);
    for (let ends = 1; ends < 100; ends += 1) store.pruneWhenDue(20);
    expect(listed()).toHaveLength(3);
    store.pruneWhenDue(20);
    expect(listed()).toEqual(['c']);
  });
});

describe('endStandard', () => {
  it('keeps the first of two ends', () => {
    const { store, add } = createStores(5);
    add('a', 10);
    store.endStandard(arnOf('a'), { status: 'ABORTED' }, 20);
    expect(store.findStandard(arnOf('a'))).toMatchObject({ status: 'SUCCEEDED', stopped_ms: 10 });
  });
});

describe('inTransaction', () => {
  it('writes nothing if the transaction fails', () => {
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
