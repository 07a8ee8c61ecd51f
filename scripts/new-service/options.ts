import { parseArgs } from 'node:util';

/** What a new service and the one thing that it begins with are called. */
export type NewService = {
  /** Of the service, its folder and its routes: `carts`. */
  readonly name: string;
  /** One of what it keeps: `cart`. */
  readonly singular: string;
  /** Before the `_` of its ids: `crt`. */
  readonly prefix: string;
  /** What the service is for, in a sentence. */
  readonly about: string;
};

export type NewServiceOptions = { readonly service: NewService; readonly dryRun: boolean };

export const USAGE = `Makes a service that runs and passes all gates: one aggregate with its table, a route to create and one to
get, and an event that its stream publishes.

  pnpm new-service NAME [options]

  NAME             lower-case letters, by custom a plural: carts
  --singular WORD  one of what it keeps (NAME without its s)
  --prefix ABC     before the _ of its ids: three lower-case letters (the first three of the singular)
  --about TEXT     what the service is for, in a sentence
  --dry-run        says what it would make, and makes nothing`;

const NAME = /^[a-z]{2,30}$/;
const PREFIX = /^[a-z]{3}$/;

/** They cannot name a constant, or would say nothing. */
const RESERVED = new Set(
  [
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends',
    'false finally for function if implements import in instanceof interface let new null package private protected',
    'public return static super switch this throw true try typeof undefined var void while with yield',
    'api common event events function functions lambda service services shared test tests util utils',
  ].flatMap((line) => line.split(' ')),
);

/**
 * Takes the command line's arguments; returns what they ask for, or `help`.
 *
 * @throws Error in plain words
 */
export function parseNewService(args: readonly string[]): 'help' | NewServiceOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      singular: { type: 'string' },
      prefix: { type: 'string' },
      about: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) throw new Error('NAME is missing: give the service one name');
  const singular = values.singular ?? toSingular(name);
  const prefix = values.prefix ?? singular.slice(0, 3);
  const about = values.about?.trim() ?? `What ${name} are for.`;
  checkWord(name, 'name it otherwise');
  checkWord(singular, 'name one of them with --singular');
  if (!PREFIX.test(prefix))
    throw new Error(`--prefix must be three lower-case letters, not ${JSON.stringify(prefix)}`);
  if (about === '' || /['\\\n|]/.test(about))
    throw new Error('--about must be one line without apostrophes and bars');
  return { service: { name, singular, prefix, about }, dryRun: values['dry-run'] };
}

function toSingular(name: string): string {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`;
  if (/(ss|sh|ch|x)es$/.test(name)) return name.slice(0, -2);
  return name.endsWith('s') && !name.endsWith('ss') ? name.slice(0, -1) : name;
}

function checkWord(word: string, how: string): void {
  if (!NAME.test(word)) throw new Error(`${JSON.stringify(word)} must be 2 to 30 lower-case letters: ${how}`);
  if (RESERVED.has(word)) throw new Error(`${JSON.stringify(word)} is reserved: ${how}`);
}
