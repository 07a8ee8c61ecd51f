import { flagIn, objectIn, textIn } from '@tradepost/compiled-service/templates/properties';
import type { Cloud, CloudResource } from './cloud.ts';
import { functionAt } from './function-at.ts';
import { documentsOf, listed, statementsOf } from './policies.ts';
import { sourcesOn } from './queue-roles.ts';
import type { Rule } from './rule.ts';

const types = ['AWS::DynamoDB::Table'];

export const tableRules: readonly Rule[] = [
  {
    name: 'table-recovery',
    types,
    holds: ({ properties }) =>
      flagIn(blockIn(properties, 'PointInTimeRecoverySpecification'), 'PointInTimeRecoveryEnabled', false),
    otherwise: 'has no point-in-time recovery',
    fix: 'Set PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true }.',
  },
  {
    name: 'table-encrypted',
    types,
    holds: ({ properties }) => 'SSESpecification' in properties,
    otherwise: 'has no encryption setting',
    fix: 'Declare it in resources/tables.yml: tables.cjs encrypts it by the stage parameter dataKey.',
  },
  {
    name: 'events-from-stream',
    types: ['AWS::Lambda::Function'],
    holds: (lambda, cloud) =>
      !mayPublish(lambda, cloud) || streamsFeeding(lambda, cloud).some(showsNewImages),
    otherwise: 'publishes events, but reads no stream of a table with new images',
    fix: 'Let it read the stream (NEW_AND_OLD_IMAGES) of the table that the decisions are committed to: a second write can be lost.',
  },
];

function blockIn(properties: CloudResource['properties'], name: string) {
  return objectIn(properties, name) ?? {};
}

function mayPublish(lambda: CloudResource, cloud: Cloud): boolean {
  const role = cloud.ofType('AWS::IAM::Role').find(({ arn }) => arn === textIn(lambda.properties, 'Role'));
  return (role === undefined ? [] : documentsOf(role))
    .flatMap(statementsOf)
    .some((statement) => listed(statement['Action']).includes('events:PutEvents'));
}

/** The tables whose streams a function reads. */
function streamsFeeding(lambda: CloudResource, cloud: Cloud): readonly CloudResource[] {
  return cloud
    .ofType('AWS::DynamoDB::Table')
    .filter((table) =>
      sourcesOn(`${table.arn}/stream/local`, cloud).some(
        ({ properties }) => functionAt(textIn(properties, 'FunctionName'), cloud)?.resource === lambda,
      ),
    );
}

function showsNewImages({ properties }: CloudResource): boolean {
  const view = textIn(blockIn(properties, 'StreamSpecification'), 'StreamViewType');
  return view === 'NEW_AND_OLD_IMAGES' || view === 'NEW_IMAGE';
}
