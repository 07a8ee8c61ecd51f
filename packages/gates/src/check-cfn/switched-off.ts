/** Rules of cfn-lint that are switched off, each with its reason. */
export const switchedOff: Readonly<Record<string, string>> = {
  W3005:
    'The framework and its plugins write DependsOn beside the reference that already makes the resource wait.',
  I1022: 'The framework writes Fn::Join instead of Fn::Sub, in templates that are not read by people.',
  I3011:
    'The rule state-deletion of the gate config covers this: queues and logs are deleted with their stack.',
};
