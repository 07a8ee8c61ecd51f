import { toCursor } from '@tradepost/lambda/cursor';
import { fromListingCursor, toListingCursor } from './listing-cursor.ts';

const place = '2026-01-01T00:00:00.000Z#prd_01JD3XK8WQ4N6T2B9V5M7R0C1E';

describe('fromListingCursor', () => {
  it('gives back the place that the cursor was made of', () => {
    expect(fromListingCursor('active#tea', toListingCursor('active#tea', place))).toBe(place);
  });

  it.each([
    ['of another category', toListingCursor('active#coffee', place)],
    ['of another status', toListingCursor('draft#tea', place)],
    ['without a place', toCursor('active#tea#')],
    ['with a place that no product has', toCursor('active#tea#2026-01-01T00:00:00.000Z#')],
    ['cut short', toListingCursor('active#tea', place).slice(0, -3)],
    ['of no kind', 'abc'],
  ])('gives nothing for a cursor %s', (_what, cursor) => {
    expect(fromListingCursor('active#tea', cursor)).toBeUndefined();
  });
});
