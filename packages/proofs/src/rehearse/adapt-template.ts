import type {
  CloudFormationTemplate,
  TemplateResource,
} from '@tradepost/compiled-service/packaging/service-state';
import { referencesIn } from '@tradepost/compiled-service/templates/references';
import { PUNCTUATION } from '@tradepost/local/secrets/generate-password';
import { leftOut } from './left-out.ts';

export type AdaptedTemplate = {
  readonly template: CloudFormationTemplate;
  /** Types of the removed resources, by logical id. */
  readonly removed: Readonly<Record<string, string>>;
};

/**
 * Adapts a template to the emulator:
 * - removes the resource types that the emulator does not support (`leftOut`), dependencies on them and outputs of them;
 * - watches one metric in each alarm on computed metrics, which the emulator does not support, so that the alarm exists;
 * - lists the punctuation that a generated secret excludes, because the emulator ignores `ExcludePunctuation`;
 * - writes the URL of a user pool's issuer with `ProviderName`, because the emulator has no `ProviderURL`.
 *
 * @throws Error if a resource that stays needs one that is removed
 */
export function adaptTemplate(original: CloudFormationTemplate): AdaptedTemplate {
  const { Resources, Outputs = {}, ...rest } = original;
  const removed = Object.fromEntries(
    Object.entries(Resources).flatMap(([id, resource]) => (isLeftOut(resource) ? [[id, resource.Type]] : [])),
  );
  const kept = Object.entries(Resources)
    .filter(([id]) => !(id in removed))
    .map(
      ([id, resource]) => [id, withIssuers(adaptResource(resource, removed)) as TemplateResource] as const,
    );
  for (const [id, { Properties }] of kept) {
    const [missing] = referencesIn(Properties).filter((each) => each in removed);
    if (missing !== undefined)
      throw new Error(`${id} needs ${missing} (${removed[missing]}), which is left out`);
  }
  const outputs = Object.entries(Outputs).filter(
    ([, each]) => !referencesIn(each).some((id) => id in removed),
  );
  return {
    template: { ...rest, Resources: Object.fromEntries(kept), Outputs: Object.fromEntries(outputs) },
    removed,
  };
}

function isLeftOut({ Type }: TemplateResource): boolean {
  return Object.keys(leftOut).some((each) => (each.endsWith('::') ? Type.startsWith(each) : Type === each));
}

function adaptResource(
  original: TemplateResource,
  removed: Readonly<Record<string, string>>,
): TemplateResource {
  const resource = withoutPolicies(original, removed);
  switch (resource.Type) {
    case 'AWS::CloudWatch::Alarm':
      return withPlainMetric(resource);
    case 'AWS::SecretsManager::Secret':
      return withoutPunctuation(resource);
    default:
      return resource;
  }
}

/** Removes the order of creation and the update policy where they name a removed resource. */
function withoutPolicies(
  resource: TemplateResource,
  removed: Readonly<Record<string, string>>,
): TemplateResource {
  const { DependsOn = [], UpdatePolicy, ...rest } = resource;
  const waitsFor = [DependsOn].flat().filter((id) => !(id in removed));
  const keepsPolicy = UpdatePolicy !== undefined && !referencesIn(UpdatePolicy).some((id) => id in removed);
  return {
    ...rest,
    ...(waitsFor.length === 0 ? {} : { DependsOn: waitsFor }),
    ...(keepsPolicy ? { UpdatePolicy } : {}),
  };
}

type MetricQuery = {
  readonly MetricStat?: {
    readonly Metric: Readonly<Record<string, unknown>>;
    readonly Period: number;
    readonly Stat: string;
  };
};

function withPlainMetric(resource: TemplateResource): TemplateResource {
  const { Metrics, ...rest } = resource.Properties ?? {};
  const stats = ((Metrics ?? []) as readonly MetricQuery[]).flatMap(({ MetricStat }) => MetricStat ?? []);
  const [first] = stats;
  if (first === undefined) return resource;
  const { Metric, Period, Stat } = first;
  const statistic = Stat.startsWith('p') ? { ExtendedStatistic: Stat } : { Statistic: Stat };
  return { ...resource, Properties: { ...rest, ...Metric, Period, ...statistic } };
}

function withoutPunctuation(resource: TemplateResource): TemplateResource {
  const rules = resource.Properties?.['GenerateSecretString'] as
    | Readonly<Record<string, unknown>>
    | undefined;
  if (rules?.['ExcludePunctuation'] !== true) return resource;
  const GenerateSecretString = { ...rules, ExcludeCharacters: PUNCTUATION };
  return { ...resource, Properties: { ...resource.Properties, GenerateSecretString } };
}

/** Replaces the attribute `ProviderURL` of user pools in all values. */
function withIssuers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withIssuers);
  if (typeof value !== 'object' || value === null) return value;
  const [id, attribute] = [(value as { readonly 'Fn::GetAtt'?: unknown })['Fn::GetAtt'] ?? []].flat();
  if (attribute === 'ProviderURL')
    return { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [id, 'ProviderName'] }]] };
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withIssuers(each)]));
}
