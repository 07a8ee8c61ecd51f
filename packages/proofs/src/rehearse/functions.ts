import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  ListFunctionsCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { allPages } from '@tradepost/deployment/aws/all-pages';
import type { AwsClients } from '@tradepost/deployment/aws/clients';

type Clients = Pick<AwsClients, 'lambda'>;
type Variables = Readonly<Record<string, string>>;

/** Returns the environment variables of every function, by its name. */
export async function functionVariables({ lambda }: Clients): Promise<ReadonlyMap<string, Variables>> {
  const functions = await allPages(async (Marker) => {
    const page = await lambda.send(new ListFunctionsCommand({ Marker }));
    return { items: page.Functions, next: page.NextMarker };
  });
  return new Map(
    functions.map(({ FunctionName = '', Environment }) => [FunctionName, Environment?.Variables ?? {}]),
  );
}

/** Runs `act` while the alias `live` of a function has no environment variable of this name; returns its result. */
export async function withoutVariable<Result>(
  { lambda }: Clients,
  FunctionName: string,
  variable: string,
  act: () => Promise<Result>,
): Promise<Result> {
  const alias = { FunctionName, Name: 'live' };
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const { FunctionVersion } = await lambda.send(new GetAliasCommand(alias));
  const original = Environment?.Variables ?? {};
  const { [variable]: removed, ...rest } = original;
  if (removed === undefined) throw new Error(`${FunctionName} has no ${variable}`);
  const setVariables = (Variables: Variables) =>
    lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
  await setVariables(rest);
  const { Version } = await lambda.send(new PublishVersionCommand({ FunctionName }));
  await lambda.send(new UpdateAliasCommand({ ...alias, FunctionVersion: Version }));
  try {
    return await act();
  } finally {
    await setVariables(original);
    await lambda.send(new UpdateAliasCommand({ ...alias, FunctionVersion }));
  }
}
