import type { Command, StateAggregate, Stored } from './aggregate.ts';
import type { Executor } from './executor.ts';
import type { Cause, Commit, Loaded } from './store.ts';

/** A jar of coins: a small aggregate that covers everything that a store must do. */
export type Jar = { readonly status: 'none' } | { readonly status: 'open'; readonly coins: number };
export type JarEvent =
  | { readonly type: 'Opened'; readonly at: string }
  | { readonly type: 'Added'; readonly at: string; readonly coins: number };

/** Its states have schema version 2: in version 1, `coins` was `count`. Events had no time, and `Added` was `Dropped`. */
export const jar = {
  name: 'jar',
  initial: { status: 'none' } as Jar,
  evolve: (state: Jar, event: JarEvent): Jar => {
    switch (event.type) {
      case 'Opened':
        return state.status === 'none' ? { status: 'open', coins: 0 } : state;
      case 'Added':
        return state.status === 'open' ? { status: 'open', coins: state.coins + event.coins } : state;
      default:
        return event satisfies never;
    }
  },
  events: {
    schema: { parse: parseEvent },
    upcasters: { Dropped: [(event: Stored) => ({ ...event, type: 'Added' })] },
  },
  state: {
    schema: { parse: parseState },
    upcasters: [({ count, ...state }: Stored) => ({ coins: count, ...state })],
  },
} satisfies StateAggregate<Jar, JarEvent>;

function parseEvent(stored: unknown): JarEvent {
  const { type, at, coins } = stored as { type: string; at: string; coins: number };
  if (type === 'Opened') return { type, at };
  if (type === 'Added') return { type, at, coins };
  throw new Error(`no event of a jar: ${type}`);
}

function parseState(stored: unknown): Jar {
  const { status, coins } = stored as { status: string; coins: number };
  if (status === 'open') return { status, coins };
  throw new Error(`no state of a jar: ${status}`);
}

export const AT = '2026-01-01T12:00:00.000Z';
export const cause: Cause = { actor: 'alice', correlationId: 'correlation-1', causationId: 'message-1' };

/** A store whose clock stands still at `AT`. */
export type JarStore = Executor<Jar, JarEvent> & {
  readonly load: (id: string) => Promise<Loaded<Jar>>;
  readonly commit: (id: string, commit: Commit<Jar, JarEvent>) => Promise<void>;
};

type NoJar = { readonly code: 'NO_JAR'; readonly asked: number };
type JarTaken = { readonly code: 'JAR_TAKEN' };

export const open = (): Command<Jar, JarEvent, JarTaken> => (state) =>
  state.status === 'none' ? { events: [{ type: 'Opened' }] } : { rejection: { code: 'JAR_TAKEN' } };

export const add =
  (...coins: readonly number[]): Command<Jar, JarEvent, NoJar> =>
  (state) =>
    state.status === 'open'
      ? { events: coins.map((each) => ({ type: 'Added', coins: each })) }
      : { rejection: { code: 'NO_JAR', asked: coins.length } };

/**
 * Tests that every store of aggregates must pass.
 *
 * @param given returns the store. It is called when the specs run; each spec uses its own aggregate
 */
export function specifyAggregateStore(given: () => JarStore): void {
  describe('an aggregate that does not exist', () => {
    it('has the initial state at version -1', async () => {
      expect(await given().load('jar-none')).toEqual({ version: -1, state: jar.initial });
    });

    it('is not written if the decision is a rejection, which is returned', async () => {
      expect(await given().execute('jar-refused', add(5), cause)).toEqual({
        rejection: { code: 'NO_JAR', asked: 1 },
      });
      expect(await given().load('jar-refused')).toEqual({ version: -1, state: jar.initial });
    });
  });

  describe('execute', () => {
    it('increments the version for each commit, and applies the events to the state', async () => {
      const store = given();
      expect(await store.execute('jar-counted', open(), cause)).toEqual({
        version: 0,
        state: { status: 'open', coins: 0 },
        events: [{ type: 'Opened', at: AT }],
      });
      expect(await store.execute('jar-counted', add(2, 3), cause)).toEqual({
        version: 1,
        state: { status: 'open', coins: 5 },
        events: [
          { type: 'Added', at: AT, coins: 2 },
          { type: 'Added', at: AT, coins: 3 },
        ],
      });
      expect(await store.load('jar-counted')).toEqual({ version: 1, state: { status: 'open', coins: 5 } });
    });

    it('writes nothing for a decision without events', async () => {
      const store = given();
      await store.execute('jar-idle', open(), cause);
      expect(await store.execute('jar-idle', add(), cause)).toEqual({
        version: 0,
        state: { status: 'open', coins: 0 },
        events: [],
      });
      expect(await store.load('jar-idle')).toMatchObject({ version: 0 });
    });

    it('passes the version and the time of the commit to the command', async () => {
      const store = given();
      const seen: object[] = [];
      const look: Command<Jar, JarEvent> = (_state, context) => {
        seen.push(context);
        return { events: [{ type: 'Opened' }] };
      };
      await store.execute('jar-looked-at', look, cause);
      await store.execute('jar-looked-at', look, cause);
      expect(seen).toEqual([
        { version: -1, at: AT },
        { version: 0, at: AT },
      ]);
    });

    it('changes only the aggregate with its id', async () => {
      const store = given();
      await store.execute('jar-left', open(), cause);
      await store.execute('jar-right', open(), cause);
      await store.execute('jar-right', add(7), cause);
      expect(await store.load('jar-left')).toEqual({ version: 0, state: { status: 'open', coins: 0 } });
    });
  });

  describe('concurrent commits', () => {
    it.each([
      ['at the first version', 'jar-conflict-first', -1],
      ['at a later version', 'jar-conflict-later', 0],
    ])('conflict %s, and the first is kept', async (_when, id, expectedVersion) => {
      const store = given();
      if (expectedVersion >= 0) await store.execute(id, open(), cause);
      const commit = (coins: number) =>
        store.commit(id, {
          expectedVersion,
          events: [
            { type: 'Opened', at: AT },
            { type: 'Added', at: AT, coins },
          ],
          state: { status: 'open', coins },
          metadata: { ...cause, at: AT },
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
      await store.execute('jar-busy', open(), cause);
      const results = await Promise.all(
        Array.from({ length: 20 }, () => store.execute('jar-busy', add(1), cause)),
      );
      const versions = results.map((result) => ('version' in result ? result.version : -1));
      expect(versions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
      expect(await store.load('jar-busy')).toEqual({ version: 20, state: { status: 'open', coins: 20 } });
    });
  });

  describe('executeFrom', () => {
    it('decides on the known state without a read, and on the loaded one after a conflict', async () => {
      const store = given();
      const seen: number[] = [];
      const addOne: Command<Jar, JarEvent> = (state, { version }) => {
        seen.push(version);
        return { events: [state.status === 'none' ? { type: 'Opened' } : { type: 'Added', coins: 1 }] };
      };
      const opened = await store.executeFrom('jar-known', store.unread, addOne, cause);
      if ('rejection' in opened) throw new Error('the command was rejected');
      await store.executeFrom('jar-known', opened, addOne, cause);
      await store.executeFrom('jar-known', opened, addOne, cause);
      expect(seen).toEqual([-1, 0, 0, 1]);
      expect(await store.load('jar-known')).toEqual({ version: 2, state: { status: 'open', coins: 2 } });
    });

    it('keeps the fingerprint of the creation', async () => {
      const store = given();
      await store.create('jar-marked', open(), { ...cause, fingerprint: 'body-1' });
      await store.executeFrom('jar-marked', await store.load('jar-marked'), add(1), cause);
      expect(await store.load('jar-marked')).toMatchObject({ version: 1, fingerprint: 'body-1' });
    });
  });

  describe('prepare', () => {
    it('returns a commit that the store accepts', async () => {
      const store = given();
      const commit = store.prepare(store.unread, [{ type: 'Opened' }], cause);
      expect(commit).toEqual({
        expectedVersion: -1,
        events: [{ type: 'Opened', at: AT }],
        state: { status: 'open', coins: 0 },
        metadata: { ...cause, at: AT },
      });
      await store.commit('jar-prepared', commit);
      expect(await store.load('jar-prepared')).toEqual({ version: 0, state: { status: 'open', coins: 0 } });
    });
  });

  describe('create', () => {
    const first = { ...cause, fingerprint: 'body-1' };

    it('returns the current aggregate for a repeat', async () => {
      const store = given();
      const created = await store.create('jar-repeated', open(), first);
      expect(created).toEqual({ version: 0, state: { status: 'open', coins: 0 }, repeated: false });
      await store.execute('jar-repeated', add(4), cause);
      expect(await store.create('jar-repeated', open(), first)).toEqual({
        version: 1,
        state: { status: 'open', coins: 4 },
        repeated: true,
      });
    });

    it('returns the aggregate for a repeat even if the decision would now be a rejection', async () => {
      const store = given();
      const refuse = () => ({ rejection: { code: 'SOLD_OUT' as const } });
      await store.create('jar-sold-out', open(), first);
      expect(await store.create('jar-sold-out', refuse, first)).toMatchObject({ repeated: true });
      expect(await store.create('jar-never-there', refuse, first)).toEqual({
        rejection: { code: 'SOLD_OUT' },
      });
    });

    it('rejects another fingerprint with the same key, also after later commits', async () => {
      const store = given();
      await store.create('jar-reused', open(), first);
      await store.execute('jar-reused', add(4), cause);
      expect(await store.create('jar-reused', open(), { ...cause, fingerprint: 'body-2' })).toEqual({
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
        Array.from({ length: 20 }, () => store.create('jar-raced', open(), first)),
      );
      expect(results.filter((result) => 'repeated' in result && !result.repeated)).toHaveLength(1);
      expect(results.filter((result) => 'repeated' in result && result.repeated)).toHaveLength(19);
    });
  });
}
