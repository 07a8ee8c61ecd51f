import {
  objectIn,
  objectsIn,
  type Properties,
  textIn,
} from '@tradepost/compiled-service/templates/properties';
import { PUBLICLY_CACHED_ROUTES } from '../templates/routes-without-token.ts';
import type { CloudResource } from './cloud.ts';
import { listed } from './policies.ts';
import { faultUnless, type Rule } from './rule.ts';

const DOMAIN = 'AWS::ApiGatewayV2::DomainName';
const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const FIREWALL = 'AWS::WAFv2::WebACL';
/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html */
const VIEWER_TLS = ['TLSv1.2_2021', 'TLSv1.2_2025', 'TLSv1.3_2025'];
/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
/** Errors that CloudFront caches: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html */
const CACHED_ERRORS = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];
/** Headers with secrets: tokens of customers and staff, keys of partners, tokens of guests. */
const SECRET_HEADERS = ['authorization', 'x-api-key', 'x-order-token', 'x-cart-token'];
/** The managed rule that blocks bodies above 8 KB. */
const BODY_SIZE = 'SizeRestrictions_BODY';

/** Rules for CloudFront with its firewall, and for what is behind it. */
export const edgeRules: readonly Rule[] = [
  {
    name: 'edge-only-entrance',
    types: ['AWS::ApiGatewayV2::Api', 'AWS::ApiGateway::RestApi'],
    holds: ({ properties }, cloud) =>
      !cloud.ofType(DOMAIN).some((domain) => 'MutualTlsAuthentication' in domain.properties) ||
      properties['DisableExecuteApiEndpoint'] === true,
    otherwise: 'has an endpoint of its own, at which callers pass by the firewall',
    fix: 'Let packages/serverless-config/apis.cjs disable it: it does where the stage has edgeOrigin.',
  },
  {
    name: 'domain-tls',
    types: [DOMAIN],
    check: ({ properties }) =>
      objectsIn(properties, 'DomainNameConfigurations')
        .map((each) => textIn(each, 'SecurityPolicy') ?? 'TLS_1_0')
        .filter((policy) => !/^(?:TLS_1_2|SecurityPolicy_TLS1[23]_)/.test(policy))
        .map((policy) => ({ detail: `accepts connections by ${policy}` })),
    fix: 'Set SecurityPolicy: TLS_1_2.',
  },
  {
    name: 'distribution-tls',
    types: [DISTRIBUTION],
    check: (distribution) => {
      const config = configOf(distribution);
      const viewer = textIn(objectIn(config, 'ViewerCertificate') ?? {}, 'MinimumProtocolVersion') ?? 'TLSv1';
      return [
        ...faultUnless(VIEWER_TLS.includes(viewer), `accepts connections by ${viewer}`),
        ...behavioursOf(config)
          .filter(
            ({ ViewerProtocolPolicy }) =>
              ViewerProtocolPolicy !== 'https-only' && ViewerProtocolPolicy !== 'redirect-to-https',
          )
          .map(({ PathPattern = '*' }) => ({ detail: `accepts HTTP at ${String(PathPattern)}` })),
        ...originsOf(config)
          .filter((origin) => origin['OriginProtocolPolicy'] !== 'https-only' || !isTls12(origin))
          .map(() => ({ detail: 'calls an origin by other protocols than TLS 1.2' })),
      ];
    },
    fix: 'Set MinimumProtocolVersion: TLSv1.2_2021, ViewerProtocolPolicy: https-only and OriginSSLProtocols: [TLSv1.2].',
  },
  {
    name: 'distribution-protected',
    types: [DISTRIBUTION],
    check: (distribution, cloud) => {
      const config = configOf(distribution);
      const firewalls = cloud.ofType(FIREWALL).map(({ arn }) => arn);
      return [
        ...faultUnless(firewalls.includes(textIn(config, 'WebACLId') ?? ''), 'has no firewall'),
        ...faultUnless(
          originsOf(config).every((origin) => objectIn(origin, 'OriginMtlsConfig') !== undefined),
          'presents no certificate to its origin, which then cannot refuse other callers',
        ),
      ];
    },
    fix: 'Set WebACLId, and OriginMtlsConfig of each origin.',
  },
  {
    name: 'distribution-caches-public',
    types: [DISTRIBUTION],
    check: (distribution) => {
      const config = configOf(distribution);
      const kept = CACHED_ERRORS.filter((status) => !isNotCached(status, config));
      return [
        ...behavioursOf(config)
          .filter(({ CachePolicyId }) => CachePolicyId !== CACHING_DISABLED)
          .map(({ PathPattern = '*' }) => String(PathPattern))
          .filter((path) => !PUBLICLY_CACHED_ROUTES.has(`GET ${path}`))
          .map((path) => ({
            subject: path,
            detail: `caches GET ${path}, which is not a public route that allows it (Cache-Control: public)`,
          })),
        ...faultUnless(kept.length === 0, `keeps the answers ${kept.join(', ')} of one caller for another`),
      ];
    },
    fix: 'Cache paths of public routes without wildcards, and set ErrorCachingMinTTL: 0 for each error.',
  },
  {
    name: 'firewall-logged',
    types: [FIREWALL],
    check: (firewall, cloud) => {
      const logging = cloud
        .ofType('AWS::WAFv2::LoggingConfiguration')
        .find(({ properties }) => textIn(properties, 'ResourceArn') === firewall.arn);
      if (logging === undefined) return [{ detail: 'has no log of what it blocks' }];
      const redacted = objectsIn(logging.properties, 'RedactedFields').map((field) =>
        textIn(objectIn(field, 'SingleHeader') ?? {}, 'Name'),
      );
      const shown = SECRET_HEADERS.filter((name) => !redacted.includes(name));
      return faultUnless(shown.length === 0, `writes the headers ${shown.join(', ')} to its log`);
    },
    fix: 'Give it an AWS::WAFv2::LoggingConfiguration whose RedactedFields name these headers.',
  },
  {
    name: 'firewall-limits',
    types: [FIREWALL],
    check: ({ properties }) => {
      const statements = objectsIn(properties, 'Rules').map((rule) => objectIn(rule, 'Statement') ?? {});
      const common = statements
        .map((statement) => objectIn(statement, 'ManagedRuleGroupStatement') ?? {})
        .find(({ Name }) => Name === 'AWSManagedRulesCommonRuleSet');
      const counted = objectsIn(common ?? {}, 'RuleActionOverrides')
        .filter(({ ActionToUse }) => Object.keys(ActionToUse as object).join() === 'Count')
        .map(({ Name }) => Name);
      return [
        ...faultUnless(
          statements.some((statement) => 'RateBasedStatement' in statement),
          'limits no rate',
        ),
        ...faultUnless(
          common === undefined || counted.includes(BODY_SIZE),
          `blocks bodies above 8 KB, which our routes accept (${BODY_SIZE})`,
        ),
      ];
    },
    fix: `Give it a rule with a RateBasedStatement, and count ${BODY_SIZE} in RuleActionOverrides.`,
  },
];

function configOf({ properties }: CloudResource): Properties {
  return objectIn(properties, 'DistributionConfig') ?? {};
}

function behavioursOf(config: Properties): readonly Properties[] {
  return [objectIn(config, 'DefaultCacheBehavior') ?? {}, ...objectsIn(config, 'CacheBehaviors')];
}

function originsOf(config: Properties): readonly Properties[] {
  return objectsIn(config, 'Origins').map((origin) => objectIn(origin, 'CustomOriginConfig') ?? {});
}

function isTls12(origin: Properties): boolean {
  return listed(origin['OriginSSLProtocols']).join() === 'TLSv1.2';
}

function isNotCached(status: number, config: Properties): boolean {
  return objectsIn(config, 'CustomErrorResponses').some(
    ({ ErrorCode, ErrorCachingMinTTL }) => ErrorCode === status && ErrorCachingMinTTL === 0,
  );
}
