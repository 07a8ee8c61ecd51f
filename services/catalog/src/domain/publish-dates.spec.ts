import { CHANGED_AT, tea } from './product.spec-kit.ts';
import type { ProductFacts } from './product.ts';
import { applyDates, dueAtOf } from './publish-dates.ts';

const EARLIER = '2026-02-01T00:00:00.000Z';
const LATER = '2026-02-03T00:00:00.000Z';

type Given = Partial<Pick<ProductFacts, 'status' | 'publishAt' | 'unpublishAt'>>;

/** Returns the status and the dates of a product after they were applied; undefined if nothing changed. */
function applied(given: Given): Given | undefined {
  const decision = applyDates()({ ...tea, ...given }, { version: 3, at: CHANGED_AT });
  if (!('events' in decision)) throw new Error('dates are never rejected');
  const [event] = decision.events;
  if (event === undefined) return undefined;
  if (event.type !== 'ProductUpdated') throw new Error(event.type);
  const { status, publishAt, unpublishAt, updatedAt } = event.product;
  expect(updatedAt).toBe(CHANGED_AT);
  return {
    status,
    ...(publishAt === undefined ? {} : { publishAt }),
    ...(unpublishAt === undefined ? {} : { unpublishAt }),
  };
}

describe('applyDates', () => {
  const rows: readonly (readonly [Given, Given | undefined])[] = [
    [{ status: 'draft' }, undefined],
    [{ status: 'draft', publishAt: LATER }, undefined],
    [{ status: 'active', unpublishAt: LATER }, undefined],
    [{ status: 'draft', publishAt: CHANGED_AT }, { status: 'active' }],
    [
      { status: 'draft', publishAt: EARLIER, unpublishAt: LATER },
      { status: 'active', unpublishAt: LATER },
    ],
    [{ status: 'active', unpublishAt: EARLIER }, { status: 'draft' }],
    [
      { status: 'active', unpublishAt: EARLIER, publishAt: LATER },
      { status: 'draft', publishAt: LATER },
    ],
    [{ status: 'draft', publishAt: EARLIER, unpublishAt: CHANGED_AT }, { status: 'draft' }],
    [{ status: 'active', publishAt: CHANGED_AT, unpublishAt: EARLIER }, { status: 'active' }],
    [{ status: 'archived', publishAt: EARLIER }, undefined],
  ];
  it.each(rows)('makes of %j %j', (given, expected) => {
    expect(applied(given)).toEqual(expected);
  });

  it('changes nothing of a product that does not exist', () => {
    expect(applyDates()({ status: 'none' }, { version: -1, at: CHANGED_AT })).toEqual({ events: [] });
  });
});

describe('dueAtOf', () => {
  it('is the earlier date of a draft or an active product', () => {
    expect(dueAtOf({ ...tea, publishAt: LATER, unpublishAt: EARLIER })).toBe(EARLIER);
    expect(dueAtOf({ ...tea, status: 'draft', publishAt: LATER })).toBe(LATER);
    expect(dueAtOf(tea)).toBeUndefined();
    expect(dueAtOf({ ...tea, status: 'archived', publishAt: LATER })).toBeUndefined();
    expect(dueAtOf({ status: 'none' })).toBeUndefined();
  });
});
