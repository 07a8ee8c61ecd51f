import { wrong } from '@tradepost/command-line/parsers';
import { UsageError } from '@tradepost/command-line/usage-error';

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

type NewServiceValues = {
  readonly singular?: string | undefined;
  readonly prefix?: string | undefined;
  readonly about?: string | undefined;
};

/**
 * Takes the command line; returns the names of the new service.
 *
 * @throws UsageError that names the wrong argument
 */
export function toNewService(name: string, values: NewServiceValues): NewService {
  const singular = values.singular ?? toSingular(name);
  const prefix = values.prefix ?? singular.slice(0, 3);
  const about = values.about?.trim() ?? `What ${name} are for.`;
  checkWord(name, 'choose another name');
  checkWord(singular, 'name one aggregate with --singular');
  if (!PREFIX.test(prefix)) throw wrong('--prefix', 'three lower-case letters', prefix);
  if (about === '' || /['\\\n|]/.test(about))
    throw wrong('--about', 'one line without apostrophes, backslashes and bars', about);
  return { name, singular, prefix, about };
}

function toSingular(name: string): string {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`;
  if (/(ss|sh|ch|x)es$/.test(name)) return name.slice(0, -2);
  return name.endsWith('s') && !name.endsWith('ss') ? name.slice(0, -1) : name;
}

function checkWord(word: string, how: string): void {
  if (!NAME.test(word))
    throw new UsageError(`${JSON.stringify(word)} must be 2 to 30 lower-case letters: ${how}`);
  if (RESERVED.has(word)) throw new UsageError(`${JSON.stringify(word)} is reserved: ${how}`);
}
