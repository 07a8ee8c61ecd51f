import type { UnusedPermission } from './find-faults.ts';

/** The permissions that no test uses, each with the reason why it is there all the same. */
export const unusedPermissions: readonly UnusedPermission[] = [];
