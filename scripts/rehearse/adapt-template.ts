import { OPEN_ACCESS } from '@tradepost/local/functions/function-environment';
import { PUNCTUATION } from '@tradepost/local/secrets/generate-password';
import { leftOut } from './left-out.ts';

/** The part of a CloudFormation template that is looked at; the rest is passed on as it is. */
export type Template = {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
} & Readonly<Record<string, unknown>>;

type TemplateResource = {
  readonly Type: string;
  readonly DependsOn?: string | readonly string[];
  readonly UpdatePolicy?: unknown;
  readonly Properties?: Readonly<Record<string, unknown>>;
} & Readonly<Record<string, unknown>>;

export type AdaptedTemplate = {
  readonly template: Template;
  /** The logical ids of what was taken out, with their types. */
  readonly taken: Readonly<Record<string, string>>;
};

/** AWS's own form of a dynamic reference, without a version. */
const PARAMETER_REFERENCE = /\{\{resolve:ssm:([^}:]+)\}\}/g;

/** A text in quotes, or a variable of an input transformer outside of one. */
const TEXT_OR_VARIABLE = /"(?:[^"\\]|\\.)*"|<[\w.-]+>/g;

/**
 * Makes a template one that the emulator can deploy:
 * - without the resources that it does not know (`leftOut`), what waits for them and what tells their names;
 * - with the values of SSM parameters in place of references to them, which CloudFormation looks up and it does not;
 * - with quotes around the variables of input transformers, which EventBridge puts around a text and it does not. All of
 *   ours are texts;
 * - with the punctuation spelt out that a made-up secret excludes, which it would put in;
 * - with OPEN_ACCESS for its functions, as in the local cloud, because the APIs have no authorizers yet.
 *
 * @param parameterOf the value of a parameter, by its name
 * @throws Error where a resource that stays needs one that is taken out
 */
export async function adaptTemplate(
  original: Template,
  parameterOf: (name: string) => Promise<string>,
): Promise<AdaptedTemplate> {
  const { Resources, Outputs = {}, ...rest } = original;
  const taken = Object.fromEntries(
    Object.entries(Resources).flatMap(([id, resource]) => (isLeftOut(resource) ? [[id, resource.Type]] : [])),
  );
  const kept = Object.entries(Resources)
    .filter(([id]) => !(id in taken))
    .map(
      ([id, resource]) =>
        [id, withOpenAccess(withoutPunctuation(withQuotedVariables(detached(resource, taken))))] as const,
    );
  for (const [id, { Properties }] of kept) {
    const [missing] = referencesIn(Properties).filter((each) => each in taken);
    if (missing !== undefined)
      throw new Error(`${id} needs ${missing} (${taken[missing]}), which is left out`);
  }
  const outputs = Object.entries(Outputs).filter(([, each]) => !referencesIn(each).some((id) => id in taken));
  const template = { ...rest, Resources: Object.fromEntries(kept), Outputs: Object.fromEntries(outputs) };
  return { template: await withParameters(template, parameterOf), taken };
}

function isLeftOut({ Type, Properties }: TemplateResource): boolean {
  if (Type === 'AWS::CloudWatch::Alarm' && Properties?.['Metrics'] !== undefined) return true;
  return Object.keys(leftOut).some((each) => (each.endsWith('::') ? Type.startsWith(each) : Type === each));
}

/** Without what only says how to come by, or to change, the resource: it is the same without. */
function detached(resource: TemplateResource, taken: Readonly<Record<string, string>>): TemplateResource {
  const { DependsOn = [], UpdatePolicy, ...rest } = resource;
  const waitsFor = [DependsOn].flat().filter((id) => !(id in taken));
  const keepsPolicy = UpdatePolicy !== undefined && !referencesIn(UpdatePolicy).some((id) => id in taken);
  return {
    ...rest,
    ...(waitsFor.length === 0 ? {} : { DependsOn: waitsFor }),
    ...(keepsPolicy ? { UpdatePolicy } : {}),
  };
}

function withQuotedVariables(resource: TemplateResource): TemplateResource {
  if (resource.Type !== 'AWS::Events::Rule') return resource;
  const quote = (template: string): string =>
    template.replace(TEXT_OR_VARIABLE, (found) => (found.startsWith('<') ? `"${found}"` : found));
  const text = JSON.stringify(resource, (name, value: unknown) =>
    name === 'InputTemplate' && typeof value === 'string' ? quote(value) : value,
  );
  return JSON.parse(text) as TemplateResource;
}

function withoutPunctuation(resource: TemplateResource): TemplateResource {
  const rules = resource.Properties?.['GenerateSecretString'] as
    | Readonly<Record<string, unknown>>
    | undefined;
  if (resource.Type !== 'AWS::SecretsManager::Secret' || rules?.['ExcludePunctuation'] !== true)
    return resource;
  const GenerateSecretString = { ...rules, ExcludeCharacters: PUNCTUATION };
  return { ...resource, Properties: { ...resource.Properties, GenerateSecretString } };
}

function withOpenAccess(resource: TemplateResource): TemplateResource {
  if (resource.Type !== 'AWS::Lambda::Function') return resource;
  const { Variables } = (resource.Properties?.['Environment'] ?? {}) as { readonly Variables?: object };
  const Environment = { Variables: { ...Variables, ...OPEN_ACCESS } };
  return { ...resource, Properties: { ...resource.Properties, Environment } };
}

/** The logical ids that a value refers to, by `Ref`, `Fn::GetAtt` or `Fn::Sub`. */
function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    if (key === 'Ref') return [String(each)];
    if (key === 'Fn::GetAtt') return [String([each].flat()[0]).split('.')[0] ?? ''];
    if (key === 'Fn::Sub')
      return [...String([each].flat()[0]).matchAll(/\$\{(\w+)/g)].map(([, id = '']) => id);
    return referencesIn(each);
  });
}

async function withParameters(
  template: Template,
  parameterOf: (name: string) => Promise<string>,
): Promise<Template> {
  const text = JSON.stringify(template);
  const names = new Set([...text.matchAll(PARAMETER_REFERENCE)].map(([, name = '']) => name));
  const values = new Map<string, string>();
  for (const name of names) values.set(name, await parameterOf(name));
  return JSON.parse(
    text.replace(PARAMETER_REFERENCE, (_, name: string) => JSON.stringify(values.get(name)).slice(1, -1)),
  ) as Template;
}
