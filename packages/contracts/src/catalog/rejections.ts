import type { Problems } from '../rejection.ts';

export const catalogProblems = {
  PRODUCT_NOT_FOUND: { status: 404, title: 'There is no such product' },
  PRODUCT_ARCHIVED: { status: 409, title: 'The product is archived' },
  SKU_TAKEN: { status: 409, title: 'Another product has this SKU' },
  SLUG_TAKEN: { status: 409, title: 'Another product has this slug' },
  VARIANT_NOT_FOUND: { status: 404, title: 'The product has no such variant' },
  VARIANT_ARCHIVED: { status: 409, title: 'The variant is archived' },
  TOO_MANY_VARIANTS: { status: 409, title: 'The product has as many variants as a product can have' },
  VARIANTS_NOT_REPLACEABLE: {
    status: 409,
    title: 'The product has more variants than a request can replace: change each by itself',
  },
  COMPONENT_NOT_FOUND: { status: 422, title: 'A component of the bundle does not exist' },
  COMPONENT_ARCHIVED: { status: 422, title: 'A component of the bundle is archived' },
  COMPONENT_IS_BUNDLE: { status: 422, title: 'A component of a bundle cannot be a bundle itself' },
  VARIANT_KIND_FIXED: {
    status: 409,
    title: 'A bundle stays a bundle, and another variant cannot become one: create another SKU',
  },
  CATEGORY_NOT_FOUND: { status: 404, title: 'There is no such category' },
  PARENT_CATEGORY_NOT_FOUND: { status: 422, title: 'There is no such category to be the parent' },
  CATEGORY_WITHIN_ITSELF: { status: 409, title: 'A category cannot be in itself, or in one that is in it' },
  CATEGORY_TOO_DEEP: { status: 409, title: 'The tree of categories would be deeper than it can be' },
  TOO_MANY_CATEGORIES: {
    status: 409,
    title: 'There are as many categories as there can be, in all or in one',
  },
  CATEGORY_NOT_EMPTY: { status: 409, title: 'The category has products or categories in it' },
  PRODUCT_TOO_LARGE: { status: 422, title: 'The product is larger than one product can be' },
} as const satisfies Problems;
