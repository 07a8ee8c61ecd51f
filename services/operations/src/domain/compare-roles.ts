/**
 * A policy's statement. Values may be one text or several, as IAM accepts them.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export type PolicyStatement = Readonly<Record<string, unknown>>;

/** A role as the templates declare it: an entry of `privileges.json`. */
export type CommittedRole = {
  /** The name without `tradepost-{stage}-`. It begins with the service. */
  readonly role: string;
  readonly stages: readonly string[];
  readonly trust: readonly PolicyStatement[];
  readonly policies: Readonly<Record<string, readonly PolicyStatement[]>>;
  readonly managed: readonly string[];
};

/** A role as IAM has it, with the same placeholders. */
export type DeployedRole = Omit<CommittedRole, 'stages'> & {
  /** The name of the permissions boundary; undefined if there is none. */
  readonly boundary: string | undefined;
};

/** A difference between a deployed role and the committed one. */
export type Drift = {
  readonly role: string;
  readonly kind:
    | 'ROLE_UNKNOWN'
    | 'ROLE_MISSING'
    | 'TRUST_CHANGED'
    | 'POLICY_ADDED'
    | 'POLICY_MISSING'
    | 'POLICY_CHANGED'
    | 'MANAGED_POLICIES_CHANGED'
    | 'BOUNDARY_CHANGED';
  /** The inline policy that differs. */
  readonly policy?: string;
};

export type RolesOfStage = {
  readonly stage: string;
  readonly committed: readonly CommittedRole[];
  readonly deployed: readonly DeployedRole[];
  /** The name of the permissions boundary that every role should have; empty if they have none. */
  readonly boundary: string;
};

/** Stages with settings of their own. Every other one has the roles of `dev`. */
const OWN_SETTINGS = ['staging', 'prod'];
/** Roles of `.github/deploy-role.yml`, which no service declares. */
const OF_THE_PIPELINE = ['deploy', 'cloudformation'];

/**
 * Compares the roles of a stage with the committed ones. A service of which nothing is deployed lacks no role.
 *
 * @returns each difference, by the name of the role; empty if there is none
 */
export function compareRoles({ stage, committed, deployed, boundary }: RolesOfStage): readonly Drift[] {
  const settings = OWN_SETTINGS.includes(stage) ? stage : 'dev';
  const expected = new Map(
    committed.filter(({ stages }) => stages.includes(settings)).map((role) => [role.role, role]),
  );
  const services = new Set(deployed.map(({ role }) => serviceOf(role)));
  const names = new Set(deployed.map(({ role }) => role));
  const missing = [...expected.keys()]
    .filter((role) => !names.has(role) && services.has(serviceOf(role)))
    .map((role): Drift => ({ role, kind: 'ROLE_MISSING' }));
  const differing = deployed
    .filter(({ role }) => !OF_THE_PIPELINE.includes(role))
    .flatMap((role) => compareRole(role, expected.get(role.role), boundary));
  return [...differing, ...missing];
}

function compareRole(
  deployed: DeployedRole,
  committed: CommittedRole | undefined,
  boundary: string,
): readonly Drift[] {
  const { role } = deployed;
  if (committed === undefined) return [{ role, kind: 'ROLE_UNKNOWN' }];
  return [
    ...(isSame(deployed.trust, committed.trust) ? [] : [{ role, kind: 'TRUST_CHANGED' } as const]),
    ...comparePolicies(deployed, committed),
    ...(sorted(deployed.managed) === sorted(committed.managed)
      ? []
      : [{ role, kind: 'MANAGED_POLICIES_CHANGED' } as const]),
    ...((deployed.boundary ?? '') === boundary ? [] : [{ role, kind: 'BOUNDARY_CHANGED' } as const]),
  ];
}

function comparePolicies(deployed: DeployedRole, committed: CommittedRole): readonly Drift[] {
  const { role } = deployed;
  const names = [...new Set([...Object.keys(committed.policies), ...Object.keys(deployed.policies)])];
  return names.flatMap((policy): readonly Drift[] => {
    const [is, should] = [deployed.policies[policy], committed.policies[policy]];
    if (should === undefined) return [{ role, kind: 'POLICY_ADDED', policy }];
    if (is === undefined) return [{ role, kind: 'POLICY_MISSING', policy }];
    return isSame(is, should) ? [] : [{ role, kind: 'POLICY_CHANGED', policy }];
  });
}

function serviceOf(role: string): string {
  return role.split('-')[0] ?? '';
}

function isSame(left: readonly PolicyStatement[], right: readonly PolicyStatement[]): boolean {
  return normalForm(left) === normalForm(right);
}

/**
 * The order of statements, keys and values has no meaning, nor has the name of a statement, and one value is the same as a
 * list of one.
 */
function normalForm(statements: readonly PolicyStatement[]): string {
  return sorted(
    statements.map(({ Sid: _, ...statement }) =>
      sorted(Object.entries(statement).map(([name, value]) => `${name}=${normalValue(value)}`)),
    ),
  );
}

function normalValue(value: unknown): string {
  if (typeof value !== 'object' || value === null) return sorted([withoutGeneratedIds(String(value))]);
  if (Array.isArray(value)) return sorted(value.map((item) => withoutGeneratedIds(String(item))));
  return sorted(Object.entries(value).map(([name, item]) => `${name}=${normalValue(item)}`));
}

/** Removes the parts of an ARN that AWS generates: the label of a stream, the end of a secret, the id of an API or a pool. */
function withoutGeneratedIds(arn: string): string {
  return arn
    .replace(/(:table\/[^/]+\/stream\/)[^/*]+$/, '$1*')
    .replace(/(:secret:[^*]+)-[A-Za-z0-9]{6}$/, '$1-*')
    .replace(/(:userpool\/)[^/*]+/, '$1*')
    .replace(/(:key\/)[^/*]+$/, '$1*')
    .replace(/(\/(?:apis|restapis|usageplans)\/)[^/*]+/, '$1*');
}

function sorted(texts: readonly string[]): string {
  return JSON.stringify(texts.toSorted());
}
