import { objectIn } from '@tradepost/local/templates/properties';
import { type Rule, unless } from './rule.ts';

export const apiRules: readonly Rule[] = [
  {
    name: 'rest-deployment-without-stage',
    types: ['AWS::ApiGateway::Deployment'],
    check: ({ properties }) =>
      ['StageName', 'StageDescription']
        .filter((property) => property in properties)
        .map((property) => ({ detail: `has ${property}, so its second deployment fails` })),
    mend: 'Declare the stage as a resource: see declareRestStages in packages/serverless-config/rest-stage.cjs.',
  },
  {
    name: 'rest-api-stage',
    types: ['AWS::ApiGateway::RestApi'],
    check: (api, cloud) =>
      unless(
        cloud
          .ofType('AWS::ApiGateway::Stage')
          .some((stage) => stage.service === api.service && refersTo(stage.declared, api.logicalId)),
        'has no AWS::ApiGateway::Stage',
      ),
    mend: 'Declare the stage as a resource: see declareRestStages in packages/serverless-config/rest-stage.cjs.',
  },
  {
    name: 'rest-api-regional',
    types: ['AWS::ApiGateway::RestApi'],
    check: ({ properties }) => {
      const types = JSON.stringify(objectIn(properties, 'EndpointConfiguration')?.['Types'] ?? ['EDGE']);
      return unless(types === '["REGIONAL"]', `has the endpoint types ${types}, not ["REGIONAL"]`);
    },
    mend: 'Set endpointType: REGIONAL in provider.yml; a regional domain cannot have a mapping to another type.',
  },
];

function refersTo(declared: object, logicalId: string): boolean {
  return JSON.stringify(declared).includes(`{"Ref":"${logicalId}"}`);
}
