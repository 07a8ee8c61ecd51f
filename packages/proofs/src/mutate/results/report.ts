import { countsForSimulator, isCaughtBySimulator, type Result, type Status, statusOf } from './result.ts';

const HEAD = [
  '| | tried | caught | by specs | by the simulator | by a gate | survived | equivalent | not compiled |',
  '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
].join('\n');

/** Returns the tables of results, by folder and by operator, and the share that the simulator catches alone. */
export function toReport(results: readonly Result[]): string {
  return [
    tableBy(results, ({ folder }) => folder),
    tableBy(results, ({ operator }) => operator),
    describeReacting(results),
  ].join('\n\n');
}

function tableBy(results: readonly Result[], nameOf: (result: Result) => string): string {
  const groups = [...Map.groupBy(results, nameOf)].sort(([one], [other]) => (one < other ? -1 : 1));
  const rows = groups.map(([name, group]) => toRow(name, group));
  return [HEAD, ...rows, toRow('all', results)].join('\n');
}

function toRow(name: string, results: readonly Result[]): string {
  const counts = countByStatus(results);
  const of = (status: Status) => counts.get(status) ?? 0;
  const caught = of('specs') + of('simulator') + of('gate');
  const tried = caught + of('survived');
  const cells = [name, tried, percent(caught, tried), of('specs'), of('simulator'), of('gate')];
  return `| ${[...cells, of('survived'), of('equivalent'), of('discarded')].join(' | ')} |`;
}

function countByStatus(results: readonly Result[]): ReadonlyMap<Status, number> {
  return new Map([...Map.groupBy(results, statusOf)].map(([status, group]) => [status, group.length]));
}

function describeReacting(results: readonly Result[]): string {
  const reacting = results.filter(countsForSimulator);
  const caught = reacting.filter(isCaughtBySimulator);
  return `In \`commands\`, \`consumers\`, \`projections\`, \`streams\` and \`sagas\` of services, the simulator alone catches ${caught.length} of ${reacting.length} (${percent(caught.length, reacting.length)}).`;
}

/** Returns a share as text such as `93 %`. */
function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.floor((part / whole) * 100)} %`;
}

/** Returns the survivors, each with its place and its diff. */
export function toSurvivorList(results: readonly Result[]): string {
  return results
    .filter((result) => statusOf(result) === 'survived')
    .sort((one, other) => (one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1))
    .map(describeSurvivor)
    .join('\n\n');
}

/** Returns the place, the operator and the diff of a mutation. */
export function describeSurvivor({ id, file, line, operator, diff, simulator }: Result): string {
  const threw = simulator?.outcome === 'threw' ? ` (seed ${simulator.seed} threw)` : '';
  return `${file}:${line} ${operator} ${id}${threw}\n${diff}`;
}

const BEGIN = '<!-- mutate -->';
const END = '<!-- /mutate -->';

/**
 * Returns a text with another report between its markers.
 *
 * @throws Error if a marker is missing
 */
export function withReport(text: string, report: string): string {
  const [start, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`the markers ${BEGIN} and ${END} are missing`);
  return `${text.slice(0, start + BEGIN.length)}\n${report}\n${text.slice(end)}`;
}
