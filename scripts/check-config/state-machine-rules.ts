import { flagIn, objectIn, objectsIn, textIn } from '@tradepost/local/templates/properties';
import { type Rule, unless } from './rule.ts';

const types = ['AWS::StepFunctions::StateMachine'];

export const stateMachineRules: readonly Rule[] = [
  {
    name: 'state-machine-logs',
    types,
    check: ({ properties }) => {
      const logging = objectIn(properties, 'LoggingConfiguration') ?? {};
      const level = textIn(logging, 'Level') ?? 'OFF';
      return unless(level !== 'OFF' && objectsIn(logging, 'Destinations').length > 0, 'fails without a word');
    },
    mend: 'Set loggingConfig with a level and a log group.',
  },
  {
    name: 'state-machine-traces',
    types,
    check: ({ properties }) =>
      unless(
        flagIn(objectIn(properties, 'TracingConfiguration') ?? {}, 'Enabled', false),
        'is missing from the traces',
      ),
    mend: 'Set tracingConfig: { enabled: true }.',
  },
];
