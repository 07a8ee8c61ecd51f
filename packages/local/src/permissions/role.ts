import type { Declared } from '../resources.ts';
import type { Statement } from './statement.ts';

/** Who acts with a role: `function:NAME`, `stateMachine:NAME` or `rule:NAME`. */
export type Holder = `${'function' | 'stateMachine' | 'rule'}:${string}`;

/** `AWS::IAM::Role`, with all that its policies say. */
export type Role = Declared & {
  readonly name: string;
  readonly statements: readonly Statement[];
  /** None where nothing in the templates uses it. */
  readonly holders: readonly Holder[];
};

/** The roles by who acts with them. */
export function rolesByHolder(roles: readonly Role[]): ReadonlyMap<Holder, Role> {
  return new Map(roles.flatMap((role) => role.holders.map((holder) => [holder, role] as const)));
}
