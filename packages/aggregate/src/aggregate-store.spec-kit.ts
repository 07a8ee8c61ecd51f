import { create, execute } from './execute.ts';
import type { AggregateStore, CommitMetadata, Decision } from './store.ts';

/** A jar of coins: a small aggregate that covers everything that a store must do. */
export type Jar = { readonly status: 'none' } | { readonly status: 'open'; readonly coins: number };
export type JarEvent = { readonly type: 'Opened' } | { readonly type: 'Added'; readonly coins: number };

export const noJar: Jar = { status: 'none' };

export function evolveJar(jar: Jar, event: JarEvent): Jar {
  switch (event.type) {
    case 'Opened':
      return { status: 'open', coins: 0 };
    case 'Added':
      return jar.status === 'open' ? { status: 'open', coins: jar.coins + event.coins } : jar;
    default:
      return event satisfies never;
  }
}

export const metadata: CommitMetadata = {
  at: '2026-01-01T12:00:00.000Z',
  actor: 'alice',
  correlationId: 'correlation-1',
  causationId: 'message-1',
};

type NoJar = { readonly code: 'NO_JAR'; readonly asked: number };
type JarTaken = { readonly code: 'JAR_TAKEN' };

export const open = (jar: Jar): Decision<JarEvent, JarTaken> =>
  jar.status === 'none' ? { events: [{ type: 'Opened' }] } : { rejection: { code: 'JAR_TAKEN' } };

export const add =
  (...coins: readonly number[]) =>
  (jar: Jar): Decision<JarEvent, NoJar> =>
    jar.status === 'open'
      ? { events: coins.map((each) => ({ type: 'Added', coins: each })) }
      : { rejection: { code: 'NO_JAR', asked: coins.length } };

/**
 * Tests that every store of aggregates must pass.
 *
 * @param given returns the store. It is called when the specs run; each spec uses its own aggregate
 */
export function specifyAggregateStore(given: () => AggregateStore<Jar, JarEvent>): void {
  describe('an aggregate that does not exist', () => {
    it('has the initial state at version -1', async () => {
      expect(await given().load('jar-none')).toEqual({ version: -1, state: noJar });
    });

    it('is not written if the decision is a rejection, which is returned', async () => {
      expect(await execute(given(), 'jar-refused', add(5), metadata)).toEqual({
        rejection: { code: 'NO_JAR', asked: 1 },
      });
      expect(await given().load('jar-refused')).toEqual({ version: -1, state: noJar });
    });
  });

  describe('execute', () => {
    it('increments the version for each commit, and applies the events to the state', async () => {
      const store = given();
      expect(await execute(store, 'jar-counted', open, metadata)).toEqual({
        version: 0,
        state: { status: 'open', coins: 0 },
        events: [{ type: 'Opened' }],
      });
      expect(await execute(store, 'jar-counted', add(2, 3), metadata)).toEqual({
        version: 1,
        state: { status: 'open', coins: 5 },
        events: [
          { type: 'Added', coins: 2 },
          { type: 'Added', coins: 3 },
        ],
      });
      expect(await store.load('jar-counted')).toEqual({ version: 1, state: { status: 'open', coins: 5 } });
    });

    it('writes nothing for a decision without events', async () => {
      const store = given();
      await execute(store, 'jar-idle', open, metadata);
      expect(await execute(store, 'jar-idle', add(), metadata)).toEqual({
        version: 0,
        state: { status: 'open', coins: 0 },
        events: [],
      });
      expect(await store.load('jar-idle')).toMatchObject({ version: 0 });
    });

    it('passes the version to the decision', async () => {
      const store = given();
      const seen: number[] = [];
      const look = (_jar: Jar, version: number): Decision<JarEvent> => {
        seen.push(version);
        return { events: [{ type: 'Opened' }] };
      };
      await execute(store, 'jar-looked-at', look, metadata);
      await execute(store, 'jar-looked-at', look, metadata);
      expect(seen).toEqual([-1, 0]);
    });

    it('changes only the aggregate with its id', async () => {
      const store = given();
      await execute(store, 'jar-left', open, metadata);
      await execute(store, 'jar-right', open, metadata);
      await execute(store, 'jar-right', add(7), metadata);
      expect(await store.load('jar-left')).toEqual({ version: 0, state: { status: 'open', coins: 0 } });
    });
  });

  describe('concurrent commits', () => {
    it.each([
      ['at the first version', 'jar-conflict-first', -1],
      ['at a later version', 'jar-conflict-later', 0],
    ])('conflict %s, and the first is kept', async (_when, id, expectedVersion) => {
      const store = given();
      if (expectedVersion >= 0) await execute(store, id, open, metadata);
      const commit = (coins: number) =>
        store.commit(id, {
          expectedVersion,
          events: [{ type: 'Opened' }, { type: 'Added', coins }],
          state: { status: 'open', coins },
          metadata,
        });
      await commit(10);
      await expect(commit(20)).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
      expect(await store.load(id)).toEqual({
        version: expectedVersion + 1,
        state: { status: 'open', coins: 10 },
      });
    });

    // The waits between the attempts add up to some four seconds, which is enough on a slow engine, too.
    it('are repeated on the new state until all 20 are written', async () => {
      const store = given();
      await execute(store, 'jar-busy', open, metadata);
      const results = await Promise.all(
        Array.from({ length: 20 }, () => execute(store, 'jar-busy', add(1), metadata)),
      );
      const versions = results.map((result) => ('version' in result ? result.version : -1));
      expect(versions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
      expect(await store.load('jar-busy')).toEqual({ version: 20, state: { status: 'open', coins: 20 } });
    });
  });

  describe('create', () => {
    const first = { ...metadata, fingerprint: 'body-1' };

    it('returns the current aggregate for a repeat', async () => {
      const store = given();
      const created = await create(store, 'jar-repeated', noJar, open, first);
      expect(created).toEqual({ version: 0, state: { status: 'open', coins: 0 }, repeated: false });
      await execute(store, 'jar-repeated', add(4), metadata);
      expect(await create(store, 'jar-repeated', noJar, open, first)).toEqual({
        version: 1,
        state: { status: 'open', coins: 4 },
        repeated: true,
      });
    });

    it('returns the aggregate for a repeat even if the decision would now be a rejection', async () => {
      const store = given();
      const refuse = () => ({ rejection: { code: 'SOLD_OUT' as const } });
      await create(store, 'jar-sold-out', noJar, open, first);
      expect(await create(store, 'jar-sold-out', noJar, refuse, first)).toMatchObject({ repeated: true });
      expect(await create(store, 'jar-never-there', noJar, refuse, first)).toEqual({
        rejection: { code: 'SOLD_OUT' },
      });
    });

    it('rejects another fingerprint with the same key, also after later commits', async () => {
      const store = given();
      await create(store, 'jar-reused', noJar, open, first);
      await execute(store, 'jar-reused', add(4), metadata);
      expect(await create(store, 'jar-reused', noJar, open, { ...metadata, fingerprint: 'body-2' })).toEqual({
        rejection: { code: 'IDEMPOTENCY_KEY_REUSED' },
      });
      expect(await store.load('jar-reused')).toEqual({
        version: 1,
        state: { status: 'open', coins: 4 },
        fingerprint: 'body-1',
      });
    });

    it('creates the aggregate once for 20 concurrent requests', async () => {
      const store = given();
      const results = await Promise.all(
        Array.from({ length: 20 }, () => create(store, 'jar-raced', noJar, open, first)),
      );
      expect(results.filter((result) => 'repeated' in result && !result.repeated)).toHaveLength(1);
      expect(results.filter((result) => 'repeated' in result && result.repeated)).toHaveLength(19);
    });
  });
}
