import type { Act } from '@tradepost/contracts/audit/acts';
import { type Anchor, anchorKey, nextAnchor } from '../anchor.ts';
import {
  anchor,
  append,
  emptyLog,
  faultsOf,
  type Log,
  rehash,
  signAsStranger,
  signWith,
} from '../audit.spec-kit.ts';
import { type AuditEntry, follow, type Head, toContent, toHead } from '../entry.ts';
import { type StoredEntry, toItem, toSortKey } from '../item.ts';

const [FIRST, SECOND, THIRD] = ['2026-11-27', '2026-11-28', '2026-11-30'] as const;
const chain = (day: string, shard = 3) => `dev/${day}/${shard}`;

/**
 * Three days of shard 3, whose last entries no anchor names yet, and one day of shard 5. Anchors: 1 after the first day, 2 after the
 * second, 3 after two entries of the third.
 */
function log(): Log {
  const given = emptyLog();
  append(given, 3, FIRST, ['a1', 'a2', 'a3', 'a4', 'a5']);
  append(given, 5, FIRST, ['x1', 'x2']);
  anchor(given, FIRST);
  append(given, 3, SECOND, ['b1', 'b2', 'b3']);
  anchor(given, SECOND);
  append(given, 3, THIRD, ['c1', 'c2']);
  anchor(given, THIRD);
  append(given, 3, THIRD, ['c3', 'c4']);
  return given;
}

const at = (given: Log, day: string, seq: number, shard = 3) =>
  given.items.find(({ pk, sk }) => pk === chain(day, shard) && sk === toSortKey(seq)) as StoredEntry;
const remove = (given: Log, ...removed: readonly StoredEntry[]) => {
  given.items = given.items.filter((item) => !removed.includes(item as StoredEntry));
};
const replace = (given: Log, old: StoredEntry, item: object) => {
  given.items = given.items.map((each) => (each === old ? (item as StoredEntry) : each));
};
const fault = (kind: string, day: string, seq: number, shard = 3) => ({
  kind,
  place: chain(day, shard),
  seq,
});

/** Replaces the entries of shard 3 from one on by others that follow the entry before it, and sets the head. */
function rewriteFrom(
  given: Log,
  day: string,
  seq: number,
  days: readonly (readonly [string, readonly string[]])[],
) {
  const before = seq > 1 ? toHead(toEntryOf(at(given, day, seq - 1))) : undefined;
  const shard = given.items.filter(({ pk }) => pk.endsWith('/3')) as StoredEntry[];
  remove(
    given,
    ...shard.filter(({ pk, sk }) => pk > chain(day) || (pk === chain(day) && sk >= toSortKey(seq))),
  );
  if (before === undefined) given.heads.delete(3);
  else given.heads.set(3, before);
  for (const [on, targets] of days) append(given, 3, on, targets);
}
const secondOf = ({ anchors }: Log) => anchors[1] as Anchor;
const toEntryOf = (item: StoredEntry) => ({ ...toContent(item.entry), prev: item.prev, hash: item.hash });

describe('an intact log', () => {
  it('has no fault, of several days and shards', async () => {
    expect(await faultsOf(log())).toEqual([]);
  });

  it('has no fault while it is empty', async () => {
    expect(await faultsOf(emptyLog())).toEqual([]);
  });
});

describe('a changed entry', () => {
  const changes: readonly (readonly [string, unknown])[] = [
    ['actor', 'eve'],
    ['act', 'StockCounted'],
    ['target', 'grants/group/admin'],
    ['reason', 'another'],
    ['before', { groups: ['admin'] }],
    ['after', { groups: [] }],
    ['correlationId', 'cor_2'],
    ['at', '2026-11-28T12:00:00.001Z'],
    ['chain', chain(THIRD)],
    ['seq', 7],
  ];

  it.each(changes)('is found by its %s', async (field, value) => {
    const given = log();
    const old = at(given, SECOND, 2);
    const content = { ...toContent(old.entry), [field]: value };
    replace(given, old, {
      ...toItem({ ...content, prev: old.prev, hash: old.hash }),
      pk: old.pk,
      sk: old.sk,
    });
    expect(await faultsOf(given)).toContainEqual(fault('entry-changed', SECOND, 2));
  });

  it.each(['reason', 'before', 'after'])('is found by its missing %s', async (field) => {
    const given = log();
    const old = at(given, SECOND, 2);
    const { [field]: _removed, ...content } = toContent(old.entry) as Record<string, unknown>;
    replace(given, old, {
      ...old,
      entry: toItem({ ...(content as Act), prev: '', hash: '' } as never).entry,
    });
    expect(await faultsOf(given)).toEqual([fault('entry-changed', SECOND, 2)]);
  });

  it('is found by its link and by its hash', async () => {
    for (const changed of [{ prev: 'f'.repeat(64) }, { hash: 'f'.repeat(64) }]) {
      const given = log();
      const old = at(given, SECOND, 2);
      replace(given, old, { ...old, ...changed });
      expect(await faultsOf(given)).toContainEqual(fault('entry-changed', SECOND, 2));
    }
  });

  it('is found if its hash was computed again, by the entry after it', async () => {
    const given = log();
    const old = at(given, SECOND, 2);
    replace(given, old, rehash(old, { entry: old.entry.replace('ada', 'eve'), actor: 'eve' }));
    expect(await faultsOf(given)).toEqual([fault('link-broken', SECOND, 3)]);
  });

  it('is found if all hashes after it were computed again, by the anchors', async () => {
    const given = log();
    rewriteFrom(given, SECOND, 2, [
      [SECOND, ['other', 'b3']],
      [THIRD, ['c1', 'c2', 'c3', 'c4']],
    ]);
    expect(await faultsOf(given)).toEqual([
      fault('anchored-differs', SECOND, 3),
      fault('anchored-differs', THIRD, 2),
    ]);
  });

  it('is found if lists no longer find it', async () => {
    for (const attribute of ['log', 'actor', 'act', 'target', 'correlation', 'place']) {
      const given = log();
      const old = at(given, SECOND, 2);
      replace(given, old, { ...old, [attribute]: 'elsewhere' });
      expect(await faultsOf(given)).toEqual([fault('index-changed', SECOND, 2)]);
    }
  });

  it.each([
    ['no JSON', 'not JSON'],
    ['not an entry', '{"chain":"dev/2026-11-28/3"}'],
    ['not canonical', ' '],
  ])('is found if its text is %s', async (_name, text) => {
    const given = log();
    const old = at(given, SECOND, 2);
    replace(given, old, { ...old, entry: text === ' ' ? ` ${old.entry}` : text });
    expect(await faultsOf(given)).toEqual([fault('entry-malformed', SECOND, 2)]);
  });
});

describe('a deleted entry', () => {
  it('is found in the middle of a chain', async () => {
    const given = log();
    remove(given, at(given, FIRST, 3));
    expect(await faultsOf(given)).toEqual([fault('entry-missing', FIRST, 4)]);
  });

  it('is found as the first of a shard, and as the first of a day', async () => {
    for (const day of [FIRST, SECOND]) {
      const given = log();
      remove(given, at(given, day, 1));
      expect(await faultsOf(given)).toEqual([fault('entry-missing', day, 2)]);
    }
  });

  it('is found as the last one, by the head', async () => {
    const given = log();
    remove(given, at(given, THIRD, 4));
    expect(await faultsOf(given)).toEqual([fault('head-ahead', THIRD, 4)]);
  });

  it('is found as the last one of a former day, by the next day', async () => {
    const given = log();
    remove(given, at(given, FIRST, 5));
    expect(await faultsOf(given)).toEqual([
      fault('link-broken', SECOND, 1),
      fault('anchored-missing', FIRST, 5),
    ]);
  });

  it('is found as the last one with a head that was set back, once an anchor names it', async () => {
    const given = log();
    remove(given, at(given, THIRD, 2), at(given, THIRD, 3), at(given, THIRD, 4));
    given.heads.set(3, toHead(toEntryOf(at(given, THIRD, 1))));
    expect(await faultsOf(given)).toEqual([fault('anchored-missing', THIRD, 2)]);
  });

  it('is not found as the last one with a head that was set back, until an anchor names it', async () => {
    const given = log();
    remove(given, at(given, THIRD, 4));
    given.heads.set(3, toHead(toEntryOf(at(given, THIRD, 3))));
    expect(await faultsOf(given)).toEqual([]);
  });
});

describe('a chain', () => {
  it('is missed if a day between two others was deleted', async () => {
    const given = log();
    given.items = given.items.filter(({ pk }) => pk !== chain(SECOND));
    expect(await faultsOf(given)).toEqual([
      fault('link-broken', THIRD, 1),
      fault('anchored-missing', SECOND, 3),
    ]);
  });

  it('is missed if the last day was deleted, by the head', async () => {
    const given = log();
    given.items = given.items.filter(({ pk }) => pk !== chain(THIRD));
    expect(await faultsOf(given)).toEqual([
      fault('head-ahead', THIRD, 4),
      fault('anchored-missing', THIRD, 2),
    ]);
  });

  it('is missed if the last day was deleted and the head set back, by the anchor', async () => {
    const given = log();
    given.heads.set(3, toHead(toEntryOf(at(given, SECOND, 3))));
    given.items = given.items.filter(({ pk }) => pk !== chain(THIRD));
    expect(await faultsOf(given)).toEqual([fault('anchored-missing', THIRD, 2)]);
  });

  it('is missed if a shard was deleted with its head', async () => {
    const given = log();
    given.items = given.items.filter(({ pk }) => !pk.endsWith('/5'));
    given.heads.delete(5);
    expect(await faultsOf(given)).toEqual([fault('anchored-missing', FIRST, 2, 5)]);
  });

  it('is missed if all shards were deleted on one day', async () => {
    const given = log();
    given.items = given.items.filter(({ pk }) => !pk.includes(FIRST));
    const faults = [
      ...[fault('link-broken', SECOND, 1), fault('head-ahead', FIRST, 2, 5)],
      ...[fault('anchored-missing', FIRST, 5), fault('anchored-missing', FIRST, 2, 5)],
    ];
    const found = await faultsOf(given);
    expect(found).toEqual(expect.arrayContaining(faults));
    expect(found).toHaveLength(faults.length);
  });
});

describe('an entry in another place', () => {
  it('is found if two entries were swapped', async () => {
    const given = log();
    const [one, other] = [at(given, FIRST, 2), at(given, FIRST, 3)];
    replace(given, one, { ...other, sk: one.sk });
    replace(given, other, { ...one, sk: other.sk });
    expect(await faultsOf(given)).toEqual(
      expect.arrayContaining([fault('entry-moved', FIRST, 2), fault('entry-moved', FIRST, 3)]),
    );
  });

  it('is found if it was inserted with a valid hash', async () => {
    const given = log();
    const [inserted] = follow(
      [{ ...toContent(at(given, FIRST, 2).entry), target: 'inserted' }],
      toHead(toEntryOf(at(given, FIRST, 2))),
      {
        ...{ stage: 'dev', shard: 3, nowMs: Date.parse(`${FIRST}T12:00:00Z`) },
      },
    );
    given.items = given.items.filter(({ sk, pk }) => pk !== chain(FIRST) || sk !== toSortKey(3));
    given.items.push(toItem(inserted as AuditEntry));
    expect(await faultsOf(given)).toEqual([fault('link-broken', FIRST, 4)]);
  });

  it('is found if it was duplicated under another number', async () => {
    const given = log();
    given.items.push({ ...at(given, THIRD, 4), sk: toSortKey(5) });
    expect(await faultsOf(given)).toEqual(
      expect.arrayContaining([fault('entry-moved', THIRD, 5), fault('head-behind', THIRD, 5)]),
    );
  });

  it('is found if it was moved to another chain of the shard, or to another shard', async () => {
    for (const [day, shard] of [
      [FIRST, 3],
      [FIRST, 5],
    ] as const) {
      const given = log();
      const moved = at(given, SECOND, 2);
      const last = given.items.filter(({ pk }) => pk === chain(day, shard)).length;
      replace(given, moved, { ...moved, pk: chain(day, shard), sk: toSortKey(last + 1) });
      expect(await faultsOf(given)).toEqual(
        expect.arrayContaining([
          fault('entry-moved', day, last + 1, shard),
          fault('entry-missing', SECOND, 3),
        ]),
      );
    }
  });

  it('is found outside every chain: of another stage, a shard that does not exist, or no chain', async () => {
    for (const pk of ['prod/2026-11-28/3', 'dev/2026-11-28/8', 'elsewhere']) {
      const given = log();
      given.items.push({ ...at(given, SECOND, 2), pk });
      expect(await faultsOf(given)).toEqual([{ kind: 'stray-item', place: pk }]);
    }
  });
});

describe('a head', () => {
  it('is found if it was set back', async () => {
    const given = log();
    given.heads.set(3, toHead(toEntryOf(at(given, THIRD, 2))));
    expect(await faultsOf(given)).toEqual([fault('head-behind', THIRD, 4)]);
  });

  it('is found if it is missing', async () => {
    const given = log();
    given.heads.delete(3);
    expect(await faultsOf(given)).toEqual([{ kind: 'head-missing', place: 'shard 3' }]);
  });

  it('is found if it has another hash', async () => {
    const given = log();
    given.heads.set(3, { ...(given.heads.get(3) as Head), hash: 'f'.repeat(64) });
    expect(await faultsOf(given)).toEqual([fault('head-differs', THIRD, 4)]);
  });
});

describe('an anchor', () => {
  const place = anchorKey(2);
  const change = (given: Log, changes: Partial<Anchor>, sign = signWith) =>
    given.files.set(place, sign({ ...secondOf(given), ...changes }));

  it('is missed if it was deleted', async () => {
    const given = log();
    given.files.delete(place);
    expect(await faultsOf(given)).toEqual([{ kind: 'anchor-missing', place: anchorKey(3) }]);
  });

  it('is missed as the first one', async () => {
    const given = log();
    given.files.delete(anchorKey(1));
    expect(await faultsOf(given)).toEqual([{ kind: 'anchor-missing', place }]);
  });

  it('is missed as the last one after two hours', async () => {
    const given = log();
    const nowMs = Date.parse(`${THIRD}T13:59:00Z`);
    expect(await faultsOf(given, nowMs)).toEqual([]);
    given.files.delete(anchorKey(3));
    expect(await faultsOf(given, nowMs)).toEqual([{ kind: 'anchor-overdue', place }]);
  });

  it('is found if a field was changed', async () => {
    for (const changes of [
      { stage: 'prod' },
      { number: 3 },
      { at: '2026-11-28T13:00:00.000Z' },
      { heads: [] },
      { prev: '0' },
    ]) {
      const given = log();
      const { signature } = JSON.parse(given.files.get(place) ?? '') as { signature: string };
      given.files.set(
        place,
        signWith({ ...secondOf(given), ...changes }).replace(
          /"signature":"[^"]*"/,
          `"signature":"${signature}"`,
        ),
      );
      const kind = 'stage' in changes ? 'anchor-malformed' : 'anchor-unsigned';
      expect(await faultsOf(given)).toContainEqual({ kind, place });
    }
  });

  it('is found if another key has signed it', async () => {
    const given = log();
    change(given, {}, signAsStranger);
    expect(await faultsOf(given)).toEqual([
      { kind: 'anchor-unsigned', place },
      { kind: 'anchor-missing', place: anchorKey(3) },
    ]);
  });

  it('is found if it is not one', async () => {
    const given = log();
    given.files.set(place, '{}');
    expect(await faultsOf(given)).toContainEqual({ kind: 'anchor-malformed', place });
  });

  it('is found if it is another one', async () => {
    const given = log();
    given.files.set(place, given.files.get(anchorKey(1)) ?? '');
    expect(await faultsOf(given)).toContainEqual({ kind: 'anchor-moved', place });
  });

  it('is found if it does not follow the one before it, although the key has signed it', async () => {
    const given = log();
    change(given, { prev: 'f'.repeat(64) });
    expect(await faultsOf(given)).toContainEqual({ kind: 'anchor-link-broken', place });
  });

  it('is found if its heads are before those of the one before it', async () => {
    const given = log();
    const { heads } = secondOf(given);
    const nowMs = Date.parse(`${THIRD}T13:00:00Z`);
    const next = nextAnchor(given.anchors[2], { stage: 'dev', nowMs, heads });
    given.files.set(anchorKey(4), signWith(next));
    expect(await faultsOf(given)).toEqual([{ kind: 'anchor-set-back', place: anchorKey(4) }]);
  });
});
