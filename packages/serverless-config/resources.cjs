/**
 * The resources of a service: all that it declares in `resources/tables.yml`, `secrets.yml`, `queues.yml`, `rules.yml` and
 * `alarms.yml`, and its dashboard. Resources that only one service has are beside it, as CloudFormation in a file of their
 * own, which its `serverless.yml` lists under `resources`.
 */
const FRAGMENTS = ['tables', 'secrets', 'inboxes', 'rules', 'alarms', 'dashboard'].map((name) =>
  require(`./${name}.cjs`),
);

/** Throws if two fragments make a resource with the same logical id. */
module.exports = async (framework) => {
  const Resources = {};
  for (const fragment of FRAGMENTS) {
    for (const [id, resource] of Object.entries((await fragment(framework)).Resources)) {
      if (id in Resources)
        throw new Error(`two resources of the service have the logical id ${id}: rename one`);
      Resources[id] = resource;
    }
  }
  return { Resources };
};
