import { parse } from 'yaml';

type Workflow = {
  readonly permissions?: unknown;
  readonly jobs?: Readonly<Record<string, Job>>;
};

type Job = {
  readonly uses?: string;
  readonly 'timeout-minutes'?: number;
  readonly permissions?: unknown;
  readonly environment?: unknown;
  readonly steps?: readonly { readonly run?: string }[];
};

/** Commands that bundle a service, and so run code of all its dependencies. */
const PACKAGING = /\b(?:stage package|stage sbom|serverless package|npm test)\b/;

/**
 * Checks what actionlint and zizmor do not. Takes a workflow's text; returns a sentence for each finding, with what to do.
 * @see https://docs.github.com/en/actions/reference/security/secure-use
 */
export function checkWorkflow(text: string): readonly string[] {
  const workflow = parse(text) as Workflow;
  return [...unpinned(text), ...stored(text), ...unlimited(workflow), ...exposed(workflow)];
}

/** A tag can be moved to other code; a commit cannot. */
function unpinned(text: string): readonly string[] {
  const uses = [...text.matchAll(/^[ \t]*(?:- )?uses: *([^\s#]+)( *#.*)?$/gm)];
  return uses.flatMap(([, action = '', comment = '']) => {
    if (action.startsWith('./')) return [];
    if (/@[0-9a-f]{40}$/.test(action) && /^ # v\d+\.\d+\.\d+$/.test(comment)) return [];
    return [
      `${action}: pin it by its commit, with the version behind it: uses: owner/action@<40 digits> # v1.2.3`,
    ];
  });
}

function stored(text: string): readonly string[] {
  const names = [...text.matchAll(/\bsecrets\s*(?:\.|\[\s*['"])\s*(\w+)/g)].map(([, name = '']) => name);
  return names
    .filter((name) => name !== 'GITHUB_TOKEN')
    .map(
      (name) => `secrets.${name}: keep no keys here: configure-aws-credentials gets a role for the run alone`,
    );
}

function unlimited({ permissions, jobs = {} }: Workflow): readonly string[] {
  return [
    ...(permissions === undefined
      ? ['the workflow has all rights of its token: begin it with permissions: {}']
      : []),
    ...Object.entries(jobs)
      .filter(([, job]) => job.uses === undefined && job['timeout-minutes'] === undefined)
      .map(([name]) => `${name} may run for six hours: give the job timeout-minutes`),
  ];
}

/** A job that can request an OIDC token can assume the deploy role. */
function exposed({ permissions, jobs = {} }: Workflow): readonly string[] {
  return Object.entries(jobs)
    .filter(([, job]) => job.uses === undefined && mayRequestToken(job.permissions ?? permissions))
    .flatMap(([name, { environment, steps = [] }]) => [
      ...(environment === undefined
        ? [`${name} may request an OIDC token outside an environment: give the job an environment`]
        : []),
      ...(steps.some(({ run = '' }) => PACKAGING.test(run))
        ? [
            `${name} may request an OIDC token and packages services: package in another job, without id-token: write`,
          ]
        : []),
    ]);
}

function mayRequestToken(permissions: unknown): boolean {
  if (permissions === 'write-all') return true;
  return (permissions as Readonly<Record<string, unknown>> | undefined)?.['id-token'] === 'write';
}
