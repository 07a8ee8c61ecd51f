import type { Problems } from '../rejection.ts';

export const identityProblems = {
  LAST_ADMIN_GRANT: { status: 409, title: 'No group would have the scope identity:write any more' },
  OWN_ADMIN_GRANT: { status: 409, title: 'Only another administrator can take identity:write from you' },
  SCOPE_NOT_FOR_MACHINES: { status: 422, title: 'No machine may have this scope' },
} as const satisfies Problems;
