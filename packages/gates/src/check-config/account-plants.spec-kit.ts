import type { Plant } from './plant.spec-kit.ts';

const ORIGIN = '.DistributionConfig.Origins.0.CustomOriginConfig';

/** The violations of `edge-rules.ts` and `audit-rules.ts`, for `PLANTS`. */
export const ACCOUNT_PLANTS: readonly Plant[] = [
  [
    'edge-only-entrance',
    'platform/HttpApi',
    {
      CustomDomain: {
        Type: 'AWS::ApiGatewayV2::DomainName',
        Properties: {
          DomainName: 'origin.api.example.com',
          MutualTlsAuthentication: { TruststoreUri: 's3://authorities/edge.pem' },
        },
      },
    },
  ],
  [
    'domain-tls',
    'platform/CustomDomain',
    {
      CustomDomain: {
        Type: 'AWS::ApiGatewayV2::DomainName',
        Properties: {
          DomainName: 'api.example.com',
          DomainNameConfigurations: [{ EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_0' }],
        },
      },
    },
  ],
  [
    'distribution-tls',
    'edge/Distribution',
    { '.DistributionConfig.ViewerCertificate.MinimumProtocolVersion': 'TLSv1.1_2016' },
  ],
  ['distribution-protected', 'edge/Distribution', { [`${ORIGIN}.OriginMtlsConfig`]: undefined }],
  [
    'distribution-caches-public',
    'edge/Distribution',
    { '.DistributionConfig.CacheBehaviors.0.PathPattern': '/v1/*' },
  ],
  ['firewall-logged', 'edge/Firewall', { FirewallLogging: undefined }],
  [
    'firewall-limits',
    'edge/Firewall',
    { '.Rules.4.Statement.ManagedRuleGroupStatement.RuleActionOverrides': undefined },
  ],
  ['trail-complete', 'access-audit/Trail', { '.EnableLogFileValidation': false }],
  ['trail-records-locked', 'access-audit/Records', { '.ObjectLockConfiguration': undefined }],
];
