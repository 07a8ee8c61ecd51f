import type { Problems } from '../rejection.ts';

export const customerProblems = {
  CUSTOMER_NOT_FOUND: { status: 404, title: 'There is no such customer' },
  ADDRESS_NOT_FOUND: { status: 404, title: 'The customer has no such address' },
  TOO_MANY_ADDRESSES: { status: 422, title: 'The customer has as many addresses as one customer may have' },
} as const satisfies Problems;
