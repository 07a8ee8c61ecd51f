import type { CfnFinding } from './to-template-findings.ts';

/** Returns true for a finding that follows from data of cfn-lint which is older than AWS. */
export function isOutdated({ Rule, Message }: CfnFinding): boolean {
  // API Gateway requires apigateway:TagResource since 2026; the list of actions does not contain it yet.
  return (
    Rule.Id === 'W3037' && /^'(?:un)?tagresource' is not one of \['addcertificatetodomain'/.test(Message)
  );
}

/** Rules of cfn-lint that are switched off, each with its reason. */
export const switchedOff: Readonly<Record<string, string>> = {
  W3005:
    'The framework and its plugins write DependsOn beside the reference that already makes the resource wait.',
  I1022: 'The framework writes Fn::Join instead of Fn::Sub, in templates that are not read by people.',
  I3010:
    'Warns from 450 resources on. E3010 refuses more than 500, which is the limit; customers has 496 on prod.',
  I3011:
    'The rule state-deletion of the gate config covers this: queues and logs are deleted with their stack.',
};
