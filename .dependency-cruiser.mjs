/**
 * Which room may know which. Each rule lists what a room may know; whatever it does not list is an error. A
 * rule's `comment` is what the gate prints: it says in one sentence how to mend the finding.
 *
 * Paths are those of the files behind the imports: `@tradepost/money/money` is `packages/money/src/money.ts`.
 * `$1` is the service that the importing file stands in.
 */

/** Specs and what only they use: `x.spec.ts`, `x.int.spec.ts`, `x.spec-kit.ts`, `x.spec-fixture.ts`. */
const SPECS = String.raw`\.spec[.-]`;
/** A type-only import is gone when the code runs. */
const TYPES_ONLY = ['type-only', 'type-import'];

/** Installed or not. */
const npm = (...names) => names.map((name) => `(^|node_modules/)${name}(/|$)`);
const packages = (...names) => names.map((name) => `^packages/${name}/src/`);
const own = (...rooms) => rooms.map((room) => `^services/$1/src/${room}`);

const OWN_DOMAIN = own('domain/');
/** Pure folds, not the tables that keep what was folded. */
const OWN_VIEWS = own(String.raw`views/(?!.*-table\.ts$)`);
const OWN_TABLES = own(String.raw`[a-z/-]+-table\.ts$`);
/** What several rooms of a service share stands beside `deps.ts`. */
const OWN_SHARED = own(String.raw`(?!deps\.ts$)[a-z-]+\.ts$`);
/** Pure mappings from the service's events to others': another room may need the same one. */
const OWN_MAPPINGS = own(String.raw`streams/to-[a-z-]+\.ts$`);

const ROOMS = '(?:http|consumers|streams|saga)/';
const DOMAIN = '^services/([^/]+)/src/domain/';
const FOLDS = String.raw`^services/([^/]+)/src/views/(?!.*-table\.ts$)`;
const TABLES = String.raw`^services/([^/]+)/src/[a-z/-]+-table\.ts$`;

/** Where a service talks to AWS: it makes its clients in `deps.ts`, and its tables use them. */
const AT_AWS = [
  String.raw`^services/[^/]+/src/deps\.ts$`,
  String.raw`^services/[^/]+/src/[a-z/-]+-table\.ts$`,
  // Parts of inventory's one table: a stock's adjustment, and the transaction that it shares with reservations.
  String.raw`^services/inventory/src/(stock-changes|stock-takes|transaction)\.ts$`,
  // Orders asks the catalogue's function before it rejects an order.
  String.raw`^services/orders/src/catalog-offers\.ts$`,
  // What CodeDeploy and Lambda know and do of deployments, for the one function that looks at new versions.
  String.raw`^services/platform/src/deployer\.ts$`,
  // The platform works with other services' logs, queues and functions.
  String.raw`^services/platform/src/(log-lines|dead-letter-queues|redrive|republish|stream-batch|event-bus|hand-over)\.ts$`,
  // It plays another company, whose memory is a table.
  String.raw`^services/payments/src/providers/simulated/simulated-provider\.ts$`,
];

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const production = (path, pathNot = []) => ({ path, pathNot: [SPECS, ...pathNot] });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    rule(
      'no-cycles',
      'Move what the files of the circle have in common, often a type, into a file of its own that knows none of them.',
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
      'Keep packages/money free of imports: whoever needs both puts them together.',
      production('^packages/money/src/'),
      { pathNot: packages('money') },
    ),
    rule(
      'contracts-know-nothing-of-ours',
      'Let packages/contracts import only its own files, @tradepost/money, zod/mini and zod/v4/core: what it shares with another package stands in contracts, and the other imports it from there.',
      production('^packages/contracts/src/', [String.raw`^packages/contracts/src/(registry|samples)\.ts$`]),
      { pathNot: [...packages('contracts', 'money'), ...npm('zod/mini', 'zod/v4/core')] },
    ),
    rule(
      'domain-is-pure',
      'Have the caller gather what the rule needs and hand it in with the command: domain/ imports only its own files, @tradepost/money, the fields and models of @tradepost/contracts, and zod/mini.',
      production(DOMAIN),
      {
        pathNot: [
          ...OWN_DOMAIN,
          ...packages('money', 'contracts'),
          ...npm('zod/mini'),
          // Of which the linter lets it use isDeepStrictEqual only.
          '^util$',
        ],
      },
    ),
    rule(
      'domain-knows-contracts-types',
      'Import it as a type, or move the schema that the domain stores into models/ or fields/ of packages/contracts, and let the message import it from there.',
      production(DOMAIN),
      {
        path: '^packages/contracts/src/',
        pathNot: '^packages/contracts/src/(fields|models)/',
        dependencyTypesNot: TYPES_ONLY,
      },
    ),
    rule(
      'views-are-folds',
      'Leave in views/ the pure fold over domain and contracts; what reads or writes goes into a *-table.ts, what answers a request into http/.',
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
      'Import it as a type: a fold takes stored events and rows as they are, and loads nothing.',
      production(FOLDS),
      { path: packages('aggregate'), dependencyTypesNot: TYPES_ONLY },
    ),
    rule(
      'tables-know-no-handlers',
      'Take it as an argument: a *-table.ts is made by deps.ts, and knows domain, views, packages and the AWS SDK.',
      production(TABLES),
      { path: own(ROOMS, String.raw`deps\.ts$`) },
    ),
    rule(
      'shared-files-know-no-handlers',
      'Take it as an argument, or move the file into the room that it belongs to: what stands beside deps.ts is used by handlers and knows none.',
      production(String.raw`^services/([^/]+)/src/(?!deps\.ts$)[a-z-]+\.ts$`),
      { path: own(ROOMS, String.raw`deps\.ts$`) },
    ),
    rule(
      'deps-know-no-handlers',
      'Have the handler take it from deps(): deps.ts makes tables and clients, and knows none of those who use them.',
      production(String.raw`^services/([^/]+)/src/deps\.ts$`),
      { path: own(ROOMS) },
    ),
    rule(
      'handlers-know-their-own-rooms',
      'Move what two rooms share into domain/, views/ or a file beside deps.ts: a handler knows domain, views, deps.ts, the files of its own room, and packages.',
      production('^services/([^/]+)/src/(http|consumers|streams|saga)/'),
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
      'Take the table from deps(), and import only its types: what a table offers stands in its type.',
      production('^services/([^/]+)/src/(http|consumers|streams|saga)/'),
      { path: OWN_TABLES, dependencyTypesNot: TYPES_ONLY },
    ),
    rule(
      'mappings-are-pure',
      'Have the handler load it and hand it over: streams/to-*.ts maps what it is given, so that other rooms may use it.',
      production(String.raw`^services/([^/]+)/src/streams/to-[a-z-]+\.ts$`),
      {
        path: [...own(String.raw`deps\.ts$`), ...packages('lambda'), ...npm('@aws-sdk', '@middy')],
        dependencyTypesNot: TYPES_ONLY,
      },
    ),
    rule(
      'clients-are-made-in-deps',
      'Make the client in deps.ts, hand it to a *-table.ts, and let the handler take a function from deps().',
      production('^services/', AT_AWS),
      { path: npm('@aws-sdk'), dependencyTypesNot: TYPES_ONLY },
    ),
    rule(
      'stacks-stand-in-lambda',
      'Use a stack of @tradepost/lambda, or add to it there: no handler puts Middy together itself.',
      production('^services/'),
      { path: npm('@middy') },
    ),
    rule(
      'services-know-only-themselves',
      'Talk to the other service through its contract: send its command, or react to its event and keep a view of your own.',
      { path: '^services/([^/]+)/' },
      { path: '^services/', pathNot: '^services/$1/' },
    ),
    rule(
      'services-run-on-five-packages',
      'Use only contracts, money, aggregate, lambda and event-rules in what is deployed: the other packages are for development, and scripts/ for people.',
      // What a service declares (resources/) is made of serverless-config's fragments, as its serverless.yml is.
      production('^services/[^/]+/src/'),
      {
        path: '^(packages|scripts)/',
        pathNot: packages('contracts', 'money', 'aggregate', 'lambda', 'event-rules'),
      },
    ),
    rule(
      'aggregate-and-lambda-know-contracts',
      'Take it as an argument: aggregate and lambda know contracts and libraries, and nothing else of ours.',
      production('^packages/(aggregate|lambda)/src/'),
      { path: '^(packages|services|scripts)/', pathNot: ['^packages/$1/', ...packages('contracts')] },
    ),
    rule(
      'client-runs-anywhere',
      'Use what browsers have, too: packages/client knows its own files and openapi-fetch, and nothing of ours or of Node.',
      production('^packages/client/src/'),
      { pathNot: [...packages('client'), ...npm('openapi-fetch')] },
    ),
    rule(
      'local-knows-nothing-of-ours',
      'Read it from the compiled templates: the local cloud runs any folder of services, and knows none by name.',
      production('^packages/(local|serverless-config|event-rules)/'),
      {
        path: '^(packages|services|scripts)/',
        // The roles' event types, for `published-events.cjs`: data, by which the templates are compiled.
        pathNot: [
          '^packages/$1/',
          ...packages('event-rules'),
          String.raw`^packages/contracts/snapshot/events\.json$`,
        ],
      },
    ),
    rule(
      'packages-know-no-service',
      'Move the code into the service, or have the service hand it in: a package knows none of those that use it.',
      { path: '^packages/' },
      { path: '^(services|scripts)/' },
    ),
    rule(
      'testing-is-for-specs',
      'Import @tradepost/testing only in specs and in files named *.spec-kit.ts, *.spec-fixture.ts and the like.',
      { path: '^(packages|services|scripts)/', pathNot: [SPECS, '^packages/testing/'] },
      { path: '^packages/testing/' },
    ),
    rule(
      'specs-are-not-imported',
      'Move what both need out of the spec into a file of its own, named for what it is.',
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
    // Type-only imports count, and are told apart from the others.
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
