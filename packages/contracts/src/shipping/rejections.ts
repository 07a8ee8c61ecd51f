import type { Problems } from '../rejection.ts';

export const shippingProblems = {
  SHIPPING_METHOD_NOT_FOUND: { status: 404, title: 'There is no such shipping method' },
  SHIPPING_METHOD_ARCHIVED: { status: 409, title: 'The shipping method is archived' },
} as const satisfies Problems;
