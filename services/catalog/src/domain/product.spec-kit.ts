import type { ProductFacts, Variant } from './product.ts';

export const smallTea: Variant = {
  sku: 'ASSAM-100',
  title: 'Assam 100 g',
  options: { size: '100 g' },
  prices: { GBP: 450, EUR: 520 },
};

export const largeTea: Variant = {
  sku: 'ASSAM-500',
  options: { size: '500 g' },
  prices: { GBP: 1800 },
  weightGrams: 520,
};

/** An active tea in two sizes. */
export const tea: ProductFacts = {
  id: 'prd_01JD3XK8WQ4N6T2B9V5M7R0C1E',
  status: 'active',
  title: 'Assam',
  slug: 'assam',
  description: 'A strong black tea.',
  categories: ['tea', 'black-tea'],
  variants: [smallTea, largeTea],
  variantCount: 2,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};

/** Time of the changes of the tea. */
export const CHANGED_AT = '2026-02-02T00:00:00.000Z';

const archivedTea: ProductFacts = { ...tea, status: 'archived', updatedAt: CHANGED_AT };

export const created = { type: 'ProductCreated', product: tea } as const;
export const archived = { type: 'ProductArchived', product: archivedTea } as const;
export const drafted = { type: 'ProductCreated', product: { ...tea, status: 'draft' } } as const;

/** The events that lead to each state. */
export const states = { none: [], draft: [drafted], active: [created], archived: [created, archived] };
