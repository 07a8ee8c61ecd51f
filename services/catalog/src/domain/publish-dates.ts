import type { Command } from '@tradepost/aggregate/aggregate';
import type { ProductEvent, ProductFacts, ProductState } from './product.ts';

type Dates = Pick<ProductFacts, 'publishAt' | 'unpublishAt'>;

/**
 * Publishes a product whose `publishAt` has come, and makes one whose `unpublishAt` has come a draft. If both have, the later
 * one decides. A date that has come is removed, so that a repeat changes nothing.
 */
export const applyDates =
  (): Command<ProductState, ProductEvent> =>
  (product, { at }) => {
    switch (product.status) {
      case 'none':
      case 'archived':
        return { events: [] };
      case 'draft':
      case 'active': {
        const { publishAt, unpublishAt, ...rest } = product;
        const due = [publishAt, unpublishAt].filter((date) => hasCome(date, at)).sort();
        const last = due.at(-1);
        if (last === undefined) return { events: [] };
        const after: ProductFacts = {
          ...rest,
          ...(publishAt === undefined || hasCome(publishAt, at) ? {} : { publishAt }),
          ...(unpublishAt === undefined || hasCome(unpublishAt, at) ? {} : { unpublishAt }),
          status: last === unpublishAt ? 'draft' : 'active',
          updatedAt: at,
        };
        return { events: [{ type: 'ProductUpdated', product: after, skusAdded: [], skusRemoved: [] }] };
      }
      default:
        return product satisfies never;
    }
  };

/** The time at which something happens to a product by its dates. */
export function dueAtOf(product: ProductState): string | undefined {
  if (product.status !== 'draft' && product.status !== 'active') return undefined;
  const { publishAt, unpublishAt }: Dates = product;
  return [publishAt, unpublishAt].filter((date) => date !== undefined).sort()[0];
}

/** Dates are in UTC with milliseconds, so that they compare as texts. */
function hasCome(date: string | undefined, at: string): date is string {
  return date !== undefined && date <= at;
}
