import type { JsonValue } from './definition.ts';
import { INTRINSIC_FUNCTIONS, PLACEHOLDER } from './intrinsic-functions.ts';
import type { Expression } from './scope.ts';
import { StatesError } from './states-error.ts';

type CompilePath = (path: string) => Expression;

const CALL = /States\.(\w+)\s*\(/y;
const WORD = /[^\s,()']+/y;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const CONSTANTS: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * Parses an intrinsic function, with calls inside it. Throws an error with the reason if it is not valid or unknown.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
export function parseIntrinsic(text: string, compilePath: CompilePath): Expression {
  const reader = { text, at: 0, compilePath };
  const expression = readCall(reader);
  if (expression === undefined) throw invalid(reader, 'is neither a path nor an intrinsic function');
  skipBlanks(reader);
  if (reader.at < text.length) throw invalid(reader, `continues after its end: ${text.slice(reader.at)}`);
  return expression;
}

type Reader = { readonly text: string; at: number; readonly compilePath: CompilePath };

function readCall(reader: Reader): Expression | undefined {
  const name = match(reader, CALL)?.[1];
  if (name === undefined) return undefined;
  const called = Object.hasOwn(INTRINSIC_FUNCTIONS, name) ? INTRINSIC_FUNCTIONS[name] : undefined;
  if (called === undefined) throw new Error(`the intrinsic function States.${name} is unknown`);
  const operands: Expression[] = [];
  skipBlanks(reader);
  if (reader.text[reader.at] === ')') reader.at += 1;
  else
    do operands.push(readOperand(reader, name === 'Format' && operands.length === 0));
    while (readSeparator(reader) === ',');
  const { least, most, run } = called;
  if (operands.length < least || operands.length > most) {
    const count = least === most ? `${least}` : `${least} to ${most}`;
    throw invalid(reader, `calls States.${name} with ${operands.length} arguments instead of ${count}`);
  }
  return (scope) => {
    const values = operands.map((operand) => operand(scope));
    const fail = (reason: string): never => {
      throw new StatesError('States.IntrinsicFailure', `States.${name}: ${reason}`);
    };
    return run(values, fail, scope.random);
  };
}

function readOperand(reader: Reader, isFormat: boolean): Expression {
  skipBlanks(reader);
  const { text, at } = reader;
  if (text[at] === "'") {
    const value = readText(reader, isFormat);
    return () => value;
  }
  if (text[at] === '$') {
    const read = reader.compilePath(readPathText(reader));
    return isFormat ? (scope) => withPlaceholders(read(scope)) : read;
  }
  const call = readCall(reader);
  if (call !== undefined) return call;
  const word = match(reader, WORD)?.[0] ?? '';
  const value = NUMBER.test(word) ? Number(word) : CONSTANTS.get(word);
  if (value === undefined) throw invalid(reader, `has an argument that is not valid: ${text.slice(at)}`);
  return () => value;
}

function withPlaceholders(format: JsonValue): JsonValue {
  return typeof format === 'string' ? format.replaceAll('{}', PLACEHOLDER) : format;
}

/** Reads a text in single quotes, with `\'`, `\{`, `\}` and `\\`. In a format, `{}` becomes `PLACEHOLDER`. */
function readText(reader: Reader, isFormat: boolean): string {
  let value = '';
  for (let at = reader.at + 1; at < reader.text.length; at += 1) {
    const char = reader.text[at] ?? '';
    if (char === "'") {
      reader.at = at + 1;
      return value;
    }
    if (char === '\\') {
      at += 1;
      value += reader.text[at] ?? '';
    } else if (isFormat && char === '{' && reader.text[at + 1] === '}') {
      at += 1;
      value += PLACEHOLDER;
    } else value += char;
  }
  throw invalid(reader, 'has a text without its closing quote');
}

/** Reads a path up to the comma or parenthesis that ends the argument, outside brackets and quotes. */
function readPathText(reader: Reader): string {
  let depth = 0;
  let quote: string | undefined;
  const { text, at: start } = reader;
  while (reader.at < text.length) {
    const char = text[reader.at] ?? '';
    if (quote !== undefined) {
      if (char === '\\') reader.at += 1;
      else if (char === quote) quote = undefined;
    } else if (depth > 0 && (char === "'" || char === '"')) quote = char;
    else if (char === '[' || (char === '(' && depth > 0)) depth += 1;
    else if (depth === 0 && (char === ',' || char === ')')) break;
    else if (char === ']' || char === ')') depth -= 1;
    reader.at += 1;
  }
  const path = text.slice(start, reader.at).trimEnd();
  // Fails at once if the path is not valid.
  reader.compilePath(path);
  return path;
}

function readSeparator(reader: Reader): string {
  skipBlanks(reader);
  const separator = reader.text[reader.at];
  if (separator !== ',' && separator !== ')') throw invalid(reader, 'has no closing parenthesis');
  reader.at += 1;
  return separator;
}

function skipBlanks(reader: Reader): void {
  while (reader.text[reader.at] === ' ') reader.at += 1;
}

function match(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text);
  if (found !== null) reader.at = pattern.lastIndex;
  return found;
}

function invalid({ text }: Reader, reason: string): Error {
  return new Error(`the expression "${text}" ${reason}`);
}
