import type { AwsCall } from './aws-call.ts';

/** A statement of a role's policy, with every reference resolved. */
export type Statement = {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
};

/**
 * Whether the statements of one role allow a call, as IAM decides within an account: what is denied is not allowed,
 * and neither is what nothing allows.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function isAllowed(statements: readonly Statement[], call: AwsCall): boolean {
  const applying = statements.filter((statement) => covers(statement, call));
  return applying.length > 0 && applying.every(({ effect }) => effect === 'Allow');
}

/** Whether a statement speaks of the call, be it to allow or to deny it. */
export function covers(
  { actions, resources }: Pick<Statement, 'actions' | 'resources'>,
  { action, resource }: AwsCall,
): boolean {
  // Actions are the same in any case of their letters; resources are not.
  return (
    actions.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
    resources.some((pattern) => matches(pattern, resource))
  );
}

/**
 * Takes the `Statement` of a policy document, as JSON. Throws where it has what is not decided here: conditions,
 * `NotAction` and `NotResource`. A check that passed over them would be worth nothing.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export function readStatements(statement: unknown): readonly Statement[] {
  return listOf(statement).map((each) => {
    const { Sid: _, Effect, Action, Resource, ...others } = each as Readonly<Record<string, unknown>>;
    const [unsupported] = Object.keys(others);
    if (unsupported !== undefined) throw new Error(`${unsupported} in a policy's statement is not supported`);
    if (Effect !== 'Allow' && Effect !== 'Deny') throw new Error(`the effect ${String(Effect)} is unknown`);
    return { effect: Effect, actions: listOf(Action).map(String), resources: listOf(Resource).map(String) };
  });
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) throw new Error("a policy's statement lacks an element");
  return Array.isArray(value) ? value : [value];
}

const compiled = new Map<string, RegExp>();

/** `*` stands for any number of characters, `?` for one. */
function matches(pattern: string, text: string): boolean {
  if (pattern === text || pattern === '*') return true;
  if (!/[*?]/.test(pattern)) return false;
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    expression = new RegExp(`^${source}$`, 's');
    compiled.set(pattern, expression);
  }
  return expression.test(text);
}
