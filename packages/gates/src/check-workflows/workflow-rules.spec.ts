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

describe('checkWorkflow', () => {
  it('finds nothing in a workflow that follows the rules', () => {
    expect(checkWorkflow(workflow())).toEqual([]);
    expect(checkWorkflow(workflow({ key: 'secrets.GITHUB_TOKEN' }))).toEqual([]);
  });

  it.each([
    'actions/checkout@v6',
    'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd',
    'actions/checkout@de0fac2 # v6.0.2',
  ])('finds an action that is not pinned by its commit: %s', (uses) => {
    expect(checkWorkflow(workflow({ uses }))).toEqual([expect.stringMatching(/pin it by its commit/)]);
  });

  it.each(['secrets.AWS_ACCESS_KEY_ID', "secrets['AWS_ACCESS_KEY_ID']"])('finds a stored key: %s', (key) => {
    expect(checkWorkflow(workflow({ key }))).toEqual([
      expect.stringMatching(/^secrets.AWS_ACCESS_KEY_ID: keep no keys/),
    ]);
  });

  it('finds rights and running time without a limit', () => {
    expect(checkWorkflow(workflow({ permissions: '' }))).toEqual([
      expect.stringMatching(/^the workflow has all rights/),
    ]);
    expect(checkWorkflow(workflow({ timeout: '' }))).toEqual([
      expect.stringMatching(/^gates may run for six hours/),
    ]);
  });

  const withToken = (rest: string, permissions = '{ id-token: write }') => `on: push
permissions: {}
jobs:
  deploy:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions: ${permissions}
${rest}`;
  const environment = '    environment: dev\n';
  const packaging =
    '    steps: [{ run: "node scripts/toolchain.cjs run stage package orders --stage dev" }]\n';

  it('finds a job that may request an OIDC token outside an environment', () => {
    expect(checkWorkflow(withToken('    steps: [{ run: ./deploy }]\n'))).toEqual([
      'deploy may request an OIDC token outside an environment: give the job an environment',
    ]);
  });

  it.each(['{ id-token: write }', 'write-all'])('finds a job with %s that packages services', (rights) => {
    expect(checkWorkflow(withToken(`${environment}${packaging}`, rights))).toEqual([
      'deploy may request an OIDC token and packages services: package in another job, without id-token: write',
    ]);
  });

  it('accepts packaging without the right, and deploying with it', () => {
    expect(checkWorkflow(withToken(packaging, '{ contents: read }'))).toEqual([]);
    expect(checkWorkflow(withToken(`${environment}    steps: [{ run: ./deploy }]\n`))).toEqual([]);
  });
});
