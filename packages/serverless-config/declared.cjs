/**
 * Declarations of a service in `resources/{kind}.yml`: its `tables`, `queues`, `rules`, `alarms` or `secrets`, each by name.
 * A service without the file declares none.
 */
exports.declared = async (resolveVariable, kind) =>
  (await resolveVariable(`file(resources/${kind}.yml), null`)) ?? {};
