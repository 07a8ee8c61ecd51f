type Answer = (input: never) => unknown;

/**
 * A client of the AWS SDK that answers with functions, by the name of the operation. An operation without a function fails
 * as for a missing permission.
 *
 * @example
 * fakeClient<IAMClient>({ GetRole: ({ RoleName }) => ({ Role: { RoleName } }) })
 */
export function fakeClient<Client>(answers: Readonly<Record<string, Answer>>): Client {
  const send = async (command: {
    readonly constructor: { readonly name: string };
    readonly input: never;
  }) => {
    const operation = command.constructor.name.replace(/Command$/, '');
    const answer = answers[operation];
    if (answer === undefined)
      throw awsError('AccessDeniedException', `not authorized to perform: ${operation}`);
    return answer(command.input);
  };
  return { send } as Client;
}

/** An error as the AWS SDK throws it: services name their errors. */
export function awsError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
