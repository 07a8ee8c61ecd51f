import type { Changes } from './plant.spec-kit.ts';

/** The violations of `api-rules.ts`, for `PLANTS`. */
export const API_PLANTS: readonly (readonly [string, string, Changes])[] = [
  [
    'rest-deployment-without-stage',
    'catalog/ApiGatewayDeployment',
    { 'ApiGatewayDeployment.Properties.StageName': 'prod' },
  ],
  ['rest-api-stage', 'catalog/ApiGatewayRestApi', { ApiGatewayStage: undefined }],
  [
    'rest-api-regional',
    'catalog/ApiGatewayRestApi',
    { 'ApiGatewayRestApi.Properties.EndpointConfiguration.Types': ['EDGE'] },
  ],
];
