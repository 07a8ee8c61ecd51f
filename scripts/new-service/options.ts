import { parseArgs } from 'node:util';

/** Names of a new service and its example aggregate. */
export type NewService = {
  /** Name of the service, its folder and its routes: `carts`. */
  readonly name: string;
  /** Name of one aggregate: `cart`. */
  readonly singular: string;
  /** Prefix of the aggregate's ids, before `_`: `crt`. */
  readonly prefix: string;
  /** Purpose of the service, in one sentence. */
  readonly about: string;
};

export type NewServiceOptions = { readonly service: NewService; readonly dryRun: boolean };

export const USAGE = `Creates a service that runs and passes all gates: one aggregate with its table, a route to create it and one
to get it, and an event that its stream publishes.

  pnpm new-service NAME [options]

  NAME             lower-case letters, by convention a plural: carts
  --singular WORD  name of one aggregate (NAME without its s)
  --prefix ABC     prefix of its ids, before _: three lower-case letters (the first three of the singular)
  --about TEXT     purpose of the service, in one sentence
  --dry-run        lists the files that it would write, and writes nothing`;

const NAME = /^[a-z]{2,30}$/;
const PREFIX = /^[a-z]{3}$/;

/** Words that cannot name a constant, or are too general. */
const RESERVED = new Set(
  [
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends',
    'false finally for function if implements import in instanceof interface let new null package private protected',
    'public return static super switch this throw true try typeof undefined var void while with yield',
    'api common event events function functions lambda service services shared test tests util utils',
  ].flatMap((line) => line.split(' ')),
);

/**
 * Parses the command line's arguments.
 *
 * @returns the options, or `help`
 * @throws Error that names the wrong argument
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
  checkWord(name, 'choose another name');
  checkWord(singular, 'name one aggregate with --singular');
  if (!PREFIX.test(prefix))
    throw new Error(`--prefix must be three lower-case letters, not ${JSON.stringify(prefix)}`);
  if (about === '' || /['\\\n|]/.test(about))
    throw new Error('--about must be one line without apostrophes, backslashes and bars');
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
