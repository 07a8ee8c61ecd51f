import { accountTemplates } from '../templates/account-templates.ts';
import { readCloud } from './cloud.ts';
import { type Changes, plant } from './plant.spec-kit.ts';
import { findFaults } from './rule.ts';
import { accountRules } from './rules.ts';

/** The faults of a template of an account with some changes, as `Distribution distribution-tls: accepts …`. */
function faultsWith(name: string, changes: Changes): readonly string[] {
  const services = accountTemplates('prod')
    .filter((service) => service.name === name)
    .map((service) => ({
      ...service,
      template: { ...service.template, Resources: plant(service.template.Resources, changes) },
    }));
  return findFaults(accountRules, readCloud(services, 'prod')).map(
    ({ logicalId, rule, detail }) => `${logicalId} ${rule}: ${detail}`,
  );
}

const CONFIG = 'Distribution.DistributionConfig';
const COMMON = 'Firewall.Rules.4.Statement.ManagedRuleGroupStatement';

describe('The edge', () => {
  it('has no fault', () => {
    expect(faultsWith('edge', {})).toEqual([]);
  });

  it.each<[string, Changes]>([
    ['distribution-tls: accepts connections by TLSv1', { [`${CONFIG}.ViewerCertificate`]: undefined }],
    [
      'distribution-tls: accepts HTTP at /v1/products',
      { [`${CONFIG}.CacheBehaviors.0.ViewerProtocolPolicy`]: 'allow-all' },
    ],
    [
      'distribution-tls: calls an origin by other protocols than TLS 1.2',
      { [`${CONFIG}.Origins.0.CustomOriginConfig.OriginSSLProtocols`]: ['TLSv1.1', 'TLSv1.2'] },
    ],
    ['distribution-protected: has no firewall', { [`${CONFIG}.WebACLId`]: undefined }],
    [
      'distribution-protected: presents no certificate to its origin, which then cannot refuse other callers',
      { [`${CONFIG}.Origins.0.CustomOriginConfig.OriginMtlsConfig`]: undefined },
    ],
    [
      'distribution-caches-public: caches GET /v1/orders, which is not a public route that allows it (Cache-Control: public)',
      { [`${CONFIG}.CacheBehaviors.0.PathPattern`]: '/v1/orders' },
    ],
    [
      'distribution-caches-public: caches GET *, which is not a public route that allows it (Cache-Control: public)',
      { [`${CONFIG}.DefaultCacheBehavior.CachePolicyId`]: { Ref: 'CatalogueCache' } },
    ],
    [
      'distribution-caches-public: keeps the answers 400 of one caller for another',
      { [`${CONFIG}.CustomErrorResponses.0.ErrorCachingMinTTL`]: 10 },
    ],
  ])('must not have the fault %s', (fault, changes) => {
    expect(faultsWith('edge', changes)).toEqual([`Distribution ${fault}`]);
  });

  it.each<[string, Changes]>([
    ['firewall-logged: has no log of what it blocks', { FirewallLogging: undefined }],
    [
      'firewall-logged: writes the headers authorization to its log',
      { 'FirewallLogging.RedactedFields.0': { SingleHeader: { Name: 'x-forwarded-for' } } },
    ],
    [
      'firewall-limits: limits no rate',
      { 'Firewall.Rules.1.Statement': {}, 'Firewall.Rules.2.Statement': {} },
    ],
    [
      'firewall-limits: blocks bodies above 8 KB, which our routes accept (SizeRestrictions_BODY)',
      { [`${COMMON}.RuleActionOverrides.0.ActionToUse`]: { Block: {} } },
    ],
  ])('must not have a firewall with the fault %s', (fault, changes) => {
    expect(faultsWith('edge', changes)).toEqual([`Firewall ${fault}`]);
  });
});

describe('The records of access to an account', () => {
  it('have no fault', () => {
    expect(faultsWith('access-audit', {})).toEqual([]);
  });

  it.each<[string, Changes]>([
    ['lacks IsLogging: true', { 'Trail.IsLogging': false }],
    ['writes records without a key of ours', { 'Trail.KMSKeyId': undefined }],
    [
      'records no data events of AWS::Lambda::Function',
      { 'Trail.AdvancedEventSelectors.2.FieldSelectors.1.Equals': ['AWS::S3::Object'] },
    ],
  ])('must not have a trail that %s', (fault, changes) => {
    expect(faultsWith('access-audit', changes)).toEqual([`Trail trail-complete: ${fault}`]);
  });

  it.each<[string, Changes]>([
    ['has records that can be changed or deleted', { 'Records.VersioningConfiguration': undefined }],
    [
      'keeps records for ever, or not as long as they are locked',
      { 'Records.LifecycleConfiguration.Rules.0.ExpirationInDays': 30 },
    ],
    ['can be made public', { 'Records.PublicAccessBlockConfiguration.BlockPublicPolicy': false }],
    ['accepts requests without TLS', { 'RecordsPolicy.PolicyDocument.Statement.3.Condition': undefined }],
    [
      'has the statement WrittenByTheTrail, which allows more than its trail',
      { 'RecordsPolicy.PolicyDocument.Statement.1.Principal': { AWS: '*' } },
    ],
  ])('must not be in a bucket that %s', (fault, changes) => {
    expect(faultsWith('access-audit', changes)).toEqual([`Records trail-records-locked: ${fault}`]);
  });
});
