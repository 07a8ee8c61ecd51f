import type { Problems } from '../rejection.ts';

export const catalogProblems = {
  PRODUCT_NOT_FOUND: { status: 404, title: 'There is no such product' },
  PRODUCT_ARCHIVED: { status: 409, title: 'The product is archived' },
  SKU_TAKEN: { status: 409, title: 'Another product has this SKU' },
  SLUG_TAKEN: { status: 409, title: 'Another product has this slug' },
  PRODUCT_TOO_LARGE: { status: 422, title: 'The product is larger than one product can be' },
} as const satisfies Problems;
