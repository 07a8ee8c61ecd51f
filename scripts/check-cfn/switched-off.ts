/** The rules of cfn-lint that are not ours, each with its reason. */
export const switchedOff: Readonly<Record<string, string>> = {
  W3005:
    'The framework and its plugins write DependsOn beside the reference that already makes the resource wait.',
  I1022: 'The framework writes Fn::Join where Fn::Sub would read better. Nobody reads it.',
  I3011:
    'Which resources outlive their stack is the rule state-deletion of check:config: queues and logs go with theirs.',
};
