import { numberIn, objectIn, textIn } from '@tradepost/compiled-service/templates/properties';
import type { CloudResource } from './cloud.ts';
import { variablesIn } from './function-at.ts';
import { routesOf } from './routes.ts';
import { faultUnless, type Rule } from './rule.ts';
import { secretIn } from './secrets.ts';

/** Time-out of an API's request to a function. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const API_TIMEOUT_SECONDS = 29;
const LAMBDA_DEFAULT_TIMEOUT_SECONDS = 3;

const types = ['AWS::Lambda::Function'];

export const functionRules: readonly Rule[] = [
  {
    name: 'function-log-group',
    types,
    check: (lambda, cloud) => {
      const group = logGroupOf(lambda);
      const groups = cloud.ofType('AWS::Logs::LogGroup').map(({ name }) => name);
      return faultUnless(
        groups.includes(group),
        `logs to ${group}, which no service declares: its lines would never be deleted`,
      );
    },
    fix: 'Remove disableLogs, or declare the log group with RetentionInDays.',
  },
  {
    name: 'log-group-retention',
    types: ['AWS::Logs::LogGroup'],
    holds: ({ properties }) => numberIn(properties, 'RetentionInDays') !== undefined,
    otherwise: 'never deletes its lines',
    fix: 'Set RetentionInDays to the stage parameter logRetentionDays.',
  },
  {
    name: 'function-own-role',
    types,
    check: (lambda, cloud) => {
      const role = textIn(lambda.properties, 'Role');
      const declared = cloud.ofType('AWS::IAM::Role').some(({ arn }) => arn === role);
      const sharers = cloud
        .ofType('AWS::Lambda::Function')
        .filter((other) => other !== lambda && textIn(other.properties, 'Role') === role);
      return [
        ...faultUnless(declared, `has the role ${role}, which no service declares`),
        ...faultUnless(
          sharers.length === 0,
          `shares its role with ${sharers.map(({ logicalId }) => logicalId)}`,
        ),
      ];
    },
    fix: 'Add iamRoleStatements to its .yml, empty ([]) if it needs no permissions.',
  },
  {
    name: 'function-answers-in-time',
    types,
    check: (lambda, cloud) => {
      const timeout = numberIn(lambda.properties, 'Timeout') ?? LAMBDA_DEFAULT_TIMEOUT_SECONDS;
      const answers = routesOf(cloud).some(({ functionName }) => functionName === lambda.name);
      return faultUnless(
        !answers || timeout <= API_TIMEOUT_SECONDS,
        `may take ${timeout} s, and its API has answered 503 after ${API_TIMEOUT_SECONDS} s`,
      );
    },
    fix: `Set its timeout to at most ${API_TIMEOUT_SECONDS}.`,
  },
  {
    name: 'function-no-secret',
    types,
    // The text of the template: a reference is not a secret, and its value here is invented.
    check: ({ declared }) =>
      Object.entries(variablesIn(declared.Properties)).flatMap(([name, value]) => {
        const secret = secretIn(name, value);
        return secret === undefined ? [] : [{ detail: `has in its environment ${secret}`, subject: name }];
      }),
    fix: 'Keep the secret in Secrets Manager or an SSM SecureString, and give the function its name or ARN.',
  },
];

function logGroupOf(lambda: CloudResource): string {
  const named = textIn(objectIn(lambda.properties, 'LoggingConfig') ?? {}, 'LogGroup');
  return named ?? `/aws/lambda/${lambda.name}`;
}
