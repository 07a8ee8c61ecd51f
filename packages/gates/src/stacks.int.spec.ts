import {
  type CompiledStage,
  compileStages,
  STAGES,
} from '@tradepost/compiled-service/packaging/compile-services';
import { ssmLookupsIn } from '@tradepost/compiled-service/templates/ssm-lookups';
import { inDeploymentOrder, PLATFORM, serviceNames } from '@tradepost/deployment/services';

const PACKAGING_MS = 300_000;

describe('the stacks of a stage', () => {
  let compiled: readonly CompiledStage[];
  beforeAll(async () => {
    compiled = await compileStages(STAGES);
  }, PACKAGING_MS);
  const stacks = () =>
    compiled.flatMap(({ stage, services }) =>
      services.map(({ name, template }) => ({ stage, name, template, text: JSON.stringify(template) })),
    );

  it('import nothing from one another, so that each can be removed', () => {
    expect(stacks().filter(({ text }) => text.includes('Fn::ImportValue'))).toEqual([]);
  });

  it('look up only parameters of stacks that are deployed before them', () => {
    const needed = stacks().flatMap(({ stage, name, template }) =>
      ssmLookupsIn(template).map((parameter) => ({ stage, name, parameter })),
    );
    expect(needed.length).toBeGreaterThan(0);
    const groups = inDeploymentOrder(serviceNames(), (name) => name);
    const groupOf = (service: string) => groups.findIndex((group) => group.includes(service));
    for (const { stage, name, parameter } of needed) {
      const earlier = stacks().filter((each) => each.stage === stage && groupOf(each.name) < groupOf(name));
      const made = earlier.flatMap(({ template }) =>
        Object.values(template.Resources)
          .filter(({ Type }) => Type === 'AWS::SSM::Parameter')
          .map(({ Properties }) => Properties?.['Name']),
      );
      expect(made).toContain(parameter);
    }
  });

  it('allow the check of new versions to report to every deployment group', () => {
    const groups = stacks().flatMap(({ stage, template }) =>
      Object.values(template.Resources)
        .filter(({ Type }) => Type === 'AWS::CodeDeploy::DeploymentGroup')
        .map(({ Properties }) => ({ stage, name: String(Properties?.['DeploymentGroupName']) })),
    );
    expect(groups.length).toBeGreaterThan(0);
    for (const { stage, name } of groups) {
      const platform = stacks().find((each) => each.stage === stage && each.name === PLATFORM);
      const [, pattern = ''] = /:deploymentgroup:\*\/([^"]+)"/.exec(platform?.text ?? '') ?? [];
      expect(name).toMatch(new RegExp(`^${pattern.replaceAll('*', '.*')}$`));
    }
  });
});
