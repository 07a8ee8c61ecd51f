import {
  type Check,
  catchers,
  choices,
  type Fields,
  literal,
  nullablePath,
  path,
  referencePath,
  retriers,
  template,
  text,
  timestamp,
  wholeNumber,
} from './validate-fields.ts';

const anything: Check = () => undefined;
const jsonPathOnly: Check = (value) =>
  value === 'JSONPath' ? undefined : `is ${JSON.stringify(value)}: only JSONPath is supported`;
const inline: Check = (value) => {
  const mode = (value as Fields | null)?.['Mode'];
  return mode === undefined || mode === 'INLINE'
    ? undefined
    : `has the mode ${JSON.stringify(mode)}: only INLINE is supported`;
};

const COMMON = { Type: anything, Comment: text, QueryLanguage: jsonPathOnly };
const IN_AND_OUT = { ...COMMON, InputPath: nullablePath, OutputPath: nullablePath };
const FLOW = { Next: text, End: literal(true) };
const FALLIBLE = { ResultSelector: template, ResultPath: referencePath, Retry: retriers, Catch: catchers };

/** The supported fields of each type of state. Other fields are refused, never ignored. */
export const STATE_FIELDS: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  Task: {
    ...IN_AND_OUT,
    ...FLOW,
    ...FALLIBLE,
    Resource: text,
    Parameters: template,
    TimeoutSeconds: wholeNumber(1),
    TimeoutSecondsPath: path,
    HeartbeatSeconds: wholeNumber(1),
    HeartbeatSecondsPath: path,
  },
  Parallel: { ...IN_AND_OUT, ...FLOW, ...FALLIBLE, Branches: anything, Parameters: template },
  Map: {
    ...IN_AND_OUT,
    ...FLOW,
    ...FALLIBLE,
    ItemProcessor: anything,
    Iterator: anything,
    ItemsPath: path,
    ItemSelector: template,
    Parameters: template,
    MaxConcurrency: wholeNumber(0),
    MaxConcurrencyPath: path,
  },
  Pass: { ...IN_AND_OUT, ...FLOW, Result: anything, Parameters: template, ResultPath: referencePath },
  Wait: {
    ...IN_AND_OUT,
    ...FLOW,
    Seconds: wholeNumber(0),
    SecondsPath: path,
    Timestamp: timestamp,
    TimestampPath: path,
  },
  Choice: { ...IN_AND_OUT, Choices: choices, Default: text },
  Succeed: IN_AND_OUT,
  Fail: { ...COMMON, Error: text, ErrorPath: path, Cause: text, CausePath: path },
};

/** Fields of which a state must have exactly one, by type. */
export const ONE_OF: Readonly<Record<string, readonly (readonly string[])[]>> = {
  Task: [['Next', 'End'], ['Resource']],
  Parallel: [['Next', 'End'], ['Branches']],
  Map: [
    ['Next', 'End'],
    ['ItemProcessor', 'Iterator'],
  ],
  Pass: [['Next', 'End']],
  Wait: [
    ['Next', 'End'],
    ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  ],
  Choice: [['Choices']],
};

/** Fields of which a state may have one at most. */
export const AT_MOST_ONE: readonly (readonly string[])[] = [
  ['TimeoutSeconds', 'TimeoutSecondsPath'],
  ['HeartbeatSeconds', 'HeartbeatSecondsPath'],
  ['ItemSelector', 'Parameters'],
  ['MaxConcurrency', 'MaxConcurrencyPath'],
  ['Error', 'ErrorPath'],
  ['Cause', 'CausePath'],
];

/** The supported fields of a state machine. */
export const MACHINE_FIELDS = {
  StartAt: text,
  States: anything,
  Comment: text,
  Version: literal('1.0'),
  TimeoutSeconds: wholeNumber(1),
  QueryLanguage: jsonPathOnly,
};
/** The supported fields of a branch, or of the processor of a Map state. */
export const INNER_FIELDS = {
  StartAt: text,
  States: anything,
  Comment: text,
  ProcessorConfig: inline,
  QueryLanguage: jsonPathOnly,
};
