import privileges from '../../privileges.json' with { type: 'json' };
import type { CommittedRole } from '../domain/compare-roles.ts';

/** The roles of all services as this commit's templates declare them: `pnpm generate privileges` writes the file. */
export const committedRoles = (): readonly CommittedRole[] =>
  privileges as unknown as readonly CommittedRole[];
