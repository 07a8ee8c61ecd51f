import { AT, cause, jar } from './aggregate-store.spec-kit.ts';
import { replay, toStateCommit, toStoredCommit } from './stored-commit.ts';
import type { StreamRecord } from './stream-record.ts';

const item = {
  pk: 'jar#jar-1',
  sk: 'state',
  id: 'jar-1',
  version: 3,
  events: [{ type: 'Dropped', coins: 2 }],
  state: { status: 'open', count: 9 },
  ...cause,
  at: AT,
};
const record = (pk: string): StreamRecord => ({
  sequenceNumber: '1',
  kind: 'MODIFY',
  pk,
  newImage: { ...item, pk },
  oldImage: { ...item, pk, version: 2 },
});
const commit = { id: 'jar-1', version: 3, events: [{ type: 'Added', at: AT, coins: 2 }], ...cause, at: AT };

describe('toStoredCommit', () => {
  it('returns the commit with parsed events', () => {
    expect(toStoredCommit(record('jar#jar-1'), jar)).toEqual(commit);
  });

  it('returns undefined for a commit of another aggregate and for a change that is no commit', () => {
    expect(toStoredCommit(record('box#jar-1'), jar)).toBeUndefined();
    expect(toStoredCommit({ ...record('jar#jar-1'), oldImage: item }, jar)).toBeUndefined();
  });
});

describe('toStateCommit', () => {
  it('returns the parsed state with the commit', () => {
    expect(toStateCommit(record('jar#jar-1'), jar)).toEqual({
      ...commit,
      state: { status: 'open', coins: 9 },
    });
    expect(toStateCommit(record('box#jar-1'), jar)).toBeUndefined();
  });
});

describe('replay', () => {
  it('returns the initial state at version -1 without commits', () => {
    expect(replay(jar, [])).toEqual({ version: -1, state: { status: 'none' } });
  });

  it('returns the state, the version and the fingerprint', () => {
    const commits = [
      { events: [{ type: 'Opened' as const, at: AT }], fingerprint: 'body-1' },
      { events: [{ type: 'Added' as const, at: AT, coins: 2 }] },
    ];
    expect(replay(jar, commits)).toEqual({
      version: 1,
      state: { status: 'open', coins: 2 },
      fingerprint: 'body-1',
    });
  });
});
