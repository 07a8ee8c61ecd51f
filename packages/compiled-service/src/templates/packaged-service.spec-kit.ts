import type {
  CloudFormationTemplate,
  FunctionDefinition,
  PackagedService,
} from '../packaging/service-state.ts';

/** Creates a packaged service with the given resources, for specs. */
export function packagedService(
  name: string,
  Resources: CloudFormationTemplate['Resources'],
  rest: Partial<CloudFormationTemplate> & { readonly functions?: Record<string, FunctionDefinition> } = {},
): PackagedService {
  const { functions = {}, ...template } = rest;
  const provider = { name: 'aws', stage: 'dev', region: 'us-east-1' };
  return {
    name,
    dir: `/services/${name}`,
    packageDir: `/packages/${name}`,
    state: { service: { service: `fixture-${name}`, provider, functions } },
    template: { ...template, Resources },
  };
}
