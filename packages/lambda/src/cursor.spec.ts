import { MAX_CURSOR_LENGTH, paging } from '@tradepost/contracts/fields/paging';
import * as z from 'zod/mini';
import { fromCursor, toCursor } from './cursor.ts';

const jars = { method: 'GET', path: '/v1/jars' } as const;
const lids = { method: 'GET', path: '/v1/lids' } as const;
const PLACE = '2026-01-01T00:00:00.000Z#ord_1';
const isPlace = (text: string) => /^\d{4}-/.test(text);
const encode = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');

const read = (
  query: Record<string, unknown>,
  cursor: string | undefined,
  route: typeof jars | typeof lids = jars,
) => fromCursor(route, { ...query, ...(cursor === undefined ? {} : { cursor }) }, isPlace);

describe('fromCursor', () => {
  it('returns the position in the cursor, with any limit', () => {
    const cursor = toCursor(jars, { status: 'full', limit: 2 }, PLACE);
    expect(read({ limit: 50, status: 'full' }, cursor)).toEqual({ after: PLACE });
  });

  it('returns no position for the first page', () => {
    expect(read({}, undefined)).toEqual({});
  });

  it('treats an undefined filter as an absent one', () => {
    expect(read({}, toCursor(jars, { status: undefined }, PLACE))).toEqual({ after: PLACE });
  });

  const ours = toCursor(jars, { status: 'full' }, PLACE);
  it.each([
    ['of another list', toCursor(lids, { status: 'full' }, PLACE)],
    ['of another filter', toCursor(jars, { status: 'empty' }, PLACE)],
    ['without a filter', toCursor(jars, {}, PLACE)],
    ['with an invalid position', toCursor(jars, { status: 'full' }, 'elsewhere')],
    ['of an older format', encode([PLACE])],
    [
      'of a newer format',
      encode([3, ...(JSON.parse(Buffer.from(ours, 'base64url').toString()) as unknown[]).slice(1)]),
    ],
    [
      'with a further element',
      encode([...(JSON.parse(Buffer.from(ours, 'base64url').toString()) as unknown[]), 'more']),
    ],
    ['that is cut short', ours.slice(0, -3)],
    ['that is padded', `${ours}=`],
    ['with an empty position', encode([''])],
    ['that is a number', encode([1])],
    ['that is null', 'bnVsbA'],
    ['that is an object', 'eyJhIjoxfQ'],
    ['that is empty', ''],
    ['of the maximum length', encode([0, 0, `2026-${'x'.repeat(1_480)}`])],
    ['that is not JSON', 'nonsense'],
  ])('refuses a cursor %s', (_what, cursor) => {
    expect(read({ status: 'full' }, cursor)).toBeUndefined();
  });
});

describe('toCursor', () => {
  it('returns a cursor that the field `cursor` accepts, for 300 non-ASCII characters and any filter', () => {
    const cursor = toCursor(jars, { customerId: '\u6f22'.repeat(5_000) }, '\u6f22'.repeat(300));
    expect(z.object(paging).parse({ cursor }).cursor).toBe(cursor);
  });

  it('throws if the cursor would be too long for the field `cursor`', () => {
    expect(() => toCursor(jars, {}, 'x'.repeat(MAX_CURSOR_LENGTH))).toThrow('too long');
  });
});
