import { flagIn, objectIn, objectsIn, type Properties, textIn } from './properties.ts';
import type { StateMachineResource, WorkflowLogging } from './resources.ts';
import type { Reading } from './stack.ts';

/** `AWS::StepFunctions::StateMachine`, with its definition parsed and all `DefinitionSubstitutions` applied. */
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
    ...loggingOf(objectIn(properties, 'LoggingConfiguration') ?? {}),
  };
}

function loggingOf(configuration: Properties): { readonly logging?: WorkflowLogging } {
  const level = textIn(configuration, 'Level') ?? 'OFF';
  const [destination = {}] = objectsIn(configuration, 'Destinations');
  const arn = textIn(objectIn(destination, 'CloudWatchLogsLogGroup') ?? {}, 'LogGroupArn') ?? '';
  const [, logGroupName] = /:log-group:([^:]+)/.exec(arn) ?? [];
  if (logGroupName === undefined || (level !== 'ALL' && level !== 'ERROR' && level !== 'FATAL')) return {};
  const includeExecutionData = flagIn(configuration, 'IncludeExecutionData', false);
  return { logging: { logGroupName, level, includeExecutionData } };
}
