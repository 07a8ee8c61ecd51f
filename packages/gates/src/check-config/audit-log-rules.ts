import { createRequire } from 'node:module';
import { textIn } from '@tradepost/compiled-service/templates/properties';
import type { Cloud, CloudResource } from './cloud.ts';
import { documentsOf, listed, statementsOf } from './policies.ts';
import { routesOf } from './routes.ts';
import { faultUnless, type Rule } from './rule.ts';

/** The part of the contracts that the rules need: acts by route, `PUT /v1/access/groups/{group}`. */
const CONTRACTS = createRequire(import.meta.url)('../../../contracts/snapshot/routes.json') as Readonly<
  Record<string, { readonly records?: readonly string[] }>
>;

const PUT = 'dynamodb:PutItem';
/** Reads that a role may have: entries by an index, for lists, and heads, for the function that signs them. */
const READS: readonly string[] = ['dynamodb:Query', 'dynamodb:BatchGetItem'];

export const auditLogRules: readonly Rule[] = [
  {
    name: 'audit-log-append-only',
    types: ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'],
    check: (role, cloud) => {
      const actions = actionsOnLog(role, cloud);
      const others = actions.filter((action) => action !== PUT && !READS.includes(action));
      return [
        ...others.map((action) => ({ subject: action, detail: `may call ${action} on the audit log` })),
        ...faultUnless(
          !actions.includes(PUT) || !actions.some((action) => READS.includes(action)),
          'may both write and read the audit log',
        ),
      ];
    },
    fix: 'Allow dynamodb:PutItem only (packages/serverless-config/audit-log.yml): a failed condition returns the head that a writer needs.',
  },
  {
    name: 'acts-recorded',
    types: ['AWS::Lambda::Function'],
    holds: (lambda, cloud) => {
      const routes = routesOf(cloud).filter(({ functionName }) => functionName === lambda.name);
      const recordsActs = routes.some(({ method, path }) => CONTRACTS[`${method} ${path}`]?.records);
      return !recordsActs || roleOf(lambda, cloud).some((role) => actionsOnLog(role, cloud).includes(PUT));
    },
    otherwise: 'has a route whose acts are recorded, but may not write to the audit log',
    fix: 'Add packages/serverless-config/audit-log.yml to its iamRoleStatements.',
  },
];

function roleOf({ properties }: CloudResource, cloud: Cloud): readonly CloudResource[] {
  const arn = textIn(properties, 'Role');
  return cloud.ofType('AWS::IAM::Role').filter((role) => role.arn === arn);
}

/** Actions of a role on the table of the audit log or its indexes. */
function actionsOnLog(role: CloudResource, { stage }: Cloud): readonly string[] {
  const isLog = (arn: string) => arn.includes(`table/tradepost-${stage}-operations-audit`);
  return documentsOf(role)
    .flatMap(statementsOf)
    .filter((statement) => statement['Effect'] === 'Allow' && listed(statement['Resource']).some(isLog))
    .flatMap((statement) => listed(statement['Action']));
}
