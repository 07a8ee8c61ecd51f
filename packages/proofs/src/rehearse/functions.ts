import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
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
