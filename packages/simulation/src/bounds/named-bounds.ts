import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import ts from 'typescript';

/** Folders whose code runs in production, as far as bounds decide what it does. */
const SOURCES = [
  'services/*',
  ...['aggregate', 'audit', 'contracts', 'dynamodb', 'lambda', 'money'].map((name) => `packages/${name}`),
];
const NAME = /^[A-Z][A-Z0-9_]*$/;

/**
 * Returns the named numbers of the sources, by their syntax: constants in capitals whose value is a number or a calculation
 * of numbers, and fields of such constants.
 *
 * @param root the repository's root folder
 * @returns each as `services/inventory expire-reservations MAX_AT_ONCE`, in alphabetical order
 */
export function boundsInSources(root: string): readonly string[] {
  const files = SOURCES.flatMap((folder) => globSync(`${folder}/src/**/*.ts`, { cwd: root })).filter(
    (file) => !/\.(spec|spec-kit)\.ts$/.test(file) && !file.includes('node_modules'),
  );
  return [...new Set(files.flatMap((file) => boundsIn(root, file)))].sort();
}

function boundsIn(root: string, file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const place = `${file.split('/').slice(0, 2).join('/')} ${basename(file, '.ts')}`;
  return ts
    .createSourceFile(file, text, ts.ScriptTarget.Latest)
    .statements.filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .flatMap(({ name, initializer }) => {
      if (!ts.isIdentifier(name) || !NAME.test(name.text)) return [];
      return numbersIn(initializer).map((field) => `${place} ${name.text}${field}`);
    });
}

/** Names of fields with a bound: a maximum or minimum, or a unit at the end. */
const FIELD = /^(?:max|min)[A-Z]|(?:Ms|Seconds|Minutes|Hours|Days|Bytes)$/;

/** Returns the fields of an object that are bounds, each with its dot; an empty text for a number itself. */
function numbersIn(value: ts.Expression | undefined): readonly string[] {
  const plain = value !== undefined && ts.isAsExpression(value) ? value.expression : value;
  if (plain === undefined || !ts.isObjectLiteralExpression(plain)) return isNumber(plain) ? [''] : [];
  return plain.properties.flatMap((property) =>
    ts.isPropertyAssignment(property) &&
    ts.isIdentifier(property.name) &&
    FIELD.test(property.name.text) &&
    isNumber(property.initializer)
      ? [`.${property.name.text}`]
      : [],
  );
}

/** Returns true for a number, a named number, and a calculation of them. */
function isNumber(value: ts.Expression | undefined): boolean {
  if (value === undefined) return false;
  if (ts.isNumericLiteral(value)) return true;
  if (ts.isIdentifier(value)) return NAME.test(value.text);
  if (ts.isParenthesizedExpression(value) || ts.isAsExpression(value)) return isNumber(value.expression);
  if (ts.isPrefixUnaryExpression(value)) return isNumber(value.operand);
  if (ts.isBinaryExpression(value)) return isNumber(value.left) && isNumber(value.right);
  return ts.isCallExpression(value) && isOfMath(value.expression) && value.arguments.every(isNumber);
}

function isOfMath(called: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(called) &&
    ts.isIdentifier(called.expression) &&
    called.expression.text === 'Math'
  );
}

/**
 * Returns the named numbers of the compiled templates: environment variables with a number, and the fields of functions,
 * queues, event sources, rules and workflows with one.
 *
 * @returns each as `environment SAGA_LOST_AFTER_SECONDS` or `queues VisibilityTimeout`, in alphabetical order
 */
export function boundsInTemplates(description: CloudDescription): readonly string[] {
  const { functions, queues, eventSourceMappings, rules, stateMachines } = description;
  const found = new Set<string>();
  for (const { environment, timeoutSeconds } of functions) {
    collect('environment', environment, found);
    collect('functions', { timeoutSeconds }, found);
  }
  for (const { attributes } of queues) collect('queues', attributes, found);
  collect('eventSourceMappings', eventSourceMappings, found);
  for (const { targets, scheduleExpression } of rules) {
    collect(
      'rules',
      targets.map(({ retryPolicy }) => retryPolicy),
      found,
    );
    if (scheduleExpression !== undefined) found.add('rules scheduleExpression');
  }
  collect(
    'stateMachines',
    stateMachines.map(({ definition }) => definition),
    found,
  );
  return [...found].sort();
}

/** Adds the names of all fields with a number, or with a text that is one, at any depth. */
function collect(of: string, value: unknown, found: Set<string>): void {
  for (const [name, each] of Object.entries(Object(value) as Record<string, unknown>)) {
    if (typeof each === 'number' || (typeof each === 'string' && /^\d+$/.test(each)))
      found.add(`${of} ${name}`);
    else if (typeof each === 'string' && each.startsWith('{')) collect(of, JSON.parse(each), found);
    else if (typeof each === 'object') collect(of, each, found);
  }
}
