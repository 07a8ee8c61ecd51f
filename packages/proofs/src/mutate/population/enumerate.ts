import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Change } from '../operators/operator.ts';
import { OPERATORS, SETTING } from '../operators/operators.ts';
import { changeSettings } from '../operators/settings.ts';
import { isLeftOut } from './is-left-out.ts';
import { idOf, type Mutation } from './mutation.ts';
import { regionAt, toRegions } from './regions.ts';

/** Sources whose code runs on Lambda, and the templates of services with their fragments. */
const CODE = ['services/*/src/**/*.ts', 'packages/{aggregate,dynamodb,lambda}/src/**/*.ts'];
const FRAGMENTS = ['packages/serverless-config/{streams,inboxes,event-sources,rules,tables}.cjs'];
const TEMPLATES = ['services/*/serverless.yml', 'services/*/src/**/*.yml', 'services/*/resources/*.yml'];

/** Operators that apply to the JavaScript of fragments: they change what templates get. */
const FRAGMENT_OPERATORS = ['boolean', 'constant', 'default', 'property'];

/** Returns the paths of all sources with code that is changed, in order. */
export function codeFiles(root: string): readonly string[] {
  return filesOf(root, CODE);
}

/** Returns the paths of all templates and fragments that are changed, in order. */
function settingFiles(root: string): readonly string[] {
  return filesOf(root, [...TEMPLATES, ...FRAGMENTS]);
}

/**
 * Returns every mutation of the sources and templates below a repository's root folder, in the order of files and positions.
 *
 * @throws if a template is no YAML
 */
export function enumerate(root: string): readonly Mutation[] {
  return [...codeFiles(root), ...settingFiles(root)].flatMap((file) =>
    mutationsOf(file, readFileSync(join(root, file), 'utf8')),
  );
}

/** Returns the mutations of one file. */
export function mutationsOf(file: string, text: string): readonly Mutation[] {
  return withIds(file.endsWith('.yml') ? ofTemplate(file, text) : ofCode(file, text));
}

function filesOf(root: string, patterns: readonly string[]): readonly string[] {
  return (
    globSync([...patterns], { cwd: root, exclude: (name) => name.includes('node_modules') })
      .map((file) => file.replaceAll('\\', '/'))
      // Alarms change nothing that code does; the gate `config` checks them.
      .filter((file) => !/\.spec(-kit)?\.ts$|\/alarms\.yml$/.test(file))
      .sort()
  );
}

type Unnamed = Omit<Mutation, 'id'>;

function ofCode(path: string, text: string): readonly Unnamed[] {
  const isFragment = path.endsWith('.cjs');
  const kind = isFragment ? ts.ScriptKind.JS : ts.ScriptKind.TS;
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, kind);
  const { regions } = isFragment ? { regions: [] } : toRegions(path, file);
  const names = isFragment ? FRAGMENT_OPERATORS : Object.keys(OPERATORS);
  const found: Unnamed[] = [];
  const add = (node: ts.Node, operator: string, change: Change) => {
    const { start, end } = change;
    found.push({
      ...placeOf(path, text, change),
      operator: isFragment ? SETTING : operator,
      declaration: declarationOf(node),
      region: regionAt(regions, { start, end })?.id,
    });
  };
  const visit = (node: ts.Node): void => {
    if (isLeftOut(node)) return;
    for (const name of names) for (const change of OPERATORS[name]?.(node) ?? []) add(node, name, change);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}

function ofTemplate(path: string, text: string): readonly Unnamed[] {
  return changeSettings(text).map((change) => ({
    ...placeOf(path, text, change),
    operator: SETTING,
    declaration: keyOf(text, change.start),
    region: undefined,
  }));
}

/** Returns the key on the line of a setting, or its list's. */
function keyOf(text: string, position: number): string {
  const lines = text.slice(0, text.indexOf('\n', position)).split('\n').reverse();
  for (const line of lines) {
    const [, key] = /^\s*(?:- )?([\w.$-]+):/.exec(line) ?? [];
    if (key !== undefined) return key;
  }
  return '';
}

function placeOf(path: string, text: string, change: Change) {
  return {
    ...change,
    folder: path.split('/').slice(0, 2).join('/'),
    file: path,
    line: text.slice(0, change.start).split('\n').length,
    original: text.slice(change.start, change.end),
  };
}

/** Returns the names of the declarations around a node, from outside to inside. */
function declarationOf(node: ts.Node): string {
  const names: string[] = [];
  for (let each: ts.Node = node; !ts.isSourceFile(each); each = each.parent) {
    const name = nameOf(each);
    if (name !== undefined) names.unshift(name);
  }
  return names.join(' ');
}

function nameOf(node: ts.Node): string | undefined {
  const isDeclaration =
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isPropertyAssignment(node);
  return isDeclaration && node.name !== undefined && ts.isIdentifier(node.name) ? node.name.text : undefined;
}

/** Leaves out changes that two operators make alike, and names the others by their content. */
function withIds(mutations: readonly Unnamed[]): readonly Mutation[] {
  const occurrences = new Map<string, number>();
  const distinct = new Map(
    mutations
      .map((each) => [JSON.stringify([each.start, each.end, each.replacement]), each] as const)
      .reverse(),
  );
  return [...distinct.values()].reverse().map((each) => {
    const content = JSON.stringify([each.operator, each.declaration, each.original, each.replacement]);
    const occurrence = occurrences.get(content) ?? 0;
    occurrences.set(content, occurrence + 1);
    return { ...each, id: idOf(each, occurrence) };
  });
}
