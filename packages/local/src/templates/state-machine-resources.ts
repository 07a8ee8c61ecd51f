import type { StateMachineResource } from '../resources.ts';
import { objectIn, textIn } from './properties.ts';
import type { Reading } from './reading.ts';

/** `AWS::StepFunctions::StateMachine`, its definition parsed and with all `DefinitionSubstitutions` made. */
export function readStateMachine({ declared, properties, name, arn }: Reading): StateMachineResource {
  const type = textIn(properties, 'StateMachineType') ?? 'STANDARD';
  if (type !== 'STANDARD' && type !== 'EXPRESS') throw new Error(`StateMachineType ${type} is not supported`);
  const written =
    textIn(properties, 'DefinitionString') ?? JSON.stringify(objectIn(properties, 'Definition'));
  if (written === undefined) throw new Error('a definition in S3 is not supported');
  const substitutions = objectIn(properties, 'DefinitionSubstitutions') ?? {};
  const text = Object.entries(substitutions).reduce(
    (current, [key, value]) => current.replaceAll(`\${${key}}`, JSON.stringify(String(value)).slice(1, -1)),
    written,
  );
  return {
    ...declared,
    name: name(),
    arn: arn('Arn'),
    type,
    definition: JSON.parse(text) as Record<string, unknown>,
  };
}
