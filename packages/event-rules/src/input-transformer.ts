import type { EventBridgeEvent } from './event-bridge-event.ts';
import { isRecord } from './is-record.ts';

/** The input of a target. At most one of these may be set. */
export type TargetInput = {
  readonly input?: string;
  readonly inputPath?: string;
  readonly inputTransformer?: {
    readonly inputPathsMap: Readonly<Record<string, string>>;
    readonly inputTemplate: string;
  };
};

/** Returns the text that the target receives. `eventJson` is the event as JSON, serialized once for all targets. */
export type InputTransform = (event: EventBridgeEvent, eventJson: string) => string;

/**
 * Compiles the `Input`, `InputPath` or `InputTransformer` of a target. Without any of them, the whole event is delivered.
 *
 * In a template, a variable outside quotes becomes JSON. Within quotes, a string is inserted with its characters escaped,
 * and an object as JSON without its quotes. A path that the event does not have becomes an empty string. EventBridge's own
 * variables (`<aws.events.…>`), templates that are not JSON, and indexes in paths are not supported.
 *
 * @throws Error if more than one is set, or the one that is set is not valid or not supported
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

type Piece = { readonly text: string } | { readonly path: JsonPath; readonly quoted: boolean };

function compileTemplate({
  inputPathsMap,
  inputTemplate,
}: NonNullable<TargetInput['inputTransformer']>): InputTransform {
  const paths = new Map(Object.entries(inputPathsMap).map(([name, path]) => [name, compileJsonPath(path)]));
  const pieces = piecesOf(inputTemplate, paths);
  const sample = pieces.map((piece) => ('text' in piece ? piece.text : piece.quoted ? 'x' : '"x"')).join('');
  try {
    JSON.parse(sample);
  } catch {
    throw new Error(`InputTemplate is not JSON: ${sample}`);
  }
  return (event) => pieces.map((piece) => ('text' in piece ? piece.text : render(piece, event))).join('');
}

/** Splits a template at its variables. `quoted` is true for a variable within quotes. */
function piecesOf(template: string, paths: ReadonlyMap<string, JsonPath>): Piece[] {
  const pieces: Piece[] = [];
  let text = '';
  let quoted = false;
  for (let at = 0; at < template.length; at += 1) {
    const char = template[at];
    const name = char === '<' ? /^<([\w.-]+)>/u.exec(template.slice(at))?.[1] : undefined;
    if (name !== undefined) {
      const path = paths.get(name);
      if (!path) throw new Error(`InputTemplate contains an invalid placeholder <${name}>`);
      pieces.push({ text }, { path, quoted });
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
  { path, quoted }: { readonly path: JsonPath; readonly quoted: boolean },
  event: EventBridgeEvent,
): string {
  const value = path(event) ?? '';
  if (!quoted) return JSON.stringify(value);
  return typeof value === 'string'
    ? JSON.stringify(value).slice(1, -1)
    : JSON.stringify(value).replaceAll('"', '');
}

/** Returns a value of a JSON document; undefined if there is none. */
type JsonPath = (document: unknown) => unknown;

/** Compiles `$`, followed by any number of `.name` (with dashes, underscores and slashes) and `['name']`. */
function compileJsonPath(path: string): JsonPath {
  if (!/^\$(?:\.[\w\-/]+|\['[^']+'\])*$/u.test(path))
    throw new Error(`JSON path ${JSON.stringify(path)} is not valid or not supported`);
  const names = [...path.matchAll(/\.([\w\-/]+)|\['([^']+)'\]/gu)].map(
    ([, dotted, quoted]) => dotted ?? quoted ?? '',
  );
  return (document) =>
    names.reduce<unknown>(
      (value, name) => (isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined),
      document,
    );
}
