import type { AwsCall } from './aws-call.ts';

/** A statement of a role's policy, with every reference resolved. */
export type Statement = {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** All of them must hold: the key of the request has one of the values. */
  readonly conditions?: readonly Condition[];
};

/** `StringEquals` of one key. */
export type Condition = { readonly key: string; readonly values: readonly string[] };

/**
 * The keys that requests have here.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
 */
const CONDITION_KEYS: ReadonlySet<string> = new Set(['events:source', 'events:detail-type']);

/**
 * Whether the statements of one role allow a call, as IAM decides within an account: what is denied is not allowed,
 * and neither is what nothing allows.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function isAllowed(statements: readonly Statement[], call: AwsCall): boolean {
  const applying = statements.filter((statement) => covers(statement, call) && holds(statement, call));
  return applying.length > 0 && applying.every(({ effect }) => effect === 'Allow');
}

/** A key that the request does not have equals nothing. */
function holds({ conditions = [] }: Statement, { context = {} }: AwsCall): boolean {
  return conditions.every(({ key, values }) => values.includes(context[key] ?? ''));
}

/** Whether a statement is about the action and the resource of a call, to allow or to deny it. */
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
 * Takes the `Statement` of a policy document, as JSON. Throws if it has what is not evaluated here: `NotAction`,
 * `NotResource`, and conditions other than `StringEquals` of the keys above. A check that ignored them would be worth
 * nothing.
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

/** Keys are the same in any case of their letters. */
function readConditions(condition: unknown): readonly Condition[] {
  return Object.entries(condition as Readonly<Record<string, object>>).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([name, value]) => {
      const key = name.toLowerCase();
      if (operator !== 'StringEquals' || !CONDITION_KEYS.has(key))
        throw new Error(`the condition ${operator} of ${name} in a policy's statement is not supported`);
      return { key, values: listOf(value).map(String) };
    }),
  );
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
