import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod/mini';

/** Finds the name of the machine with a client id; undefined if `resources/machines.yml` has no such machine. */
export type FindMachineName = (clientId: string) => Promise<string | undefined>;

/** Client ids by the names of the machines, as `resources/parameters.cjs` writes them. */
const clientIds = z.record(z.string(), z.string());

/**
 * The names of the machines, from an SSM parameter. A function's environment cannot have them, because the clients depend on the
 * pool, and the pool on the function. A name is read once for each function instance: a client keeps its name.
 *
 * @throws if the parameter cannot be read
 */
export function createMachineNames({
  client,
  parameterName,
}: {
  readonly client: Pick<SSMClient, 'send'>;
  readonly parameterName: string;
}): FindMachineName {
  const known = new Map<string, string>();
  return async (clientId) => {
    if (known.has(clientId)) return known.get(clientId);
    const { Parameter } = await client.send(new GetParameterCommand({ Name: parameterName }));
    for (const [name, id] of Object.entries(clientIds.parse(JSON.parse(Parameter?.Value ?? ''))))
      known.set(id, name);
    return known.get(clientId);
  };
}
