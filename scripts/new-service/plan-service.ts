import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { NewService } from './options.ts';

/** A file to write. */
export type PlannedFile = { readonly path: string; readonly text: string; readonly isNew: boolean };

const TEMPLATE = join(import.meta.dirname, 'template');

type Edit = {
  readonly path: string;
  /** Lines after which the new one is inserted: the last one, or if they are sorted by their path, the last before it. */
  readonly after: RegExp;
  readonly line: string;
  readonly isSorted?: boolean;
};

/** Files that list every service: the place of its lines, and the lines for the template's service. */
const EDITS: readonly Edit[] = [
  {
    path: 'packages/contracts/src/fields/identifiers.ts',
    after: /^export const \w+ = identifier\(.*\);$/gm,
    line: "export const gadgetId = identifier('gdg', 'a gadget');",
  },
  {
    path: 'packages/contracts/src/problem.ts',
    after: /^import \{ \w+Problems \} from '\.\/[a-z]+\/rejections\.ts';$/gm,
    line: "import { gadgetProblems } from './gadgets/rejections.ts';",
    isSorted: true,
  },
  {
    path: 'packages/contracts/src/problem.ts',
    after: /^ {2}\.\.\.\w+Problems,$/gm,
    line: '  ...gadgetProblems,',
  },
  {
    path: 'packages/contracts/src/access/scopes.ts',
    after: /^ {2}'[a-z-]+:[a-z]+': '[^']+',$/gm,
    line: "  'gadgets:read': 'Read gadgets.',\n  'gadgets:write': 'Create and change gadgets.',",
  },
];

/**
 * Returns the files of a new service: its own, those of its contracts, and existing files that get additional lines.
 *
 * @param root of the repository
 * @throws Error if the name is taken
 */
export function planService(root: string, service: NewService): readonly PlannedFile[] {
  const { name, prefix } = service;
  const say = (text: string) => inItsWords(text, service);
  for (const folder of ['services', 'packages']) {
    if (existsSync(join(root, folder, name)))
      throw new Error(`${folder}/${name} exists already: choose another name`);
  }
  const identifiers = readFileSync(join(root, 'packages/contracts/src/fields/identifiers.ts'), 'utf8');
  if (identifiers.includes(`'${prefix}'`)) {
    throw new Error(`other ids begin with ${prefix}_ already: give another prefix with --prefix`);
  }
  if (identifiers.includes(`export const ${service.singular}Id =`)) {
    throw new Error(`${service.singular}Id exists already: give another name with --singular`);
  }
  const made = filesOf(TEMPLATE).map((file): PlannedFile => {
    const path = say(relative(TEMPLATE, file));
    if (existsSync(join(root, path))) throw new Error(`${path} exists already: choose another name`);
    return { path, text: say(readFileSync(file, 'utf8')), isNew: true };
  });
  const edited = Map.groupBy(EDITS, ({ path }) => path)
    .entries()
    .map(([path, edits]): PlannedFile => {
      const before = readFileSync(join(root, path), 'utf8');
      const text = edits.reduce((each, edit) => insert(each, { ...edit, line: say(edit.line) }), before);
      return { path, text, isNew: false };
    });
  return [...made, ...edited];
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Replaces the template's names: gadgets, with ids that begin with `gdg_`. */
function inItsWords(text: string, { name, singular, prefix, about }: NewService): string {
  return text
    .replaceAll('What gadgets are for.', () => about)
    .replaceAll(
      /\b([Aa]) gadget\b/g,
      (_all, article: string) => `${article}${/^[aeiou]/.test(singular) ? 'n' : ''} gadget`,
    )
    .replaceAll('gadgets', name)
    .replaceAll('Gadgets', capital(name))
    .replaceAll('GADGETS', name.toUpperCase())
    .replaceAll('gadget', singular)
    .replaceAll('Gadget', capital(singular))
    .replaceAll('GADGET', singular.toUpperCase())
    .replaceAll('gdg', prefix);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function insert(text: string, { path, after, line, isSorted = false }: Edit): string {
  const found = [...text.matchAll(after)];
  const isBefore = ([each]: RegExpExecArray) => pathIn(each) < pathIn(line);
  const place = isSorted ? found.findLast(isBefore) : found.at(-1);
  const [first] = found;
  if (first === undefined) throw new Error(`${path} has no place for "${line.trim()}"`);
  if (place === undefined) return `${text.slice(0, first.index)}${line}\n${text.slice(first.index)}`;
  const end = place.index + place[0].length;
  return `${text.slice(0, end)}\n${line}${text.slice(end)}`;
}

/** The path of an import. */
function pathIn(line: string): string {
  return line.slice(line.indexOf("'"));
}
