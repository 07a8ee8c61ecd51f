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
const own = (...folders) => folders.map((folder) => `^services/$1/src/${folder}`);

const OWN_DOMAIN = own('domain/');
const OWN_PROJECTIONS = own('projections/');
const OWN_ADAPTERS = own('adapters/');
/** Pure mappings from the service's events to published ones. Other folders may use them. */
const OWN_MAPPINGS = own(String.raw`streams/to-[a-z-]+\.ts$`);

const HANDLER_FOLDERS = '(http|commands|consumers|schedules|streams|sagas|triggers)/';
const DOMAIN = '^services/([^/]+)/src/domain/';
const PROJECTIONS = '^services/([^/]+)/src/projections/';
const ADAPTERS = '^services/([^/]+)/src/adapters/';
const HANDLERS = `^services/([^/]+)/src/${HANDLER_FOLDERS}`;
/** `deps.ts`, or `provider-deps.ts` for functions whose bundles alone have a library. */
const DEPS_FILE = String.raw`(?:provider-)?deps\.ts$`;
const DEPS = `^services/([^/]+)/src/${DEPS_FILE}`;

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
      'money-imports-nothing',
      'Keep packages/money free of imports: a caller that needs both combines them.',
      production('^packages/money/src/'),
      { pathNot: packages('money') },
    ),
    rule(
      'quote-imports-money-only',
      'Take it as an argument: packages/quote imports only its own files, @tradepost/money and node:crypto.',
      production('^packages/quote/src/'),
      { pathNot: [...packages('quote', 'money'), '^crypto$'] },
    ),
    rule(
      'contracts-import-money-only',
      'Let packages/contracts import only its own files, @tradepost/money, zod/mini and zod/v4/core: code shared with another package belongs in contracts, and the other package imports it.',
      production('^packages/contracts/src/', [String.raw`^packages/contracts/src/(registry|samples)\.ts$`]),
      { pathNot: [...packages('contracts', 'money'), ...npm('zod/mini', 'zod/v4/core')] },
    ),
    rule(
      'domain-is-pure',
      'Have the caller gather the facts that the rule needs and pass them with the command: domain/ imports only its own files, @tradepost/money, @tradepost/quote, @tradepost/aggregate/if-version, the types of @tradepost/aggregate/aggregate, the fields and models of @tradepost/contracts, and zod/mini.',
      production(DOMAIN),
      {
        pathNot: [
          ...OWN_DOMAIN,
          // event-rules is an interpreter without I/O.
          ...packages('money', 'quote', 'contracts', 'event-rules'),
          // Types, and a pure condition.
          '^packages/aggregate/src/(aggregate|if-version)\\.ts$',
          ...npm('zod/mini', 'ulid'),
          // The linter allows isDeepStrictEqual only.
          '^util$',
        ],
      },
    ),
    rule(
      'domain-imports-types-of-contracts',
      'Import it as a type. A stored shape is declared in domain/, so that a stricter rule of the API never makes stored data unreadable; a number that both use belongs in packages/money.',
      production(DOMAIN),
      {
        path: '^packages/contracts/src/',
        // Numbers and names without a rule of the API, and pure functions on texts.
        pathNot: String.raw`^packages/contracts/src/([a-z]+/limits|access/[a-z-]+|fields/(slug|redact-card-numbers))\.ts$`,
        dependencyTypesNot: TYPES_ONLY,
      },
    ),
    rule(
      'projections-are-pure',
      'Keep only the pure fold of stored events and rows in projections/. Move code that reads or writes into adapters/, and code that answers a request into http/.',
      production(PROJECTIONS),
      {
        pathNot: [
          ...OWN_DOMAIN,
          ...OWN_PROJECTIONS,
          ...packages('money', 'contracts', 'aggregate'),
          ...npm('zod/mini'),
        ],
      },
    ),
    rule(
      'projections-import-types-of-stores',
      'Import it as a type: a projection receives stored events and rows, and loads nothing.',
      production(PROJECTIONS),
      { path: packages('aggregate'), dependencyTypesNot: TYPES_ONLY },
    ),
    rule(
      'adapters-import-no-handlers',
      'Take it as an argument: deps.ts creates an adapter, which imports domain, projections, packages and the AWS SDK.',
      production(ADAPTERS),
      { path: own(HANDLER_FOLDERS, DEPS_FILE), pathNot: OWN_MAPPINGS },
    ),
    rule(
      'deps-import-no-handlers',
      'Have the handler take it from deps(): deps.ts creates adapters and clients, and imports none of their users.',
      production(DEPS),
      { path: own(HANDLER_FOLDERS) },
    ),
    rule(
      'files-are-in-folders',
      'Move the file into the folder of what it is: domain, projections, adapters, or a folder of handlers. Only deps.ts and provider-deps.ts are beside them.',
      production(String.raw`^services/([^/]+)/src/[^/]+\.ts$`, [DEPS]),
      {},
    ),
    rule(
      'handlers-import-their-own-folder',
      'Move code that two folders share into domain/, projections/ or adapters/: a handler imports domain, projections, deps.ts, files of its own folder, and packages.',
      production(HANDLERS),
      {
        path: '^services/$1/',
        pathNot: [
          ...own('$2/', DEPS_FILE),
          ...OWN_DOMAIN,
          ...OWN_PROJECTIONS,
          ...OWN_ADAPTERS,
          ...OWN_MAPPINGS,
        ],
      },
    ),
    rule(
      'only-deps-creates-adapters',
      'Take the adapter from deps(), and import only its type.',
      production(HANDLERS),
      { path: OWN_ADAPTERS, dependencyTypesNot: TYPES_ONLY },
    ),
    rule(
      'mappings-are-pure',
      'Have the handler load it and pass it as an argument: streams/to-*.ts only maps its arguments, so that other folders can use it.',
      production(String.raw`^services/([^/]+)/src/streams/to-[a-z-]+\.ts$`),
      {
        // log/metrics.ts has the type of a metric, which streams/to-metrics.ts returns.
        path: [
          ...own(DEPS_FILE),
          String.raw`^packages/lambda/src/(?!log/metrics\.ts$)`,
          ...npm('@aws-sdk', '@middy'),
        ],
        dependencyTypesNot: TYPES_ONLY,
      },
    ),
    rule(
      'clients-are-created-in-deps',
      'Create the client in deps.ts, pass it to an adapter, and let the handler take the adapter from deps().',
      production('^services/', [DEPS, ADAPTERS]),
      { path: npm('@aws-sdk'), dependencyTypesNot: TYPES_ONLY },
    ),
    rule(
      'stacks-are-in-lambda',
      'Use a stack of @tradepost/lambda, or extend it there: no handler configures Middy itself.',
      production('^services/'),
      { path: npm('@middy') },
    ),
    rule(
      'services-import-only-themselves',
      'Use the contract of the other service: send its command, or consume its event and keep a projection of your own.',
      { path: '^services/([^/]+)/' },
      { path: '^services/', pathNot: '^services/$1/' },
    ),
    rule(
      'services-run-on-seven-packages',
      'Use only contracts, money, quote, aggregate, audit, dynamodb, lambda, personal-data and event-rules in deployed code: the other packages are for development.',
      // Only src/: resources/ and serverless.yml use the fragments of serverless-config.
      production('^services/[^/]+/src/'),
      {
        path: '^(packages|scripts)/',
        pathNot: packages(
          ...[
            'contracts',
            'money',
            'quote',
            'aggregate',
            'audit',
            'dynamodb',
            'lambda',
            'personal-data',
            'event-rules',
          ],
        ),
      },
    ),
    rule(
      'aggregate-imports-contracts-and-dynamodb',
      'Take it as an argument: aggregate imports contracts, dynamodb and libraries, and no other package of this repository.',
      production('^packages/aggregate/src/'),
      { path: '^(packages|services|scripts)/', pathNot: packages('aggregate', 'contracts', 'dynamodb') },
    ),
    rule(
      'audit-imports-contracts-and-dynamodb',
      'Take it as an argument: audit imports contracts, dynamodb and libraries, and no other package of this repository.',
      production('^packages/audit/src/'),
      { path: '^(packages|services|scripts)/', pathNot: packages('audit', 'contracts', 'dynamodb') },
    ),
    rule(
      'lambda-and-dynamodb-import-contracts',
      'Take it as an argument: lambda and dynamodb import contracts and libraries, and no other package of this repository.',
      production('^packages/(lambda|dynamodb)/src/'),
      { path: '^(packages|services|scripts)/', pathNot: ['^packages/$1/', ...packages('contracts')] },
    ),
    rule(
      'personal-data-imports-lambda-and-dynamodb',
      'Take it as an argument: personal-data imports lambda, dynamodb and libraries, and no other package of this repository.',
      production('^packages/personal-data/src/'),
      { path: '^(packages|services|scripts)/', pathNot: packages('personal-data', 'lambda', 'dynamodb') },
    ),
    rule(
      'client-runs-anywhere',
      'Use only what browsers have as well: packages/client imports its own files, openapi-fetch and oauth4webapi, and neither other packages nor Node.',
      production('^packages/client/src/'),
      { pathNot: [...packages('client'), ...npm('openapi-fetch'), ...npm('oauth4webapi')] },
    ),
    rule(
      'states-language-is-pure',
      'Take it as an argument of interpret(): packages/states-language imports only its own files, json-p3, Zod, and pure functions of Node.',
      production('^packages/states-language/src/'),
      {
        pathNot: [
          ...packages('states-language'),
          ...npm('json-p3'),
          ...npm('zod'),
          '^(crypto|util|timers/promises)$',
        ],
      },
    ),
    rule(
      'local-imports-nothing-of-services',
      'Read it from the compiled templates: the local cloud runs any folder of services, and depends on none by name.',
      production('^packages/local/'),
      {
        path: '^(packages|services|scripts)/',
        pathNot: ['^packages/local/', ...packages('compiled-service', 'event-rules', 'states-language')],
      },
    ),
    rule(
      'compiled-service-reads-any-service',
      'Read it from the compiled templates, or have the caller pass it: compiled-service, serverless-config and event-rules serve any folder of services, and know none by name.',
      production('^packages/(compiled-service|serverless-config|event-rules)/'),
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
      'packages-import-no-service',
      'Move the code into the service, or have the service pass it as an argument: a package imports none of its users.',
      // Specs of the whole repository compare packages with the services.
      { path: '^packages/', pathNot: `^packages/(docs|gates|proofs)/.*${SPECS}` },
      { path: '^(services|scripts)/' },
    ),
    rule(
      'testing-is-for-specs',
      'Import @tradepost/testing only in specs, in files named *.spec-kit.ts and in packages/proofs.',
      { path: '^(packages|services|scripts)/', pathNot: [SPECS, '^packages/(testing|proofs)/'] },
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
