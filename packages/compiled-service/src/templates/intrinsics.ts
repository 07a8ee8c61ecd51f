import { isRecord } from '@tradepost/event-rules/is-record';

/** The parts of a stack that intrinsic functions refer to. */
export type Scope = {
  readonly ref: (logicalId: string) => unknown;
  readonly getAtt: (logicalId: string, attribute: string) => unknown;
  /** Returns the value of `{{resolve:…}}`; its argument is the text after `resolve:`. */
  readonly dynamicReference: (reference: string) => string;
};

/**
 * Resolves `Ref`, `Fn::GetAtt`, `Fn::Sub`, `Fn::Join` and dynamic references in `value`. Throws if it has another function, by
 * its name, or if a target does not exist.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function resolveIntrinsics(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') return resolveDynamicReferences(value, scope);
  if (Array.isArray(value)) return value.map((item) => resolveIntrinsics(item, scope));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? [];
  if (entries.length === 1 && (name === 'Ref' || name?.startsWith('Fn::')))
    return callFunction(name, argument, scope);
  return Object.fromEntries(entries.map(([key, item]) => [key, resolveIntrinsics(item, scope)]));
}

function callFunction(name: string, argument: unknown, scope: Scope): unknown {
  switch (name) {
    case 'Ref':
      return scope.ref(String(argument));
    case 'Fn::GetAtt': {
      const [logicalId = '', ...attribute] = [argument].flat().join('.').split('.');
      return scope.getAtt(logicalId, attribute.join('.'));
    }
    case 'Fn::Sub':
      return substitute(argument, scope);
    case 'Fn::Join': {
      const [separator, items] = resolveIntrinsics(argument, scope) as readonly unknown[];
      if (!Array.isArray(items)) throw new Error('Fn::Join takes a list');
      return items.join(String(separator));
    }
    default:
      throw new Error(`${name} is not supported`);
  }
}

/** `${Name}`, `${Name.Attribute}`, `${Variable}`; `${!Literal}` stays as `${Literal}`. */
function substitute(argument: unknown, scope: Scope): string {
  const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const values = isRecord(variables) ? variables : {};
  const text = String(template).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    const key = name.trim();
    if (Object.hasOwn(values, key)) return String(resolveIntrinsics(values[key], scope));
    const [logicalId = '', ...attribute] = key.split('.');
    return String(attribute.length === 0 ? scope.ref(key) : scope.getAtt(logicalId, attribute.join('.')));
  });
  return resolveDynamicReferences(text, scope);
}

function resolveDynamicReferences(text: string, scope: Scope): string {
  return text.replace(/\{\{resolve:([^}]+)\}\}/g, (_, reference: string) =>
    scope.dynamicReference(reference.trim()),
  );
}
