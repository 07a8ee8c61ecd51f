import { pass, task } from './interpret.spec-kit.ts';
import { validate } from './validate.ts';

const end = { End: true };
const lambdaToken = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
const token = { FunctionName: 'f', Payload: { 'token.$': '$$.Task.Token' } };
const parameters = (expression: string) => pass({ Parameters: { 'x.$': expression } });
const map = (fields: object, inner: object = {}) => ({
  Type: 'Map',
  ItemProcessor: { StartAt: 'I', States: { I: pass() }, ...inner },
  ...end,
  ...fields,
});
const choice = (rule: object) => ({ Type: 'Choice', Choices: [{ ...rule, Next: 'B' }] });

describe('validate', () => {
  it.each<[string, object, RegExp]>([
    ['JSONata', pass({ QueryLanguage: 'JSONata' }), /QueryLanguage: only JSONPath/],
    ['fields of JSONata', pass({ Output: 1 }), /the field "Output" is not supported/],
    ['variables', pass({ Assign: { x: 1 } }), /"Assign"/],
    ['credentials', task({ Credentials: {} }), /"Credentials"/],
    ['an unknown type', { Type: 'Sleep', ...end }, /the type "Sleep" is unknown/],
    ['a type of JavaScript objects', { Type: 'constructor', ...end }, /the type "constructor" is unknown/],
    ['a state that does not continue', { Type: 'Pass' }, /exactly one of Next, End/],
    ['a state that is not an object', 'A' as never, /the type "" is unknown/],
    ['a transition to a missing state', { Type: 'Pass', Next: 'C' }, /continues with "C"/],
    ['a missing resource', task({ Resource: undefined }), /Resource: .*received undefined/],
    [
      'both kinds of time-out',
      task({ TimeoutSeconds: 1, TimeoutSecondsPath: '$.t' }),
      /both TimeoutSeconds and/,
    ],
    ['a time-out of 0', task({ TimeoutSeconds: 0 }), /TimeoutSeconds: .*>=1/],
    ['a time-out that is a text', task({ TimeoutSeconds: '5' }), /TimeoutSeconds: .*received string/],
    [
      'a token that is not passed on',
      task({ Resource: lambdaToken, Parameters: {} }),
      /contain \$\$\.Task\.Token/,
    ],
    ['a token without a callback', task({ Parameters: token }), /only with \.waitForTaskToken/],
    [
      'an unknown intrinsic function',
      parameters("States.Format('{}', States.Now())"),
      /"x\.\$".*States\.Now is unknown/,
    ],
    ['a wrong number of arguments', parameters('States.ArrayLength($.a, 1)'), /2 arguments instead of 1/],
    ['an argument that is not valid', parameters('States.Array(a b)'), /an argument that is not valid/],
    [
      'a word of JavaScript objects',
      parameters('States.Array(constructor)'),
      /an argument that is not valid/,
    ],
    ['an open parenthesis', parameters('States.Array(1'), /closing parenthesis/],
    ['text after an expression', parameters('States.UUID() + 1'), /continues after its end/],
    ['an open text', parameters("States.Array('a)"), /closing quote/],
    ['a function in a path', parameters('$.lines.length()'), /the path "\$\.lines\.length\(\)" is not valid/],
    ['a function in a filter', parameters('$.lines[?length(@.a) > 1]'), /is not valid/],
    ['an expression that is neither', parameters('orders'), /must start with "\$" or "States\."/],
    ['an InputPath that is no path', pass({ InputPath: 'orders' }), /InputPath: must start with "\$"/],
    [
      'a ResultPath to several places',
      pass({ ResultPath: '$.a[*]' }),
      /ResultPath: must be a path to one place/,
    ],
    [
      'a ResultPath into the context',
      pass({ ResultPath: '$$.a' }),
      /ResultPath: must be a path to one place/,
    ],
    [
      'an unknown field of a retrier',
      task({ Retry: [{ ErrorEquals: ['X'], Attempts: 1 }] }),
      /Retry\[0\]: the field "Attempts"/,
    ],
    ['a retrier without errors', task({ Retry: [{ MaxAttempts: 1 }] }), /ErrorEquals: .*received undefined/],
    ['States.ALL with others', task({ Retry: [{ ErrorEquals: ['X', 'States.ALL'] }] }), /States\.ALL alone/],
    ['a catcher without Next', task({ Catch: [{ ErrorEquals: ['X'] }] }), /Catch\[0\]\.Next: /],
    [
      'a rule without Next',
      { Type: 'Choice', Choices: [{ Variable: '$.x', IsNull: true }] },
      /Choices\[0\]: must have Next/,
    ],
    ['an unknown operator', choice({ Variable: '$.x', Equals: 1 }), /unknown operator "Equals"/],
    [
      'two operators',
      choice({ Variable: '$.x', IsNull: true, IsString: true }),
      /one operator, not IsNull, IsString/,
    ],
    ['an operand of another type', choice({ Variable: '$.x', NumericEquals: '1' }), /NumericEquals with "1"/],
    ['a rule without a variable', choice({ StringEquals: 'a' }), /path as Variable/],
    [
      'an invalid rule in another',
      choice({ Not: { And: [{ Variable: '$.x', Equals: 1 }] } }),
      /unknown operator/,
    ],
    ['a Choice state without rules', { Type: 'Choice', Choices: [], Default: 'B' }, /Choices: .*>=1/],
    [
      'two times of a Wait state',
      { Type: 'Wait', Seconds: 1, SecondsPath: '$.s', ...end },
      /exactly one of Seconds/,
    ],
    [
      'a Wait state until no time',
      { Type: 'Wait', Timestamp: 'noon', ...end },
      /Timestamp: must be a timestamp/,
    ],
    ['a distributed Map state', map({}, { ProcessorConfig: { Mode: 'DISTRIBUTED' } }), /Mode: only INLINE/],
    ['a Map state that reads from S3', map({ ItemReader: {} }), /"ItemReader"/],
    ['a Map state without a processor', { Type: 'Map', ...end }, /exactly one of ItemProcessor, Iterator/],
    ['an unknown field of a processor', map({}, { Timeout: 1 }), /the field "Timeout"/],
    [
      'a fault inside a Map state',
      map({}, { States: { I: pass({ Assign: {} }) } }),
      /^State "I": .*"Assign"/,
    ],
    ['a Parallel state without branches', { Type: 'Parallel', ...end }, /Branches: /],
  ])('refuses %s, and names the state', (_, state, reason) => {
    const definition = {
      StartAt: 'A',
      States: { A: state, ...(JSON.stringify(state).includes('"B"') ? { B: pass() } : {}) },
    };
    expect(() => validate(definition)).toThrow(reason);
    expect(() => validate(definition)).toThrow(/^State "[AI]"/);
  });

  it.each<[string, object, string]>([
    [
      'an unknown field',
      { StartAt: 'A', States: { A: pass() }, Timeout: 5 },
      'The state machine: the field "Timeout" is not supported',
    ],
    [
      'a missing start',
      { StartAt: 'B', States: { A: pass() } },
      'The state machine: starts at "B", which is not one of its states',
    ],
    ['no states', { StartAt: 'A' }, 'The state machine: States: '],
    [
      'a state that is never reached',
      { StartAt: 'A', States: { A: pass(), B: pass() } },
      'State "B": no other state leads to it',
    ],
    [
      'two states with one name',
      {
        StartAt: 'A',
        States: { A: { Type: 'Parallel', Branches: [{ StartAt: 'A', States: { A: pass() } }], ...end } },
      },
      'State "A": another state of the same machine has this name',
    ],
  ])('refuses a machine with %s', (_, definition, message) => {
    expect(() => validate(definition)).toThrow(message);
  });

  it('accepts the whole context object, and returns a checked definition at once', () => {
    const definition = {
      StartAt: 'A',
      States: { A: pass({ Parameters: { 'x.$': '$$', 'y.$': '$$.Map.Item.Index' } }) },
    };
    expect(validate(definition)).toBe(definition);
    expect(validate(definition)).toBe(definition);
  });
});
