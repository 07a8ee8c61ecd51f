import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  CloudFormationTemplate,
  PackagedService,
  TemplateResource,
} from '@tradepost/compiled-service/packaging/service-state';
import { isRecord } from '@tradepost/event-rules/is-record';
import { parse, type ScalarTag } from 'yaml';
import { ROOT } from '../root.ts';

/** Values of a template's parameters, and whether each of its conditions holds. */
type Scope = {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly conditions: Readonly<Record<string, unknown>>;
};

/** Templates in `.github` that a person deploys for a stage, with parameters that switch on everything. */
const ACCOUNT_TEMPLATES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  edge: {
    DomainName: 'api.example.com',
    OriginDomainName: 'origin.api.example.com',
    CertificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/edge',
    ClientCertificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/client',
    HostedZoneId: 'Z0123456789',
    TrustedServers: '192.0.2.7/32',
  },
  'access-audit': { UnusedAccess: 'true' },
  'deploy-role': {
    Repository: 'example/tradepost',
    OwnerId: '1',
    RepositoryId: '2',
    CreateOidcProvider: 'false',
    HostedZoneId: 'Z0123456789',
  },
};

const NO_VALUE = { Ref: 'AWS::NoValue' };

/** Reads the templates that a person deploys for a stage, in the form of packaged services. */
export function accountTemplates(stage: string): readonly PackagedService[] {
  return Object.entries(ACCOUNT_TEMPLATES).map(([name, parameters]) => {
    const file = join(ROOT, '.github', `${name}.yml`);
    const template = resolveConditions(parseTemplate(readFileSync(file, 'utf8')), {
      ...parameters,
      Stage: stage,
    });
    const provider = { stage, region: 'us-east-1', stackName: `tradepost-${name}-${stage}` };
    return {
      ...{ name, dir: ROOT, packageDir: ROOT, template },
      state: { service: { service: name, provider, functions: {} } },
    };
  });
}

/** Parses a template; each short form of a function (`!Ref`) becomes its long form. */
export function parseTemplate(text: string): CloudFormationTemplate {
  const long = (name: string) => (name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`);
  const scalars = ['Ref', 'Sub', 'GetAtt', 'Condition'].map(
    (name): ScalarTag => ({
      tag: `!${name}`,
      resolve: (value) => ({ [long(name)]: name === 'GetAtt' ? value.split('.') : value }),
    }),
  );
  const lists = ['Equals', 'If', 'Not', 'Or', 'Join', 'Select', 'Split', 'Sub'].map((name) => ({
    tag: `!${name}`,
    collection: 'seq' as const,
    resolve: (items: unknown) => ({ [long(name)]: (items as { toJSON: () => unknown }).toJSON() }),
  }));
  return parse(text, { customTags: [...scalars, ...lists] }) as CloudFormationTemplate;
}

/**
 * Replaces parameters by their values, and conditions by their result, so that only references to resources and to the account
 * stay.
 *
 * @throws Error if a parameter has no value
 */
export function resolveConditions(
  { Parameters = {}, Conditions = {}, Resources, ...rest }: CloudFormationTemplate,
  given: Readonly<Record<string, string>>,
): CloudFormationTemplate {
  const parameters = Object.fromEntries(
    Object.entries(Parameters).map(([name, { Type = 'String', Default }]) => {
      const value = given[name] ?? Default;
      if (value === undefined) throw new Error(`the parameter ${name} has no value`);
      return [name, Type === 'CommaDelimitedList' ? String(value).split(',') : value];
    }),
  );
  const scope = { parameters, conditions: Conditions };
  const kept = Object.entries(Resources).flatMap(([id, { Condition, ...resource }]) =>
    Condition === undefined || evaluate({ Condition }, scope) === true
      ? [[id, evaluate(resource, scope) as TemplateResource] as const]
      : [],
  );
  return { ...rest, Resources: Object.fromEntries(kept) };
}

function evaluate(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => evaluate(item, scope)).filter(isValue);
  if (!isRecord(value)) return value;
  const [[name = '', argument] = []] = Object.entries(value);
  const evaluated = FUNCTIONS[name]?.(argument, scope);
  if (evaluated !== undefined) return evaluated;
  const entries = Object.entries(value).map(([key, item]) => [key, evaluate(item, scope)] as const);
  return Object.fromEntries(entries.filter(([, item]) => isValue(item)));
}

type Call = (argument: unknown, scope: Scope) => unknown;

/** Each returns undefined if its argument refers to a resource: it stays as it is. */
const FUNCTIONS: Readonly<Record<string, Call>> = {
  Ref: (name, { parameters }) => parameters[String(name)],
  Condition: (name, scope) =>
    typeof name === 'string' && name in scope.conditions
      ? evaluate(scope.conditions[name], scope)
      : undefined,
  'Fn::Equals': (items, scope) => {
    const [left, right] = evaluate(items, scope) as readonly unknown[];
    return String(left) === String(right);
  },
  'Fn::Not': (items, scope) => (evaluate(items, scope) as readonly unknown[])[0] !== true,
  'Fn::Or': (items, scope) => (evaluate(items, scope) as readonly unknown[]).includes(true),
  'Fn::If': (items, scope) => {
    const [condition, yes, no] = items as readonly unknown[];
    return evaluate(evaluate({ Condition: condition }, scope) === true ? yes : no, scope);
  },
  'Fn::Join': (items, scope) => {
    const [separator, parts] = evaluate(items, scope) as readonly [string, readonly unknown[]];
    return parts.every((part) => typeof part === 'string') ? parts.join(separator) : undefined;
  },
  'Fn::Select': (items, scope) => {
    const [index, list] = evaluate(items, scope) as readonly [number, readonly unknown[]];
    return list[index];
  },
  'Fn::Split': (items, scope) => {
    const [separator, text] = evaluate(items, scope) as readonly [string, string];
    return text.split(separator);
  },
  'Fn::Sub': (argument, scope) => {
    const [text, variables = {}] = [argument].flat();
    const values = { ...scope.parameters, ...(evaluate(variables, scope) as object) };
    return { 'Fn::Sub': putIn(String(text), values) };
  },
};

/** Puts values into `${Name}`. Names without a value are those of resources and of the account. */
function putIn(text: string, values: Readonly<Record<string, unknown>>): string {
  return text.replace(/\$\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}

function isValue(value: unknown): boolean {
  return JSON.stringify(value) !== JSON.stringify(NO_VALUE);
}
