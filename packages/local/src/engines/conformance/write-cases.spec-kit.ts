import { type EngineCase, engineCase, PLAIN_TABLE } from './engine-case.spec-kit.ts';

const n = (value: number) => ({ N: String(value) });
const s = (value: string) => ({ S: value });
const NEVER = { ConditionExpression: 'attribute_not_exists(pk)' };
const ALL_OLD = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
const values = (ExpressionAttributeValues: object) => ({ ExpressionAttributeValues });

/** Single writes: conditions, return values, update expressions. */
export const WRITE_CASES: readonly EngineCase[] = [
  engineCase('a put whose condition fails', ({ put, get }) => [
    put({ a: n(1) }),
    put({ a: n(2) }, NEVER),
    get(),
  ]),
  engineCase('a failed condition that returns the existing item', ({ put, update, remove }) => [
    put({ a: n(1) }),
    put({}, { ...NEVER, ...ALL_OLD }),
    update('SET a = :n', { ConditionExpression: 'a > :n', ...ALL_OLD, ...values({ ':n': n(5) }) }),
    remove({ ConditionExpression: 'a > :n', ...ALL_OLD, ...values({ ':n': n(5) }) }),
  ]),
  engineCase('a failed condition on a missing item', ({ update }) => [
    update('SET a = :n', {
      ConditionExpression: 'attribute_exists(pk)',
      ...ALL_OLD,
      ...values({ ':n': n(5) }),
    }),
  ]),
  engineCase('an invalid path with a condition that fails', ({ put, update, get }) => [
    put({ a: n(1) }),
    update('SET m.x = :n', { ConditionExpression: 'a > :n', ...values({ ':n': n(5) }) }),
    get(),
  ]),
  engineCase('an invalid path in a missing item, with a condition that fails', ({ update, get }) => [
    update('SET m.x = :n', { ConditionExpression: 'attribute_exists(pk)', ...values({ ':n': n(5) }) }),
    update('SET m.x = :n', values({ ':n': n(5) })),
    get(),
  ]),
  engineCase('an update in a missing map', ({ put, update }) => [
    put({ a: n(1) }),
    update('SET m.x = :n', values({ ':n': n(5) })),
    update('SET a.x = :n', values({ ':n': n(5) })),
  ]),
  engineCase('an update that creates the item', ({ update, get }) => [
    update('SET a = :n', { ReturnValues: 'ALL_NEW', ...values({ ':n': n(5) }) }),
    get(),
  ]),
  engineCase('an update without an expression', ({ get }) => [
    ['UpdateItem', { TableName: PLAIN_TABLE, Key: { pk: s('an update without an expression') } }],
    ['GetItem', { TableName: PLAIN_TABLE, Key: { pk: s('an update without an expression') } }],
    get(),
  ]),
  ...['NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW', 'SOMETHING'].map((ReturnValues) =>
    engineCase(`an update returns ${ReturnValues}`, ({ put, update }) => [
      put({ a: n(1), b: n(1) }),
      update('SET a = :n, c = :n', { ReturnValues, ...values({ ':n': n(5) }) }),
    ]),
  ),
  engineCase('a put that returns the old item', ({ put }) => [
    put({ a: n(1) }, { ReturnValues: 'ALL_OLD' }),
    put({ a: n(2) }, { ReturnValues: 'ALL_OLD' }),
    put({ a: n(3) }, { ReturnValues: 'ALL_NEW' }),
  ]),
  engineCase('a delete of a missing item', ({ remove }) => [
    remove({ ReturnValues: 'ALL_OLD' }),
    remove({ ConditionExpression: 'attribute_exists(pk)' }),
  ]),
  ...[
    'a BETWEEN :one AND :three',
    'a IN (:one, :two)',
    'NOT a = :one',
    'size(t) = :three',
    'contains(t, :e)',
    'contains(l, :e)',
    'begins_with(t, :e)',
    'attribute_type(a, :type)',
    'a = t',
    'absent = :one',
    'absent <> :one',
    'absent < :one',
    't < :one',
    '(a = :two OR absent = :one) AND NOT (b = :one)',
  ].map((ConditionExpression) =>
    engineCase(`the condition ${ConditionExpression}`, ({ put, remove }) => {
      const all = {
        ':one': n(1),
        ':two': n(2),
        ':three': n(3),
        ':e': s('e'),
        ':type': s('N'),
      };
      const used = Object.entries(all).filter(([name]) => new RegExp(`${name}\\b`).test(ConditionExpression));
      return [
        put({ a: n(2), t: s('eé'), l: { L: [s('e')] } }),
        remove({ ConditionExpression, ...values(Object.fromEntries(used)) }),
      ];
    }),
  ),
  ...[
    'SET a = absent + :n',
    'SET a = t + :n',
    'ADD t :n',
    'ADD absent :n',
    'SET l[9] = :n',
    'REMOVE l[0]',
    'SET l = list_append(l, :l)',
    'SET a = if_not_exists(a, :n) - :n',
    'SET a = :n, a = :n',
    'SET m = :n, m.x = :n',
    'SET pk = :t',
    'SET sk = :n',
    'SET status = :n',
    'SET a = :unknown',
    'SET #unknown = :n',
    'SET a : :n',
    '',
    'DELETE ss :ss',
    'REMOVE absent',
    'SET a = :n SET b = :n',
  ].map((UpdateExpression) =>
    engineCase(`the update "${UpdateExpression}"`, ({ put, update, get }) => {
      const all = { ':n': n(5), ':l': { L: [n(5)] }, ':t': s('other'), ':ss': { SS: ['x'] } };
      const used = Object.entries(all).filter(([name]) => new RegExp(`${name}\\b`).test(UpdateExpression));
      return [
        put({ a: n(2), t: s('e'), l: { L: [n(1), n(2)] }, m: { M: { x: n(1) } }, ss: { SS: ['x'] } }),
        update(UpdateExpression, used.length === 0 ? {} : values(Object.fromEntries(used))),
        get(),
      ];
    }),
  ),
  engineCase('values and names that are not used', ({ put, update }) => [
    put({}, { ...NEVER, ...values({ ':n': n(5) }) }),
    update('SET a = :n', { ExpressionAttributeNames: { '#a': 'a' }, ...values({ ':n': n(5) }) }),
    put({}, values({ ':n': n(5) })),
    put({}, { ExpressionAttributeNames: { '#a': 'a' } }),
    put({}, { ...NEVER, ExpressionAttributeValues: {} }),
  ]),
  engineCase('reserved words', ({ put, get, update }) => [
    put({ name: s('x') }, { ConditionExpression: 'attribute_not_exists(ttl)' }),
    get({ ProjectionExpression: 'size' }),
    update('SET #status = :n', {
      ExpressionAttributeNames: { '#status': 'status' },
      ...values({ ':n': n(5) }),
    }),
    get({ ProjectionExpression: '#a, nosuch', ExpressionAttributeNames: { '#a': 'name' } }),
  ]),
];
