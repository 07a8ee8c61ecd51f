import type { Declared } from '../templates/resources.ts';
import type { Statement } from './statement.ts';

/** Resource that uses a role: `function:NAME`, `stateMachine:NAME` or `rule:NAME`. */
export type Holder = `${'function' | 'stateMachine' | 'rule'}:${string}`;

/** `AWS::IAM::Role`, with the statements of its policies. */
export type Role = Declared & {
  readonly name: string;
  readonly statements: readonly Statement[];
  /** Empty if nothing in the templates uses it. */
  readonly holders: readonly Holder[];
};

/** Returns the roles by the resources that use them. */
export function rolesByHolder(roles: readonly Role[]): ReadonlyMap<Holder, Role> {
  return new Map(roles.flatMap((role) => role.holders.map((holder) => [holder, role] as const)));
}
