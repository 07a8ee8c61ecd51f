import {
  type CompiledStage,
  compileStages,
  STAGES,
} from '@tradepost/compiled-service/packaging/compile-services';
import { PLATFORM } from '@tradepost/deployment/services';

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
  /** Parameters that CloudFormation resolves for a stack, as `service/name`. */
  const lookedUp = (text: string) => [...text.matchAll(/\{\{resolve:ssm:\/tradepost\/\w+\/([^}:]+)/g)];

  it('import nothing from one another, so that each can be removed', () => {
    expect(stacks().filter(({ text }) => text.includes('Fn::ImportValue'))).toEqual([]);
  });

  it('depend on the platform only, which depends on none', () => {
    const needed = stacks().flatMap(({ name, text }) =>
      lookedUp(text).map(([, path = '']) => ({ by: name, from: path.split('/')[0] })),
    );
    expect(needed.length).toBeGreaterThan(0);
    expect(needed.filter(({ by, from }) => from !== PLATFORM || by === PLATFORM)).toEqual([]);
  });

  it('look up only parameters that the platform defines', () => {
    for (const { stage, text } of stacks()) {
      const platform = stacks().find((each) => each.stage === stage && each.name === PLATFORM);
      const made = Object.values(platform?.template.Resources ?? {})
        .filter(({ Type }) => Type === 'AWS::SSM::Parameter')
        .map(({ Properties }) => Properties?.['Name']);
      for (const [, path] of lookedUp(text)) expect(made).toContain(`/tradepost/${stage}/${path}`);
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
