/**
 * The functions of a service. Each is a file `src/<folder>/<name>.yml` beside its handler `<name>.ts`, and declares only
 * what is its own: `iamRoleStatements` (required, empty if it needs no permissions), `timeout`, `memorySize`, `environment`,
 * and at most one trigger (see event-sources.cjs). A file in `src/http` is a route (see routes.cjs).
 *
 * The rest follows from the file: `place-order.yml` is the function `placeOrder`, called
 * `tradepost-{stage}-{service}-place-order`. A service has one function for its commands, which other services invoke by
 * name: `<aggregate>-commands.yml` is called `tradepost-{stage}-{service}-commands`.
 */
const { existsSync, readdirSync } = require('node:fs');
const { basename, dirname } = require('node:path');
const { eventSourceOf } = require('./event-sources.cjs');
const { declared } = require('./declared.cjs');
const { camel, factsOf, resourceName } = require('./names.cjs');
const { routeOf } = require('./routes.cjs');

/** The folder of state machines. */
const SAGAS = 'src/sagas';

module.exports = async ({ resolveVariable }) => {
  const service = {
    facts: await factsOf(resolveVariable),
    tables: await declared(resolveVariable, 'tables'),
    inboxes: await declared(resolveVariable, 'queues'),
    restApi: await resolveVariable('self:custom.restApi, null'),
  };
  const functions = {};
  for (const file of declarations()) {
    const key = camel(basename(file, '.yml'));
    if (key in functions) throw new Error(`${file}: the service has another function ${key}`);
    functions[key] = toFunction(service, file, await resolveVariable(`file(${file})`));
  }
  return functions;
};

/** Ordered by function, whatever their folders. Throws if a declaration has no handler. */
function declarations() {
  // The framework runs in the folder of the service.
  const files = readdirSync('src', { recursive: true })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.yml') && dirname(path) !== SAGAS)
    .sort((a, b) => (basename(a, '.yml') < basename(b, '.yml') ? -1 : 1));
  for (const file of files)
    if (!existsSync(handlerOf(file))) throw new Error(`${file}: there is no handler ${handlerOf(file)}`);
  return files;
}

function handlerOf(file) {
  return file.replace(/\.yml$/, '.ts');
}

function toFunction(service, file, declaration) {
  const { schedule, stream, inbox, iamRoleStatements, ...own } = declaration;
  if (iamRoleStatements === undefined && stream === undefined)
    throw new Error(
      `${file}: iamRoleStatements is missing. Set it to [] if the function needs no permissions`,
    );
  const name = basename(file, '.yml');
  const {
    iamRoleStatements: ofTrigger = [],
    environment,
    ...trigger
  } = triggerOf(service, file, {
    schedule,
    stream,
    inbox,
  });
  return {
    name: resourceName(service.facts, name.endsWith('-commands') ? 'commands' : name),
    handler: file.replace(/\.yml$/, '.handler'),
    ...trigger,
    ...own,
    ...withEnvironment({ ...environment, ...own.environment }),
    // A statement may be a list, from a fragment that several functions share, and so may one in that fragment.
    iamRoleStatements: [...(iamRoleStatements ?? []).flat(2), ...ofTrigger],
  };
}

function withEnvironment(environment) {
  return Object.keys(environment).length === 0 ? {} : { environment };
}

/** `{events?, timeout?, environment?, iamRoleStatements?}` of a function. */
function triggerOf(service, file, declared) {
  if (dirname(file) !== 'src/http') return eventSourceOf(service, file, declared);
  const [source] = Object.keys(declared).filter((kind) => declared[kind] !== undefined);
  if (source !== undefined) throw new Error(`${file} declares ${source}: a function in src/http is a route`);
  return routeOf(service, file);
}
