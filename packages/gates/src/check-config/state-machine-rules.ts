import { objectIn, objectsIn, textIn } from '@tradepost/compiled-service/templates/properties';
import { faultUnless, type Rule } from './rule.ts';

const types = ['AWS::StepFunctions::StateMachine'];

export const stateMachineRules: readonly Rule[] = [
  {
    name: 'state-machine-logs',
    types,
    check: ({ properties }) => {
      const logging = objectIn(properties, 'LoggingConfiguration') ?? {};
      const level = textIn(logging, 'Level') ?? 'OFF';
      return faultUnless(
        level !== 'OFF' && objectsIn(logging, 'Destinations').length > 0,
        'does not log its failures',
      );
    },
    fix: 'Set loggingConfig with a level and a log group.',
  },
];
