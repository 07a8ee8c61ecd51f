import type { CloudFormationTemplate } from '../packaging/service-state.ts';

type Template = Pick<CloudFormationTemplate, 'Parameters' | 'Resources'>;
type Parameter = { readonly Type?: string; readonly Default?: unknown };

const DYNAMIC_REFERENCE = /\{\{resolve:ssm(?:-secure)?:([^}:]+)(?::\d+)?\}\}/g;

/** Returns the names of the SSM parameters that CloudFormation looks up for a template, sorted, each once. */
export function ssmLookupsIn({ Parameters = {}, Resources }: Template): readonly string[] {
  const referenced = [...JSON.stringify(Resources).matchAll(DYNAMIC_REFERENCE)].map(([, name = '']) => name);
  const declared = Object.values(Parameters).flatMap((each) => lookedUpBy(each) ?? []);
  return [...new Set([...referenced, ...declared])].toSorted();
}

/**
 * Returns the name of the SSM parameter whose value a parameter of a template has; undefined for another type.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
 */
export function lookedUpBy(parameter: Parameter | undefined): string | undefined {
  const isLookup = parameter?.Type?.startsWith('AWS::SSM::Parameter::Value<') === true;
  return isLookup ? String(parameter?.Default) : undefined;
}
