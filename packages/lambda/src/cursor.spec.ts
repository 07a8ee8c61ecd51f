import { fromCursor, toCursor } from './cursor.ts';

describe('A cursor', () => {
  it('names the place that it was made of', () => {
    expect(fromCursor(toCursor('2026-01-01T00:00:00.000Z#ord_1'))).toBe('2026-01-01T00:00:00.000Z#ord_1');
  });
  it.each(['', 'x', 'bnVsbA', 'eyJhIjoxfQ', 'WzFd', `${toCursor('a')}=`])('is not %j', (cursor) => {
    expect(fromCursor(cursor)).toBeUndefined();
  });
});
