import { FOUNDATIONS } from '../services.ts';
import type { AccountFacts, PlannedResources, PlannedService } from './facts.ts';
import { assessFact, type Finding } from './finding.ts';

/** Refuses services that need the platform, or an account setting, which is not there. */
export function assessPrerequisites(
  facts: AccountFacts,
  planned: readonly PlannedService[],
): readonly Finding[] {
  return [...assessParameters(facts, planned), ...assessApiLogsRole(facts, planned)];
}

/** A foundation that is deployed first creates its parameters in time. */
function assessParameters(
  { parameters, stage, region }: AccountFacts,
  planned: readonly PlannedService[],
): readonly Finding[] {
  const ownerOf = (name: string) =>
    FOUNDATIONS.find((foundation) => name.startsWith(`/tradepost/${stage}/${foundation}/`));
  const needed = planned.flatMap(({ service, ssmLookups }) =>
    ssmLookups
      .map((name) => ({ service, name, owner: ownerOf(name) }))
      .filter(({ owner }) => !planned.some((each) => each.service === owner)),
  );
  if (needed.length === 0) return [];
  return assessFact('the parameters that the templates resolve', parameters, (existing) => {
    const missing = needed.filter(({ name }) => !existing.has(name));
    const byOwner = Map.groupBy(missing, ({ owner }) => owner);
    return [...byOwner].map(([owner, uses]) => {
      const names = unique(uses.map(({ name }) => name));
      const users = unique(uses.map(({ service }) => service));
      const create = `aws ssm put-parameter --name NAME --type String --value VALUE --region ${region}`;
      return {
        severity: 'refuse',
        found: `SSM parameters that ${users} cannot be deployed without do not exist in ${region}: ${names}`,
        todo:
          owner === undefined
            ? `Create them: ${create}`
            : `Deploy ${owner} first: pnpm stage deploy ${owner} --stage ${stage}`,
      };
    });
  });
}

function unique(names: readonly string[]): string {
  return [...new Set(names)].join(', ');
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html#set-up-access-logging-permissions */
function assessApiLogsRole(
  { apiLogsRole, region }: AccountFacts,
  planned: readonly PlannedService[],
): readonly Finding[] {
  const resources = planned.flatMap((each) => Object.values(each.resources));
  if (!resources.some(writesLogs) || resources.some(({ Type }) => Type === 'AWS::ApiGateway::Account'))
    return [];
  return assessFact('the role with which API Gateway writes logs', apiLogsRole, (role) =>
    role !== undefined
      ? []
      : [
          {
            severity: 'refuse',
            found: `the account has no role with which REST APIs write logs in ${region}`,
            todo: 'Set it once for each account and region: deploy .github/deploy-role.yml with SetApiGatewayLogRole=true ("First deploy" in packages/docs/deploying.md).',
          },
        ],
  );
}

function writesLogs({ Type, Properties = {} }: PlannedResources[string]): boolean {
  if (Type !== 'AWS::ApiGateway::Stage') return false;
  const settings = (Properties['MethodSettings'] ?? []) as readonly { readonly LoggingLevel?: string }[];
  return (
    Properties['AccessLogSetting'] !== undefined ||
    settings.some(({ LoggingLevel = 'OFF' }) => LoggingLevel !== 'OFF')
  );
}
