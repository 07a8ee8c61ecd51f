import type { Problems } from '../rejection.ts';

export const gadgetProblems = {
  GADGET_NOT_FOUND: { status: 404, title: 'There is no such gadget' },
} as const satisfies Problems;
