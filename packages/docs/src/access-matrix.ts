import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RouteContract } from '@tradepost/contracts/define-route';
import { loadRegistry, type Registry } from '@tradepost/contracts/registry';
import { accessOf, MATRIX_CALLERS, type MatrixAccess } from '@tradepost/reference/access/access-matrix';

const HEAD = `# Access to routes

Who may call each route, with the default grants of groups and machines (\`ROLES\` and \`MACHINES\` in
\`packages/contracts/src/access\`). The table follows from the contracts: \`pnpm generate pages\` writes it. An end-to-end spec sends a
request of every caller to every route of the local cloud, and expects the answers of this table.

| mark | meaning |
| --- | --- |
| ● | may call the route, for every resource |
| ○ | for the caller's own resources; one of another caller is 404 |
| ▲ | for every resource, within some minutes after the sign-in; after that, 401 \`insufficient_user_authentication\` |
| △ | for the caller's own resources, within some minutes after the sign-in |
| s | the request needs the signature of its sender |
| 401 | the route accepts no token of the caller |
| 403 | the token lacks the scope, or is a machine's on a route for people |

Access is decided before the path, the query and the body are read. API Gateway decides on tokens and scopes; the function decides again,
and on machines, the time of the sign-in, order tokens and signatures. A route that needs an API key answers 403 without one, whoever calls
it.
`;

const MARKS: Readonly<Record<MatrixAccess, string>> = {
  all: '●',
  own: '○',
  recent: '▲',
  'own-recent': '△',
  signed: 's',
  unauthenticated: '401',
  forbidden: '403',
};

/** File of the table. */
export const ACCESS_MATRIX = join(import.meta.dirname, '..', 'access-matrix.md');

/** Writes the table of access; returns its path in the repository. */
export async function writeAccessMatrix(): Promise<string> {
  writeFileSync(ACCESS_MATRIX, describeAccessMatrix(await loadRegistry()));
  return 'packages/docs/access-matrix.md';
}

/** Describes in Markdown who may call each route: a table for each service. */
export function describeAccessMatrix({ routes }: Registry): string {
  const byService = Map.groupBy(
    routes.map(({ contract }) => contract),
    ({ service }) => service,
  );
  const sections = [...byService]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([service, contracts]) => `## ${service}\n\n${tableOf(contracts)}`);
  return `${[HEAD, ...sections].join('\n')}`;
}

function tableOf(contracts: readonly RouteContract[]): string {
  const rows = contracts
    .toSorted((a, b) => a.path.localeCompare(b.path, 'en') || a.method.localeCompare(b.method, 'en'))
    .map((contract) => [
      `${contract.method} \`${contract.path}\``,
      ruleOf(contract),
      ...MATRIX_CALLERS.map((caller) => MARKS[accessOf(contract.access, caller)]),
    ]);
  const columns = ['route', 'access', ...MATRIX_CALLERS];
  return [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}

function ruleOf(contract: RouteContract): string {
  const { access } = contract;
  const rule = access.kind === 'staff' ? `\`${access.scope}\`` : RULES[access.kind];
  const people = access.kind === 'staff' && !access.machines ? ', people only' : '';
  const key = 'apiKey' in contract && contract.apiKey === true ? ', API key' : '';
  return `${rule}${people}${key}`;
}

const RULES: Readonly<Record<Exclude<RouteContract['access']['kind'], 'staff'>, string>> = {
  public: 'public',
  signed: 'signed',
  orderToken: 'order token',
  cartToken: 'cart token',
  customer: 'customer',
};
