import { isRecord } from '@tradepost/event-rules/is-record';

/** The parts of a stack that intrinsic functions refer to. */
export type Scope = {
  readonly ref: (logicalId: string) => unknown;
  readonly getAtt: (logicalId: string, attribute: string) => unknown;
  readonly importValue: (exportName: string) => unknown;
  /** Returns the value of `{{resolve:…}}`; its argument is the text after `resolve:`. */
  readonly dynamicReference: (reference: string) => string;
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly mappings: Readonly<Record<string, unknown>>;
  readonly region: string;
};

/**
 * Resolves every intrinsic function and dynamic reference in `value`; `{Ref: 'AWS::NoValue'}` removes its property. Throws
 * with the function's name if one is malformed or unknown, or if its target does not exist.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function resolveIntrinsics(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') return resolveDynamicReferences(value, scope);
  if (Array.isArray(value)) {
    return value.map((item) => resolveIntrinsics(item, scope)).filter((item) => item !== undefined);
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? [];
  if (entries.length === 1 && name !== undefined && Object.hasOwn(FUNCTIONS, name))
    return FUNCTIONS[name]?.(argument, scope);
  if (entries.length === 1 && name?.startsWith('Fn::')) throw new Error(`${name} is not supported`);
  return Object.fromEntries(
    entries
      .map(([key, item]): [string, unknown] => [key, resolveIntrinsics(item, scope)])
      .filter(([, item]) => item !== undefined),
  );
}

/** Returns whether the condition `name` holds. Throws if there is no such condition. */
export function conditionHolds(name: string, scope: Scope): boolean {
  if (!Object.hasOwn(scope.conditions, name)) throw new Error(`there is no condition ${name}`);
  return resolveIntrinsics(scope.conditions[name], scope) === true;
}

type IntrinsicFunction = (argument: unknown, scope: Scope) => unknown;

const FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  Ref: (argument, scope) => scope.ref(String(argument)),
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId, ...attribute] = Array.isArray(argument)
      ? argument.map(String)
      : String(argument).split('.');
    return scope.getAtt(
      logicalId ?? '',
      attribute.map((part) => String(resolveIntrinsics(part, scope))).join('.'),
    );
  },
  'Fn::Sub': substitute,
  'Fn::Join': (argument, scope) => {
    const [separator, items] = pair(argument, 'Fn::Join');
    return list(resolveIntrinsics(items, scope), 'Fn::Join').map(String).join(String(separator));
  },
  'Fn::Select': (argument, scope) => {
    const [index, items] = pair(resolveIntrinsics(argument, scope), 'Fn::Select');
    const selected = list(items, 'Fn::Select')[Number(index)];
    if (selected === undefined) throw new Error(`Fn::Select has no item ${String(index)}`);
    return selected;
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = pair(resolveIntrinsics(argument, scope), 'Fn::Split');
    return String(text).split(String(separator));
  },
  'Fn::If': (argument, scope) => {
    const [condition, then, otherwise] = list(argument, 'Fn::If');
    return resolveIntrinsics(conditionHolds(String(condition), scope) ? then : otherwise, scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = pair(resolveIntrinsics(argument, scope), 'Fn::Equals');
    return String(left) === String(right);
  },
  'Fn::And': (argument, scope) =>
    list(argument, 'Fn::And').every((item) => resolveIntrinsics(item, scope) === true),
  'Fn::Or': (argument, scope) =>
    list(argument, 'Fn::Or').some((item) => resolveIntrinsics(item, scope) === true),
  'Fn::Not': (argument, scope) => resolveIntrinsics(list(argument, 'Fn::Not')[0], scope) !== true,
  Condition: (argument, scope) =>
    typeof argument === 'string' && Object.hasOwn(scope.conditions, argument)
      ? conditionHolds(argument, scope)
      : { Condition: resolveIntrinsics(argument, scope) },
  'Fn::FindInMap': (argument, scope) => {
    const [map, top, second] = list(resolveIntrinsics(argument, scope), 'Fn::FindInMap').map(String);
    const found = own(own(own(scope.mappings, map), top), second);
    if (found === undefined) throw new Error(`Fn::FindInMap finds nothing at ${map}.${top}.${second}`);
    return found;
  },
  'Fn::Base64': (argument, scope) =>
    Buffer.from(String(resolveIntrinsics(argument, scope))).toString('base64'),
  'Fn::ImportValue': (argument, scope) => scope.importValue(String(resolveIntrinsics(argument, scope))),
  'Fn::GetAZs': (argument, scope) => {
    const region = String(resolveIntrinsics(argument, scope)) || scope.region;
    return ['a', 'b', 'c'].map((zone) => `${region}${zone}`);
  },
  'Fn::ToJsonString': (argument, scope) => JSON.stringify(resolveIntrinsics(argument, scope)),
  'Fn::Length': (argument, scope) => list(resolveIntrinsics(argument, scope), 'Fn::Length').length,
};

/** `${Name}`, `${Name.Attribute}`, `${Variable}`; `${!Literal}` stays as `${Literal}`. */
function substitute(argument: unknown, scope: Scope): string {
  const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const values = isRecord(variables) ? variables : {};
  const text = String(template).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    const key = name.trim();
    if (Object.hasOwn(values, key)) return String(resolveIntrinsics(values[key], scope));
    const [logicalId, ...attribute] = key.split('.');
    return String(
      attribute.length === 0 ? scope.ref(key) : scope.getAtt(logicalId ?? '', attribute.join('.')),
    );
  });
  return resolveDynamicReferences(text, scope);
}

function resolveDynamicReferences(text: string, scope: Scope): string {
  if (!text.includes('{{resolve:')) return text;
  return text.replace(/\{\{resolve:([^}]+)\}\}/g, (_, reference: string) =>
    scope.dynamicReference(reference.trim()),
  );
}

/** Returns an own property of a value; undefined if the value lacks it or is not an object. */
function own(value: unknown, key = ''): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function list(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${name} takes a list`);
  return value;
}

function pair(value: unknown, name: string): readonly [unknown, unknown] {
  const items = list(value, name);
  if (items.length !== 2) throw new Error(`${name} takes two arguments`);
  return [items[0], items[1]];
}
