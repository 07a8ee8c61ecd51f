import type { EventBridgeEvent } from './event-bridge-event.ts';
import { compileJsonPath, type JsonPath } from './json-path.ts';

/** The input of a target. At most one of these may be set. */
export type TargetInput = {
  readonly input?: string;
  readonly inputPath?: string;
  readonly inputTransformer?: {
    readonly inputPathsMap: Readonly<Record<string, string>>;
    readonly inputTemplate: string;
  };
};

/** Values of reserved variables that are not in the event. */
export type TransformContext = {
  readonly ruleArn: string;
  readonly ruleName: string;
  /** Time at which EventBridge received the event: RFC 3339, to the second. */
  readonly ingestionTime: string;
};

/** Returns the text that the target receives. `eventJson` is the event as JSON, serialized once for all targets. */
export type InputTransform = (
  event: EventBridgeEvent,
  eventJson: string,
  context: TransformContext,
) => string;

/**
 * Compiles the `Input`, `InputPath` or `InputTransformer` of a target. Without any of them, the whole event is delivered.
 *
 * In a template, a variable outside quotes becomes JSON. Within quotes, a string is inserted with its characters escaped,
 * and an object as JSON without its quotes. A path that the event does not have becomes an empty string.
 *
 * @throws Error if more than one is set, or the one that is set is not valid
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function compileInput({ input, inputPath, inputTransformer }: TargetInput): InputTransform {
  if ([input, inputPath, inputTransformer].filter((one) => one !== undefined).length > 1) {
    throw new Error('Only one of Input, InputPath, or InputTransformer must be provided');
  }
  if (input !== undefined) {
    JSON.parse(input);
    return () => input;
  }
  if (inputPath !== undefined) {
    const path = compileJsonPath(inputPath);
    return (event) => JSON.stringify(path(event) ?? null);
  }
  if (inputTransformer !== undefined) return compileTemplate(inputTransformer);
  return (_event, eventJson) => eventJson;
}

type Variable = (event: EventBridgeEvent, context: TransformContext) => unknown;
type Piece = { readonly text: string } | { readonly variable: Variable; readonly quoted: boolean };

const RESERVED: Readonly<Record<string, Variable>> = {
  'aws.events.rule-arn': (_event, context) => context.ruleArn,
  'aws.events.rule-name': (_event, context) => context.ruleName,
  'aws.events.event.ingestion-time': (_event, context) => context.ingestionTime,
  'aws.events.event.json': (event) => event,
  'aws.events.event': (event) => withoutDetail(event),
};

function compileTemplate(transformer: NonNullable<TargetInput['inputTransformer']>): InputTransform {
  const variables = new Map<string, Variable>(Object.entries(RESERVED));
  for (const [name, path] of Object.entries(transformer.inputPathsMap)) {
    if (name.startsWith('AWS') || Object.hasOwn(RESERVED, name)) {
      throw new Error(`InputPathsMap must not define "${name}": the name is reserved`);
    }
    variables.set(name, variableOf(compileJsonPath(path)));
  }
  const pieces = piecesOf(transformer.inputTemplate, variables);
  assertJson(pieces);
  return (event, _eventJson, context) =>
    pieces.map((piece) => ('text' in piece ? piece.text : render(piece, event, context))).join('');
}

function variableOf(path: JsonPath): Variable {
  return (event) => path(event) ?? '';
}

/** Splits a template at its variables. `quoted` is true for a variable within quotes. */
function piecesOf(template: string, variables: ReadonlyMap<string, Variable>): Piece[] {
  const pieces: Piece[] = [];
  let text = '';
  let quoted = false;
  for (let at = 0; at < template.length; at += 1) {
    const char = template[at];
    const name = char === '<' ? /^<([\w.-]+)>/u.exec(template.slice(at))?.[1] : undefined;
    if (name !== undefined) {
      const variable = variables.get(name);
      if (!variable) throw new Error(`InputTemplate contains an invalid placeholder <${name}>`);
      pieces.push({ text }, { variable, quoted });
      text = '';
      at += name.length + 1;
      continue;
    }
    text += char;
    if (char === '\\' && quoted) {
      at += 1;
      text += template[at] ?? '';
    } else if (char === '"') {
      quoted = !quoted;
    }
  }
  return [...pieces, { text }];
}

function render(
  piece: { readonly variable: Variable; readonly quoted: boolean },
  event: EventBridgeEvent,
  context: TransformContext,
): string {
  const value = piece.variable(event, context);
  if (!piece.quoted) return JSON.stringify(value);
  return typeof value === 'string'
    ? JSON.stringify(value).slice(1, -1)
    : JSON.stringify(value).replaceAll('"', '');
}

/** A template must be JSON, or lines that are each a quoted string, as for an e-mail. */
function assertJson(pieces: readonly Piece[]): void {
  const sample = pieces.map((piece) => ('text' in piece ? piece.text : piece.quoted ? 'x' : '"x"')).join('');
  if (isJson(sample)) return;
  const lines = sample.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0 || !lines.every((line) => line.trim().startsWith('"') && isJson(line))) {
    throw new Error(`InputTemplate is neither JSON nor quoted lines: ${sample}`);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** In `<aws.events.event>` the key `detail-type` is `detailType`. */
function withoutDetail(event: EventBridgeEvent): Readonly<Record<string, unknown>> {
  const { detail: _detail, 'detail-type': detailType, ...rest } = event;
  return { ...rest, detailType };
}
