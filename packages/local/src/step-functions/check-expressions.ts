import type { State } from './asl.ts';
import { DEFINITION_FIELDS, isExpressionField } from './asl.ts';

/** The intrinsic functions that the library evaluates as AWS does. */
const INTRINSIC_FUNCTIONS: ReadonlySet<string> = new Set([
  ...['Format', 'StringToJson', 'StringSplit', 'Hash', 'UUID', 'JsonMerge', 'MathAdd', 'MathRandom'],
  ...['Array', 'ArrayPartition', 'ArrayContains', 'ArrayRange', 'ArrayGetItem', 'ArrayLength', 'ArrayUnique'],
]);

/** Intrinsic functions that the library evaluates wrongly, with the flaw. */
const BROKEN_FUNCTIONS: Readonly<Record<string, string>> = {
  JsonToString: 'it loses the backslashes of the text: pass the object itself',
  Base64Encode: 'it is correct for ASCII only',
  Base64Decode: 'it is correct for ASCII only',
};

const PATH_FUNCTION = /\.[\w-]+\(\s*\)/;
const FUNCTION_CALL = /States\.(\w+)\s*\(/g;
const SPLIT_BY_SEVERAL = /States\.StringSplit\s*\([^']*,\s*'(?:[^'\\]|\\.){2,}'\s*\)/;

/**
 * Checks the paths and intrinsic functions of a state, but not of the states inside it. Calls `refuse` with the reason if one
 * would evaluate to another value here than on AWS.
 */
export function checkExpressions(state: State, topLevel: boolean, refuse: (reason: string) => never): void {
  for (const [field, value] of Object.entries(state)) {
    if (DEFINITION_FIELDS.has(field)) continue;
    const ofMapItem = state.Type === 'Map' && (field === 'ItemSelector' || field === 'Parameters');
    visit(field, value, (text) => checkExpression(text, { mapItem: ofMapItem, topLevel }, refuse));
  }
}

function visit(field: string, value: unknown, check: (text: string) => void): void {
  if (typeof value === 'string') {
    if (isExpressionField(field)) check(value);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) visit(name, inner, check);
}

function checkExpression(
  text: string,
  place: { readonly mapItem: boolean; readonly topLevel: boolean },
  refuse: (reason: string) => never,
): void {
  if (text === '$$') refuse('"$$", the whole context object, is not supported here: name the field');
  if (text.includes('$$.State.RetryCount')) refuse('$$.State.RetryCount is not supported here');
  if (text.includes('$$.Map') && !place.mapItem) {
    const hint = place.topLevel ? '' : ': pass the item through ItemSelector';
    refuse(`$$.Map is supported here only in a Map state's ItemSelector${hint}`);
  }
  if (text.startsWith('$')) {
    if (PATH_FUNCTION.test(text)) refuse(`the function in the path "${text}" is not supported here`);
    return;
  }
  for (const [, name = ''] of text.matchAll(FUNCTION_CALL)) {
    const flaw = BROKEN_FUNCTIONS[name];
    if (flaw !== undefined) refuse(`States.${name} is not supported here: ${flaw}`);
    if (!INTRINSIC_FUNCTIONS.has(name)) refuse(`the intrinsic function States.${name} is unknown`);
  }
  if (SPLIT_BY_SEVERAL.test(text)) {
    refuse('States.StringSplit is supported here with one separating character only');
  }
}
