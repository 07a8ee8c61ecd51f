import type { AwsCall } from './aws-call.ts';

/** A statement of a role's policy, with every reference resolved. */
export type Statement = {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** All must hold. A condition holds if the request's value of its key is one of its values. */
  readonly conditions?: readonly Condition[];
};

/** `StringEquals` for one key. */
export type Condition = { readonly key: string; readonly values: readonly string[] };

/**
 * Condition keys that are supported: `events:source` and `events:detail-type`, the tags in a request that creates a
 * resource, and of KMS the alias in a request and the pairs of the encryption context.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
const CONDITION_KEY =
  /^(?:events:(?:source|detail-type)|aws:requesttag\/.+|kms:requestalias|kms:encryptioncontext:.+)$/;

/**
 * Tags of an existing resource. The condition always holds: the resources of the compiled services belong to one stage, whose
 * stacks give all of them its tags.
 */
const RESOURCE_TAG = /^aws:resourcetag\/.+$/;

/**
 * Returns whether the statements of one role allow a call, as IAM decides within an account: at least one statement must
 * allow it, and none may deny it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function isAllowed(statements: readonly Statement[], call: AwsCall): boolean {
  const applying = statements.filter((statement) => covers(statement, call) && holds(statement, call));
  return applying.length > 0 && applying.every(({ effect }) => effect === 'Allow');
}

/** Returns whether the conditions hold. One whose key the request lacks does not. */
function holds({ conditions = [] }: Statement, { context = {} }: AwsCall): boolean {
  return conditions.every(({ key, values }) => values.includes(context[key] ?? ''));
}

/** Returns whether a statement covers the action and the resource of a call, to allow or to deny it. */
export function covers(
  { actions, resources }: Pick<Statement, 'actions' | 'resources'>,
  { action, resource }: AwsCall,
): boolean {
  // Actions are case-insensitive; resources are not.
  return (
    actions.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
    resources.some((pattern) => matches(pattern, resource))
  );
}

/**
 * Reads the `Statement` of a policy document. Throws if it has elements that are not supported: `NotAction`, `NotResource`,
 * and conditions other than `StringEquals` with a `CONDITION_KEY` or a `RESOURCE_TAG`. Ignoring them would allow or deny wrong calls.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export function readStatements(statement: unknown): readonly Statement[] {
  return listOf(statement).map((each) => {
    const {
      Sid: _,
      Effect,
      Action,
      Resource,
      Condition: condition,
      ...others
    } = each as Readonly<Record<string, unknown>>;
    const [unsupported] = Object.keys(others);
    if (unsupported !== undefined) throw new Error(`${unsupported} in a policy's statement is not supported`);
    if (Effect !== 'Allow' && Effect !== 'Deny') throw new Error(`the effect ${String(Effect)} is unknown`);
    return {
      effect: Effect,
      actions: listOf(Action).map(String),
      resources: listOf(Resource).map(String),
      ...(condition === undefined ? {} : { conditions: readConditions(condition) }),
    };
  });
}

/** Reads conditions; their keys are case-insensitive. */
function readConditions(condition: unknown): readonly Condition[] {
  return Object.entries(condition as Readonly<Record<string, object>>).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([name, value]) => {
      const key = name.toLowerCase();
      if (operator === 'StringEquals' && RESOURCE_TAG.test(key)) return [];
      if (operator !== 'StringEquals' || !CONDITION_KEY.test(key))
        throw new Error(`the condition ${operator} of ${name} in a policy's statement is not supported`);
      return [{ key, values: listOf(value).map(String) }];
    }),
  );
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) throw new Error("a policy's statement lacks an element");
  return Array.isArray(value) ? value : [value];
}

const compiled = new Map<string, RegExp>();

/** Matches a pattern in which `*` stands for any number of characters and `?` for one. */
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
