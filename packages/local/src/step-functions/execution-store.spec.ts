import { openStore } from '../store.ts';
import { createExecutionStore } from './execution-store.ts';

const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:flow';
const arnOf = (name: string) => `arn:aws:states:us-east-1:000000000000:execution:flow:${name}`;

function createStore() {
  const store = createExecutionStore(openStore(':memory:'));
  const add = (name: string, stoppedMs?: number): void => {
    store.insert('STANDARD', {
      arn: arnOf(name),
      machine_arn: MACHINE,
      name,
      input: '{"x":1}',
      started_ms: 1,
    });
    store.appendEvent(arnOf(name), 1, { type: 'ExecutionStarted', timestamp: 0.001 });
    if (stoppedMs !== undefined)
      store.endStandard(arnOf(name), { status: 'SUCCEEDED', output: '2' }, stoppedMs);
  };
  return { store, add };
}

describe('deleteEndedBefore', () => {
  it('deletes the executions that ended before the time, with their histories, and no other', () => {
    const { store, add } = createStore();
    add('old', 10);
    add('running');
    add('new', 11);
    store.deleteEndedBefore(11);
    const kept = ['old', 'running', 'new'].filter((name) => store.findStandard(arnOf(name)) !== undefined);
    expect(kept).toEqual(['running', 'new']);
    expect(['old', 'running', 'new'].map((name) => store.lastEventId(arnOf(name)))).toEqual([0, 1, 1]);
  });
});

describe('inTransaction', () => {
  it('writes nothing if the transaction fails', () => {
    const { store, add } = createStore();
    const failing = () =>
      store.inTransaction(() => {
        add('a');
        throw new Error('no');
      });
    expect(failing).toThrow('no');
    expect(store.findStandard(arnOf('a'))).toBeUndefined();
  });
});
