import {
  AdminDeleteUserCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  AliasExistsException,
  type CognitoIdentityProviderClient,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';

/** Accounts of the user pool of customers. */
export type Accounts = {
  /**
   * Sets the e-mail address of an account, which its owner has verified.
   *
   * @returns false if another account has the address
   */
  readonly setEmail: (accountId: string, email: string) => Promise<boolean>;
  /** Signs a customer out everywhere and deletes the account. A repeat changes nothing. Access tokens stay valid until they expire. */
  readonly close: (accountId: string) => Promise<void>;
};

/** @param userPoolId id of the user pool of customers, where the user name of an account is its subject */
export function createAccounts(
  client: Pick<CognitoIdentityProviderClient, 'send'>,
  userPoolId: string,
): Accounts {
  return {
    setEmail: async (accountId, email) => {
      try {
        await client.send(
          new AdminUpdateUserAttributesCommand({
            UserPoolId: userPoolId,
            Username: accountId,
            // Without email_verified, Cognito would send a code of its own, and keep the former address until then:
            // docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-email-phone-verification.html
            UserAttributes: [
              { Name: 'email', Value: email },
              { Name: 'email_verified', Value: 'true' },
            ],
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof AliasExistsException) return false;
        throw error;
      }
    },
    close: async (accountId) => {
      const user = { UserPoolId: userPoolId, Username: accountId };
      try {
        await client.send(new AdminUserGlobalSignOutCommand(user));
        await client.send(new AdminDeleteUserCommand(user));
      } catch (error) {
        if (!(error instanceof UserNotFoundException)) throw error;
      }
    },
  };
}
