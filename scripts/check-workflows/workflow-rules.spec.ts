import { checkWorkflow } from './workflow-rules.ts';

const expression = (inner: string): string => `\${{ ${inner} }}`;

const workflow = ({
  permissions = 'permissions: {}',
  timeout = 'timeout-minutes: 5',
  uses = 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2',
  key = 'vars.AWS_DEPLOY_ROLE_ARN',
} = {}) => `on: push
${permissions}
jobs:
  called:
    uses: ./.github/workflows/other.yml
  gates:
    runs-on: ubuntu-latest
    ${timeout}
    steps:
      - uses: ${uses}
      - name: Deploy
        env: { KEY: "${expression(key)}" }
        run: ./deploy
`;

describe('When a workflow is checked', () => {
  it('finds nothing in one that is as it should be', () => {
    expect(checkWorkflow(workflow())).toEqual([]);
    expect(checkWorkflow(workflow({ key: 'secrets.GITHUB_TOKEN' }))).toEqual([]);
  });

  it.each([
    'actions/checkout@v6',
    'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd',
    'actions/checkout@de0fac2 # v6.0.2',
  ])('finds an action that is not pinned: %s', (uses) => {
    expect(checkWorkflow(workflow({ uses }))).toEqual([expect.stringMatching(/pin it by its commit/)]);
  });

  it.each(['secrets.AWS_ACCESS_KEY_ID', "secrets['AWS_ACCESS_KEY_ID']"])('finds a stored key: %s', (key) => {
    expect(checkWorkflow(workflow({ key }))).toEqual([
      expect.stringMatching(/^secrets.AWS_ACCESS_KEY_ID: keep no keys/),
    ]);
  });

  it('finds rights and time without a limit', () => {
    expect(checkWorkflow(workflow({ permissions: '' }))).toEqual([
      expect.stringMatching(/^the workflow has all rights/),
    ]);
    expect(checkWorkflow(workflow({ timeout: '' }))).toEqual([
      expect.stringMatching(/^gates may run for six hours/),
    ]);
  });
});
