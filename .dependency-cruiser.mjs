/**
 * Allowed imports between folders. Each rule lists what a folder may import; every other import is an error. The gate
 * prints the rule's `comment`: one sentence that explains how to fix the finding.
 *
 * Paths are those of the files behind the imports: `@tradepost/money/money` is `packages/money/src/money.ts`.
 * `$1` is the service of the importing file.
 */

/** Specs and their helpers: `x.spec.ts`, `x.int.spec.ts`, `x.spec-kit.ts`. */
const SPECS = String.raw`\.spec[.-]`;
/** Type-only imports, which do not exist at run time. */
const TYPES_ONLY = ['type-only', 'type-import'];

/** Matches a library whether or not it is installed. */
const npm = (...names) => names.map((name) => `(^|node_modules/)${name}(/|$)`);
const packages = (...names) => names.map((name) => `^packages/${name}/src/`);
const own = (...rooms) => rooms.map((room) => `^services/$1/src/${room}`);

const OWN_DOMAIN = own('domain/');
/** Pure projections, without the tables that store their rows. */
const OWN_VIEWS = own(String.raw`views/(?!.*-table\.ts$)`, 'projections/');
const OWN_TABLES = own(String.raw`[a-z/-]+-table\.ts$`, 'adapters/');
/** Files beside `deps.ts`: code that several folders of a service share. */
const OWN_SHARED = own(String.raw`(?!deps\.ts$)[a-z-]+\.ts$`);
/** Pure mappings from the service's events to published ones. Other folders may use them. */
const OWN_MAPPINGS = own(String.raw`streams/to-[a-z-]+\.ts$`);

const ROOMS = '(?:http|commands|consumers|schedules|streams|sagas?)/';
const DOMAIN = '^services/([^/]+)/src/domain/';
const FOLDS = String.raw`^services/([^/]+)/src/(?:views/(?!.*-table\.ts$)|projections/)`;
const TABLES = String.raw`^services/([^/]+)/src/(?:[a-z/-]+-table\.ts$|adapters/)`;

/** Files that may import AWS clients: `deps.ts` creates them, and tables use them. */
const AT_AWS = [
  String.raw`^services/[^/]+/src/deps\.ts$`,
  String.raw`^services/[^/]+/src/[a-z/-]+-table\.ts$`,
  '^services/[^/]+/src/adapters/',
];

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const production = (path, pathNot = []) => ({ path, pathNot: [SPECS, ...pathNot] });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    rule(
      'no-cycles',
      'Move the code that the files of the cycle share, often a type, into a file that imports none of them.',
      {},
      { circular: true },
    ),
    rule(
      'everything-resolves',
      'Correct the path, or add the package to the dependencies of the package.json beside this file.',
      {},
      { couldNotResolve: true },
    ),
    rule(
      'money-knows-nothing',
      'Keep packages/money free of imports: a caller that needs both combines them.',
      production('^packages/money/src/'),
      { pathNot: packages('money') },
    ),
    rule(
      'contracts-know-nothing-of-ours',
      'Let packages/contracts import only its own files, @tradepost/money, zod/mini and zod/v4/core: code shared with another package belongs in contracts, and the other package imports it.',
      production('^packages/contracts/src/', [String.raw`^packages/contracts/src/(registry|samples)\.ts$`]),
      { pathNot: [...packages('contracts', 'money'), ...npm('zod/mini', 'zod/v4/core')] },
    ),
    rule(
      'domain-is-pure',
      'Have the caller gather the facts that the rule needs and pass them with the command: domain/ imports only its own files, @tradepost/money, the types of @tradepost/aggregate/aggregate, the fields and models of @tradepost/contracts, and zod/mini.',
      production(DOMAIN),
      {
        pathNot: [
          ...OWN_DOMAIN,
          // event-rules is an interpreter without I/O.
          ...packages('money', 'contracts', 'event-rules'),
          // Types only.
          '^packages/aggregate/src/aggregate\\.ts$',
          ...npm('zod/mini', 'ulid'),
          // The linter allows isDeepStrictEqual only.
          '^util$',
        ],
      },
    ),
    rule(
      'domain-knows-contracts-types',
      'Import it as a type, or move the schema that the domain stores into the model.ts of its service or fields/ in packages/contracts, where the message can import it.',
      production(DOMAIN),
      {
        path: '^packages/contracts/src/',
        pathNot: String.raw`^packages/contracts/src/(fields/|rejection\.ts$|[a-z]+/(model|given-[a-z]+)\.ts$)`,
        dependencyTypesNot: TYPES_ONLY,
      },
    ),
    rule(
      'views-are-folds',
      'Keep only the pure projection over domain and contracts in views/. Move code that reads or writes into a *-table.ts, and code that answers a request into http/.',
      production(FOLDS),
      {
        pathNot: [
          ...OWN_DOMAIN,
          ...OWN_VIEWS,
          ...packages('money', 'contracts', 'aggregate'),
          ...npm('zod/mini'),
        ],
      },
    ),
    rule(
      'views-know-types-of-tables',
      'Import it as a type: a projection receives stored events and rows, and loads nothing.',
      production(FOLDS),
      { path: packages('aggregate'), dependencyTypesNot: TYPES_ONLY },
    ),
    rule(
      'tables-know-no-handlers',
      'Take it as an argument: deps.ts creates a *-table.ts, which imports domain, views, packages and the AWS SDK.',
      production(TABLES),
      { path: own(ROOMS, String.raw`deps\.ts$`) },
    ),
    rule(
      'shared-files-know-no-handlers',
      'Take it as an argument, or move the file into the folder of its handlers: a file beside deps.ts is used by handlers and imports none.',
      production(String.raw`^services/([^/]+)/src/(?!deps\.ts$)[a-z-]+\.ts$`),
      { path: own(ROOMS, String.raw`deps\.ts$`) },
    ),
    rule(
      'deps-know-no-handlers',
      'Have the handler take it from deps(): deps.ts creates tables and clients, and imports none of their users.',
      production(String.raw`^services/([^/]+)/src/deps\.ts$`),
      { path: own(ROOMS) },
    ),
    rule(
      'handlers-know-their-own-rooms',
      'Move code that two folders share into domain/, views/ or a file beside deps.ts: a handler imports domain, views, deps.ts, files of its own folder, and packages.',
      production('^services/([^/]+)/src/(http|commands|consumers|schedules|streams|sagas?)/'),
      {
        path: '^services/$1/',
        pathNot: [
          ...own('$2/', String.raw`deps\.ts$`, 'providers/'),
          ...OWN_DOMAIN,
          ...OWN_VIEWS,
          ...OWN_TABLES,
          ...OWN_SHARED,
          ...OWN_MAPPINGS,
        ],
      },
    ),
    rule(
      'only-deps-makes-tables',
      'Take the table from deps(), and import only its type.',
      production('^services/([^/]+)/src/(http|commands|consumers|schedules|streams|sagas?)/'),
      { path: OWN_TABLES, dependencyTypesNot: TYPES_ONLY },
    ),
    rule(
      'mappings-are-pure',
      'Have the handler load it and pass it as an argument: streams/to-*.ts only maps its arguments, so that other folders can use it.',
      production(String.raw`^services/([^/]+)/src/streams/to-[a-z-]+\.ts$`),
      {
        // log/metrics.ts has the type of a metric, which streams/to-metrics.ts returns.
        path: [
          ...own(String.raw`deps\.ts$`),
          String.raw`^packages/lambda/src/(?!log/metrics\.ts$)`,
          ...npm('@aws-sdk', '@middy'),
        ],
        dependencyTypesNot: TYPES_ONLY,
      },
    ),
    rule(
      'clients-are-made-in-deps',
      'Create the client in deps.ts, pass it to a *-table.ts, and let the handler take a function from deps().',
      production('^services/', AT_AWS),
      { path: npm('@aws-sdk'), dependencyTypesNot: TYPES_ONLY },
    ),
    rule(
      'stacks-stand-in-lambda',
      'Use a stack of @tradepost/lambda, or extend it there: no handler configures Middy itself.',
      production('^services/'),
      { path: npm('@middy') },
    ),
    rule(
      'services-know-only-themselves',
      'Use the contract of the other service: send its command, or consume its event and keep a projection of your own.',
      { path: '^services/([^/]+)/' },
      { path: '^services/', pathNot: '^services/$1/' },
    ),
    rule(
      'services-run-on-six-packages',
      'Use only contracts, money, aggregate, dynamodb, lambda and event-rules in deployed code: the other packages are for development, and scripts/ are commands.',
      // Only src/: resources/ and serverless.yml use the fragments of serverless-config.
      production('^services/[^/]+/src/'),
      {
        path: '^(packages|scripts)/',
        pathNot: packages('contracts', 'money', 'aggregate', 'dynamodb', 'lambda', 'event-rules'),
      },
    ),
    rule(
      'aggregate-knows-contracts-and-dynamodb',
      'Take it as an argument: aggregate imports contracts, dynamodb and libraries, and no other package of this repository.',
      production('^packages/aggregate/src/'),
      { path: '^(packages|services|scripts)/', pathNot: packages('aggregate', 'contracts', 'dynamodb') },
    ),
    rule(
      'lambda-and-dynamodb-know-contracts',
      'Take it as an argument: lambda and dynamodb import contracts and libraries, and no other package of this repository.',
      production('^packages/(lambda|dynamodb)/src/'),
      { path: '^(packages|services|scripts)/', pathNot: ['^packages/$1/', ...packages('contracts')] },
    ),
    rule(
      'client-runs-anywhere',
      'Use only what browsers have as well: packages/client imports its own files and openapi-fetch, and neither other packages nor Node.',
      production('^packages/client/src/'),
      { pathNot: [...packages('client'), ...npm('openapi-fetch')] },
    ),
    rule(
      'local-knows-nothing-of-ours',
      'Read it from the compiled templates: the local cloud runs any folder of services, and depends on none by name.',
      production('^packages/(local|serverless-config|event-rules)/'),
      {
        path: '^(packages|services|scripts)/',
        // Data for fragments: routes, commands of rules, and the event types that a role may publish.
        pathNot: [
          '^packages/$1/',
          ...packages('event-rules'),
          String.raw`^packages/contracts/snapshot/(commands|events|routes)\.json$`,
        ],
      },
    ),
    rule(
      'packages-know-no-service',
      'Move the code into the service, or have the service pass it as an argument: a package imports none of its users.',
      { path: '^packages/' },
      { path: '^(services|scripts)/' },
    ),
    rule(
      'testing-is-for-specs',
      'Import @tradepost/testing only in specs and in files named *.spec-kit.ts.',
      { path: '^(packages|services|scripts)/', pathNot: [SPECS, '^packages/testing/'] },
      { path: '^packages/testing/' },
    ),
    rule(
      'specs-are-not-imported',
      'Move the shared code out of the spec into its own file, named for its export.',
      { pathNot: SPECS },
      { path: SPECS },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: {
      path: [
        String.raw`/\.(serverless|esbuild|tradepost|serverless-offline)/`,
        '^scripts/new-service/template/',
      ],
    },
    // Records type-only imports, marked as such.
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['main', 'types'],
      extensions: ['.ts', '.js', '.cjs', '.mjs', '.json', '.d.ts'],
    },
  },
};
