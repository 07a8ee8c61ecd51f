import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { Journal } from './journal.ts';
import type { Report } from './violation.ts';

const SWEEPER = 'tradepost.catalog';

/**
 * The sweeper applies the dates of a product that have come by its clock, and no others: the later one of those that have come
 * decides its status.
 */
export function checkPublishDates(journal: Journal, report: Report): void {
  for (const [key, states] of journal.of('catalog-products')) {
    states.forEach(({ item }, place) => {
      if (item?.actor !== SWEEPER) return;
      const before = states[place - 1]?.item?.state;
      const after = describe(item.state);
      const expected = describe(applied(before, item.state.updatedAt));
      if (after !== expected)
        report('a product is published by its dates, not before', `${key} is ${after}, not ${expected}`);
    });
  }
}

function applied({ status, publishAt, unpublishAt }: UncheckedJson, at: string): UncheckedJson {
  const dates = [
    { date: publishAt, status: 'active' },
    { date: unpublishAt, status: 'draft' },
  ].filter(({ date }) => date !== undefined);
  const come = dates.filter(({ date }) => Date.parse(date) <= Date.parse(at));
  const last = come.toSorted((one, other) => Date.parse(one.date) - Date.parse(other.date)).at(-1);
  const left = (date: string | undefined) => (come.some((each) => each.date === date) ? undefined : date);
  return { status: last?.status ?? status, publishAt: left(publishAt), unpublishAt: left(unpublishAt) };
}

function describe({ status, publishAt, unpublishAt }: UncheckedJson): string {
  return `${status} ${publishAt ?? '-'} ${unpublishAt ?? '-'}`;
}
