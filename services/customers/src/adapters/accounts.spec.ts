import { AliasExistsException, UserNotFoundException } from '@aws-sdk/client-cognito-identity-provider';
import { createAccounts } from './accounts.ts';

const POOL = 'us-east-1_pool';
const failure = { $metadata: {}, message: 'no' };

/** Accounts whose calls fail by the name of their command, and the calls. */
function accountsWith(failures: Readonly<Record<string, Error>> = {}) {
  const calls: { readonly name: string; readonly input: object }[] = [];
  const send = async (command: {
    readonly constructor: { readonly name: string };
    readonly input: object;
  }) => {
    const { name } = command.constructor;
    calls.push({ name, input: command.input });
    if (failures[name] !== undefined) throw failures[name];
    return {};
  };
  return { calls, accounts: createAccounts({ send } as never, POOL) };
}

describe('close', () => {
  const user = { UserPoolId: POOL, Username: 'ada' };
  const signOut = { name: 'AdminUserGlobalSignOutCommand', input: user };

  it('signs a customer out everywhere, then deletes the account', async () => {
    const { calls, accounts } = accountsWith();
    await accounts.close('ada');
    expect(calls).toEqual([signOut, { name: 'AdminDeleteUserCommand', input: user }]);
  });

  it('changes nothing if the account is gone', async () => {
    const { calls, accounts } = accountsWith({ [signOut.name]: new UserNotFoundException(failure) });
    await accounts.close('ada');
    expect(calls).toEqual([signOut]);
  });

  it('throws other errors', async () => {
    const { accounts } = accountsWith({ AdminDeleteUserCommand: new Error('unavailable') });
    await expect(accounts.close('ada')).rejects.toThrow('unavailable');
  });
});

describe('setEmail', () => {
  it('sets an address that counts as verified', async () => {
    const { calls, accounts } = accountsWith();
    expect(await accounts.setEmail('ada', 'ada@example.com')).toBe(true);
    expect(calls.map(({ input }) => input)).toEqual([
      {
        UserPoolId: POOL,
        Username: 'ada',
        UserAttributes: [
          { Name: 'email', Value: 'ada@example.com' },
          { Name: 'email_verified', Value: 'true' },
        ],
      },
    ]);
  });

  it('returns false if another account has the address, and throws other errors', async () => {
    const command = 'AdminUpdateUserAttributesCommand';
    const taken = accountsWith({ [command]: new AliasExistsException(failure) });
    expect(await taken.accounts.setEmail('ada', 'ada@example.com')).toBe(false);
    const failed = accountsWith({ [command]: new Error('unavailable') });
    await expect(failed.accounts.setEmail('ada', 'ada@example.com')).rejects.toThrow('unavailable');
  });
});
