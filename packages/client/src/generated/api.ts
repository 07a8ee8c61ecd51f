/**
 * The API as the contracts have it: `pnpm generate client` writes this file. Change a contract, never this.
 */

export interface paths {
    "/v1/access/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the changes of the access of a group, a person or a machine, oldest first
         * @description Needs the scope `identity:read`. Machines cannot call it.
         */
        get: operations["listAccessChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the groups of staff with their scopes
         * @description Needs the scope `identity:read`. Machines cannot call it.
         */
        get: operations["listGroupAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access/groups/{group}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the scopes of a group of staff
         * @description Needs the scope `identity:read`. Machines cannot call it.
         */
        get: operations["getGroupAccess"];
        /**
         * Set the scopes of a group of staff
         * @description They are in the tokens that are issued afterwards.
         *
         *     Needs the scope `identity:write`. Machines cannot call it. People must have signed in within the last 300 seconds.
         */
        put: operations["setGroupAccess"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access/machines/{clientId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the scopes and the reach of a machine
         * @description Needs the scope `identity:read`. Machines cannot call it.
         */
        get: operations["getMachineAccess"];
        /**
         * Set the scopes and the reach of a machine
         * @description They are in the tokens that are issued afterwards.
         *
         *     Needs the scope `identity:write`. Machines cannot call it. People must have signed in within the last 300 seconds.
         */
        put: operations["setMachineAccess"];
        post?: never;
        /**
         * Withdraw what an administrator granted to a machine
         * @description A machine that Tradepost declares has its default again, any other has no scope.
         *
         *     Needs the scope `identity:write`. Machines cannot call it. People must have signed in within the last 300 seconds.
         */
        delete: operations["withdrawMachineAccess"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access/people/{personId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the groups that an administrator gave to a person
         * @description Those of the user pool are not among them.
         *
         *     Needs the scope `identity:read`. Machines cannot call it.
         */
        get: operations["getPersonAccess"];
        /**
         * Set the groups of a person, besides those of the user pool
         * @description Needs the scope `identity:write`. Machines cannot call it. People must have signed in within the last 300 seconds.
         */
        put: operations["setPersonAccess"];
        post?: never;
        /**
         * Withdraw all groups from a person, except those of the user pool
         * @description Needs the scope `identity:write`. Machines cannot call it. People must have signed in within the last 300 seconds.
         */
        delete: operations["withdrawPersonAccess"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys of partners, newest first, revoked ones included
         * @description Needs the scope `api-keys:read`. Machines cannot call it.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Issue an API key to a partner
         * @description Only this response has its value. API Gateway accepts the key within a minute.
         *
         *     Needs the scope `api-keys:write`. Machines cannot call it. People must have signed in within the last 300 seconds.
         */
        post: operations["issueApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/api-keys/{apiKeyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an API key of a partner, without its value
         * @description Needs the scope `api-keys:read`. Machines cannot call it.
         */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/api-keys/{apiKeyId}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who issued, rotated and revoked an API key, oldest first
         * @description Needs the scope `api-keys:read`. Machines cannot call it.
         */
        get: operations["listApiKeyChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/api-keys/{apiKeyId}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke an API key
         * @description API Gateway rejects it within a minute. Repeating the call changes nothing; a revoked key stays revoked.
         *
         *     Needs the scope `api-keys:write`. Machines cannot call it. People must have signed in within the last 300 seconds.
         */
        post: operations["revokeApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/api-keys/{apiKeyId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue a second API key to the partner of a key
         * @description Both are valid until the overlap ends; then the first one is revoked.
         *
         *     Needs the scope `api-keys:write`. Machines cannot call it. People must have signed in within the last 300 seconds.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/api-keys/{apiKeyId}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the requests of an API key per day, in UTC
         * @description API Gateway counts with a delay of some minutes.
         *
         *     Needs the scope `api-keys:read`. Machines cannot call it.
         */
        get: operations["getApiKeyUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List products of one status, newest first
         * @description Needs the scope `catalog:drafts`.
         */
        get: operations["listAdminProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a product of any status
         * @description Needs the scope `catalog:drafts`.
         */
        get: operations["getAdminProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products/{productId}/variants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List variants of a product of any status, by SKU, archived ones included
         * @description Needs the scope `catalog:drafts`.
         */
        get: operations["listAdminVariants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the entries of the audit log, newest first
         * @description A page may have fewer entries than `limit`, or none, while `nextCursor` is present.
         *
         *     Needs the scope `audit:read`. Machines cannot call it.
         */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the availability of up to 100 SKUs, without numbers of units
         * @description A SKU without stock, known or not, is `out`. A response may be ten seconds old.
         *
         *     Needs no token.
         */
        get: operations["getAvailability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find the customers with an e-mail address, newest first: the one with an account, and those whose profile staff created
         * @description Needs the scope `customers:read`. Machines cannot call it.
         */
        get: operations["findCustomers"];
        put?: never;
        /**
         * Create the profile of a customer without an account
         * @description Needs the scope `customers:write`. Machines cannot call it.
         */
        post: operations["createCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the profile of a customer
         * @description Needs the scope `customers:read`. Machines cannot call it.
         */
        get: operations["getCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the profile of a customer
         * @description The fields that are given are changed (RFC 7396), of the version that If-Match names.
         *
         *     Needs the scope `customers:write`. Machines cannot call it.
         */
        patch: operations["updateCustomer"];
        trace?: never;
    };
    "/v1/customers/{customerId}/legal-hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the legal hold on a customer
         * @description Needs the scope `privacy:read`. Machines cannot call it.
         */
        get: operations["getLegalHold"];
        /**
         * Place a legal hold on a customer: erasures wait until it is lifted
         * @description It replaces the reason of an earlier one.
         *
         *     Needs the scope `privacy:write`. Machines cannot call it. People must have signed in within the last 300 seconds.
         */
        put: operations["placeLegalHold"];
        post?: never;
        /**
         * Lift the legal hold on a customer
         * @description Erasures that waited for it continue within a day.
         *
         *     Needs the scope `privacy:write`. Machines cannot call it. People must have signed in within the last 300 seconds.
         */
        delete: operations["liftLegalHold"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List dead-letter messages, of all queues or of one
         * @description Card numbers in them are redacted. While a queue is read, for at most 10 seconds, other requests do not find its messages.
         *
         *     Needs the scope `dead-letters:read`. Machines cannot call it.
         */
        get: operations["listDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/{deadLetterId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a dead-letter message with its body, card numbers redacted, and the errors of its attempts
         * @description While its queue is read, for at most 10 seconds, other requests do not find its messages.
         *
         *     Needs the scope `dead-letters:read`. Machines cannot call it.
         */
        get: operations["getDeadLetter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/{deadLetterId}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Discard a dead-letter message
         * @description Needs the scope `dead-letters:write`. Machines cannot call it. People must have signed in within the last 300 seconds.
         */
        post: operations["discardDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/{deadLetterId}/redrive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Redrive a dead-letter message: send it back, as it came, to where it came from
         * @description Needs the scope `dead-letters:write`. Machines cannot call it. People must have signed in within the last 300 seconds.
         */
        post: operations["redriveDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/redrive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Redrive up to 100 dead-letter messages, of all queues or of one
         * @description Call again while some remain.
         *
         *     Needs the scope `dead-letters:write`. Machines cannot call it. People must have signed in within the last 300 seconds.
         */
        post: operations["redriveDeadLetters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events by correlation id or by aggregate, oldest first
         * @description Needs the scope `events:read`.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feed/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List active products for a partner feed, newest first, in large pages
         * @description A page ends at one megabyte. Needs an API key, which has a quota.
         *
         *     Needs no token.
         */
        get: operations["listFeedProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/guest/order-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Request an e-mail with the link to a guest's order
         * @description The response is the same if there is no such order.
         *
         *     Needs no token.
         */
        post: operations["requestGuestOrderLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/guest/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Place an order without an account
         * @description The response has the token with which the guest reaches the order.
         *
         *     Needs no token.
         */
        post: operations["placeGuestOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/guest/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a guest's order by its order token
         * @description Needs the order token in `X-Order-Token`.
         */
        get: operations["getGuestOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/guest/orders/{orderId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a guest's order before it ships, by its order token
         * @description Repeating the call changes nothing.
         *
         *     Needs the order token in `X-Order-Token`.
         */
        post: operations["cancelGuestOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hooks/payments/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive a webhook of a payment provider
         * @description A repeated webhook, or one of no interest here, gets the same answer.
         *
         *     Needs no token but the signature of its sender: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature` of [Standard Webhooks](https://www.standardwebhooks.com), or the sender’s own.
         */
        post: operations["receiveProviderWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/{currency}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the trial balance of the ledger in one currency
         * @description Needs the scope `ledger:read`. Machines cannot call it.
         */
        get: operations["getLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the profile of the signed-in customer
         * @description Needs the access token of a customer.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the profile of the signed-in customer
         * @description The fields that are given are changed (RFC 7396), of the version that If-Match names.
         *
         *     Needs the access token of a customer.
         */
        patch: operations["updateMe"];
        trace?: never;
    };
    "/v1/me/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the addresses of the signed-in customer
         * @description Needs the access token of a customer.
         */
        get: operations["listMyAddresses"];
        put?: never;
        /**
         * Add an address to those of the signed-in customer
         * @description Needs the access token of a customer.
         */
        post: operations["addMyAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/addresses/{addressId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an address of the signed-in customer
         * @description Needs the access token of a customer.
         */
        get: operations["getMyAddress"];
        /**
         * Replace an address of the signed-in customer
         * @description Fields that are absent are removed.
         *
         *     Needs the access token of a customer.
         */
        put: operations["replaceMyAddress"];
        post?: never;
        /**
         * Remove an address of the signed-in customer
         * @description The response has those that are left.
         *
         *     Needs the access token of a customer.
         */
        delete: operations["removeMyAddress"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the decisions of the signed-in customer about consents, newest first
         * @description Needs the access token of a customer.
         */
        get: operations["listMyConsents"];
        put?: never;
        /**
         * Record a decision of the signed-in customer about a consent
         * @description Repeating the present decision changes nothing.
         *
         *     Needs the access token of a customer.
         */
        post: operations["recordMyConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/email-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Request a change of the e-mail address
         * @description A code is sent to the new address. A request replaces the one before it.
         *
         *     Needs the access token of a customer. People must have signed in within the last 300 seconds.
         */
        post: operations["requestMyEmailChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/email-changes/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm a change of the e-mail address with the code that was sent to the new one
         * @description Repeating the call changes nothing.
         *
         *     Needs the access token of a customer.
         */
        post: operations["confirmMyEmailChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/order-claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim the orders that were placed as a guest with the verified e-mail address of the signed-in customer
         * @description They are listed under /v1/me/orders a moment later. Repeating the call changes nothing.
         *
         *     Needs the access token of a customer.
         */
        post: operations["claimMyOrders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the orders of the signed-in customer, newest first
         * @description Needs the access token of a customer.
         */
        get: operations["listMyOrders"];
        put?: never;
        /**
         * Place an order as the signed-in customer
         * @description Needs the access token of a customer.
         */
        post: operations["placeMyOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an order of the signed-in customer
         * @description Needs the access token of a customer.
         */
        get: operations["getMyOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/orders/{orderId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an order of the signed-in customer before it ships
         * @description Repeating the call changes nothing.
         *
         *     Needs the access token of a customer.
         */
        post: operations["cancelMyOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/privacy-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the privacy requests of the signed-in customer, newest first
         * @description Needs the access token of a customer.
         */
        get: operations["listMyPrivacyRequests"];
        put?: never;
        /**
         * Request a copy or the erasure of the data of the signed-in customer
         * @description While a request of the same kind is open, it is returned instead.
         *
         *     Needs the access token of a customer. People must have signed in within the last 300 seconds.
         */
        post: operations["requestMyPrivacy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/privacy-requests/{privacyRequestId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a privacy request of the signed-in customer
         * @description Needs the access token of a customer.
         */
        get: operations["getMyPrivacyRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/privacy-requests/{privacyRequestId}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a link to a complete export of the signed-in customer
         * @description A link is valid for five minutes, the export for 24 hours.
         *
         *     Needs the access token of a customer. People must have signed in within the last 300 seconds.
         */
        get: operations["getMyExportLink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List orders, newest first
         * @description Needs the scope `orders:read`.
         */
        get: operations["listOrders"];
        put?: never;
        /**
         * Place an order
         * @description Needs the scope `orders:write`.
         */
        post: operations["placeOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an order, as it is or as it was at a point in time
         * @description Needs the scope `orders:read`.
         */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an order before it ships
         * @description Repeating the call changes nothing.
         *
         *     Needs the scope `orders:cancel`.
         */
        post: operations["cancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the events of an order, oldest first
         * @description Needs the scope `orders:read`.
         */
        get: operations["getOrderHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}/invoice-details": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get name and address of an order for taxes
         * @description After an erasure they are kept for this use alone until the tax period ends.
         *
         *     Needs the scope `invoice-details:read`. Machines cannot call it. People must have signed in within the last 300 seconds.
         */
        get: operations["getInvoiceDetails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}/order-token/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke the order token of a guest's order
         * @description No token of the order is valid any more.
         *
         *     Needs the scope `orders:write`. Machines cannot call it.
         */
        post: operations["revokeOrderToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the timeline of an order across services
         * @description Needs the scope `timeline:read`.
         */
        get: operations["getOrderTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{paymentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a payment
         * @description Needs the scope `payments:read`. Machines cannot call it.
         */
        get: operations["getPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{paymentId}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the journal entries of a payment, oldest first
         * @description Needs the scope `payments:read`. Machines cannot call it.
         */
        get: operations["getPaymentEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List privacy requests, newest first, or only those that are open
         * @description Needs the scope `privacy:read`. Machines cannot call it.
         */
        get: operations["listPrivacyRequests"];
        put?: never;
        /**
         * Request a copy or the erasure of the data of a person for them: a customer, or whoever placed an order without an account
         * @description A second person must approve an erasure.
         *
         *     Needs the scope `privacy:write`. Machines cannot call it. People must have signed in within the last 300 seconds.
         */
        post: operations["requestPrivacy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy-requests/{privacyRequestId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a privacy request
         * @description Needs the scope `privacy:read`. Machines cannot call it.
         */
        get: operations["getPrivacyRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy-requests/{privacyRequestId}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve an erasure that another person requested, and start it
         * @description Repeating the call changes nothing.
         *
         *     Needs the scope `privacy:write`. Machines cannot call it. People must have signed in within the last 300 seconds.
         */
        post: operations["approvePrivacyRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy-requests/{privacyRequestId}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a link to a complete export, to give it to the person
         * @description A link is valid for five minutes.
         *
         *     Needs the scope `privacy:write`. Machines cannot call it. People must have signed in within the last 300 seconds.
         */
        get: operations["getExportLink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List active products, newest first
         * @description Needs no token.
         */
        get: operations["listProducts"];
        put?: never;
        /**
         * Create a product
         * @description Needs the scope `catalog:write`.
         */
        post: operations["createProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an active product
         * @description Needs no token.
         */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a product
         * @description The fields that are given are changed (RFC 7396), of the version that If-Match names.
         *
         *     Needs the scope `catalog:write`.
         */
        patch: operations["updateProduct"];
        trace?: never;
    };
    "/v1/products/{productId}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Archive a product: it can no longer be sold or changed
         * @description Repeating the call changes nothing.
         *
         *     Needs the scope `catalog:write`.
         */
        post: operations["archiveProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{productId}/variants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List variants of an active product that are not archived, by SKU
         * @description Needs no token.
         */
        get: operations["listVariants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{productId}/variants/{sku}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a variant of an active product
         * @description Needs no token.
         */
        get: operations["getVariant"];
        /**
         * Create a variant of a product, or replace it
         * @description Fields that are absent are removed. `If-None-Match: *` only creates, `If-Match` only replaces.
         *
         *     Needs the scope `catalog:write`.
         */
        put: operations["putVariant"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{productId}/variants/{sku}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Archive a variant: it can no longer be sold or changed
         * @description Repeating the call changes nothing.
         *
         *     Needs the scope `catalog:write`.
         */
        post: operations["archiveVariant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/by-sku/{sku}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the active product with a SKU
         * @description Needs no token.
         */
        get: operations["getProductBySku"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/by-slug/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the active product with a slug
         * @description Needs no token.
         */
        get: operations["getProductBySlug"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a replay: deliver events to one consumer again, of a period or of one aggregate (up to 1000)
         * @description A stage may need the approval of a second person for a period.
         *
         *     Needs the scope `replays:write`. Machines cannot call it. People must have signed in within the last 300 seconds.
         */
        post: operations["startReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replays/{replayId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a replay with its progress
         * @description Needs the scope `replays:read`. Machines cannot call it.
         */
        get: operations["getReplay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replays/{replayId}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve the replay of a period that another person requested, and start it
         * @description Repeating the call changes nothing.
         *
         *     Needs the scope `replays:write`. Machines cannot call it. People must have signed in within the last 300 seconds.
         */
        post: operations["approveReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/republications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish stored events of an aggregate again, oldest first
         * @description They keep their ids, so consumers process each of them once.
         *
         *     Needs the scope `replays:write`. Machines cannot call it. People must have signed in within the last 300 seconds.
         */
        post: operations["republishEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reservations/{reservationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a reservation
         * @description Needs the scope `inventory:read`.
         */
        get: operations["getReservation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the stock of up to 100 SKUs
         * @description A SKU without stock has 0 units.
         *
         *     Needs the scope `inventory:read`.
         */
        get: operations["listStock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/{sku}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the stock of one SKU at all locations
         * @description Needs the scope `inventory:read`.
         */
        get: operations["getStock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/{sku}/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add units to the stock of a SKU, or remove units, with a reason
         * @description Needs the scope `inventory:write`. People must have signed in within the last 300 seconds.
         */
        post: operations["adjustStock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/{sku}/locations/{location}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the counted units at a location
         * @description Repeating the call changes nothing.
         *
         *     Needs the scope `inventory:write`. People must have signed in within the last 300 seconds.
         */
        put: operations["setStock"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add units to the stock of any SKU, or remove units: for SKUs that a path cannot carry
         * @description Needs the scope `inventory:write`. People must have signed in within the last 300 seconds.
         */
        post: operations["recordAdjustment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/levels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the counted units of any SKU at a location: for SKUs that a path cannot carry
         * @description Needs the scope `inventory:write`. People must have signed in within the last 300 seconds.
         */
        put: operations["setStockLevel"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/variants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List variants of active products by SKU, up to 100 at once
         * @description All other SKUs are in `unknown`.
         *
         *     Needs no token.
         */
        get: operations["getVariants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /** @description A change of the access of a group, a person or a machine. */
        AccessChange: {
            /** @description The grant after the change; empty for the default. */
            after: {
                /** @description Groups of the person. */
                groups?: string[] | undefined;
                reach?: components["schemas"]["MachineReach"] | undefined;
                /** @description Scopes of the group or the machine. */
                scopes?: components["schemas"]["GrantedScope"][] | undefined;
            };
            /** @description Time of the change. */
            at: components["schemas"]["Timestamp"];
            /** @description The grant before the change; empty for the default. */
            before: {
                /** @description Groups of the person. */
                groups?: string[] | undefined;
                reach?: components["schemas"]["MachineReach"] | undefined;
                /** @description Scopes of the group or the machine. */
                scopes?: components["schemas"]["GrantedScope"][] | undefined;
            };
            /** @description Subject of the administrator. */
            by: string;
            /** @description Correlation id of the request. */
            correlationId: string;
            /** @description Id of the audit entry. */
            id: string;
            /** @description Reason that the administrator gave. */
            reason?: string | undefined;
            version: components["schemas"]["Version"];
        };
        /** @description Address book of a customer. */
        AddressBook: {
            /** @description Address that invoices have by default. */
            defaultBillingAddressId?: components["schemas"]["AddressId"] | undefined;
            /** @description Address that orders are shipped to by default. */
            defaultShippingAddressId?: components["schemas"]["AddressId"] | undefined;
            /** @description All addresses, in the order in which they were added. */
            items: components["schemas"]["CustomerAddress"][];
            /** @description Version of the customer's profile. The `ETag` is this number in quotes. */
            version: components["schemas"]["Version"];
        };
        /** @description Id of an address of a customer: adr_ and a ULID. */
        AddressId: string;
        /** @description Id of a stock adjustment: adj_ and a ULID. */
        AdjustmentId: string;
        /**
         * @description Reason of the adjustment.
         * @enum {string}
         */
        AdjustmentReason: "received" | "returned" | "damaged" | "lost" | "found" | "correction" | "counted";
        /** @description Held units of one SKU at one location. */
        Allocation: {
            location: components["schemas"]["LocationId"];
            /** @description Held units. */
            quantity: components["schemas"]["Units"];
            sku: components["schemas"]["Sku"];
        };
        /** @description Amount in the minor unit of the currency (pence, cents, yen). */
        AmountMinor: number;
        /** @description ISO 4217 currency code. */
        AnyCurrency: string;
        /** @description API key of a partner, without its value. */
        ApiKey: {
            id: components["schemas"]["ApiKeyId"];
            issuedAt: components["schemas"]["Timestamp"];
            /** @description Subject of the person who issued or rotated the key. */
            issuedBy: string;
            /** @description Name of the partner. */
            partner: string;
            /** @description Key that replaces this one. */
            replacedBy?: components["schemas"]["ApiKeyId"] | undefined;
            /** @description Key that this one replaces. */
            replaces?: components["schemas"]["ApiKeyId"] | undefined;
            /** @description Time from which the key is revoked: that of a revocation, or the end of the overlap of a rotation. RFC 3339, UTC. */
            revokeAt?: components["schemas"]["Timestamp"] | undefined;
            /** @description Time at which the key was revoked, up to an hour after `revokeAt`. RFC 3339, UTC. */
            revokedAt?: components["schemas"]["Timestamp"] | undefined;
            /** @description Subject of the person who revoked or rotated the key. */
            revokedBy?: string | undefined;
            /**
             * @description active: API Gateway accepts the key; revoked: it no longer does.
             * @enum {string}
             */
            status: "active" | "revoked";
        };
        /** @description An act on an API key. */
        ApiKeyChange: {
            /** @description Time of the act. */
            at: components["schemas"]["Timestamp"];
            /** @description Subject of the person. */
            by: string;
            /** @description Correlation id of the request. */
            correlationId: string;
            /** @description Id of the audit entry. */
            id: string;
            /** @description Reason of a revocation. */
            reason?: string | undefined;
            /**
             * @description The act. The replacement of a rotated key has an entry ApiKeyIssued.
             * @enum {string}
             */
            type: "ApiKeyIssued" | "ApiKeyRotated" | "ApiKeyRevoked";
        };
        /** @description Id of an API key: key_ and a ULID. */
        ApiKeyId: string;
        /**
         * @description Act that the audit log records, before it is carried out.
         * @enum {string}
         */
        AuditAct: "DeadLetterRead" | "DeadLetterRedriven" | "DeadLetterDiscarded" | "ReplayRequested" | "ReplayApproved" | "ReplayStarted" | "EventsRepublished" | "GrantChanged" | "ApiKeyIssued" | "ApiKeyRotated" | "ApiKeyRevoked" | "EmailChangeRequested" | "ProfileRead" | "ProfileChanged" | "StockAdjusted" | "StockCounted" | "CapturedOrderCancelled" | "ExportRequested" | "ExportDownloaded" | "ErasureRequested" | "ErasureApproved" | "PersonErased" | "LegalHoldPlaced" | "LegalHoldLifted" | "InvoiceDetailsRead" | "PriceOverridden";
        /** @description An entry of the audit log. */
        AuditEntry: {
            act: components["schemas"]["AuditAct"];
            /** @description Subject of the person, or client id of the machine. */
            actor: string;
            /** @description Facts of the act, or after it. */
            after?: {
                [key: string]: unknown;
            } | undefined;
            /** @description Time at which the act was recorded. */
            at: components["schemas"]["Timestamp"];
            /** @description Facts before the act. */
            before?: {
                [key: string]: unknown;
            } | undefined;
            /** @description Chain of the entry: stage, day in UTC and shard. */
            chain: string;
            /** @description Correlation id of the request. */
            correlationId: string;
            /** @description SHA-256 of the bytes of `prev` and the canonical JSON (RFC 8785) of the entry without `id`, `prev` and `hash`, in hexadecimal. */
            hash: string;
            /** @description Id of the entry: its chain and its sequence number. */
            id: string;
            /** @description Hash of the entry before, in hexadecimal. */
            prev: string;
            /** @description Reason that the caller gave. */
            reason?: string | undefined;
            /** @description Sequence number in the chain, from 1. */
            seq: number;
            /** @description Target of the act: the thing that was read or changed, such as grants/group/support. */
            target: string;
        };
        /** @description Reason, without data of customers; it is kept with the caller and the time. */
        AuditReason: string;
        /**
         * @description in: a location has more units than its low-stock threshold; low: there are units, but no location has more than that; out: there is no unit to order.
         * @enum {string}
         */
        Availability: "in" | "low" | "out";
        /** @description Decision of a customer about the processing of their data. */
        Consent: {
            /** @description Time of the decision. */
            at: components["schemas"]["Timestamp"];
            /** @description Channel by which the customer is contacted, such as email, sms, phone, post or push. */
            channel: string;
            /** @description True if the customer consents, false if they withdraw it or refuse. */
            granted: boolean;
            /** @description Purpose of the processing, such as marketing. */
            purpose: string;
            /** @description Place where the customer decided, such as checkout or account. */
            source: string;
            /** @description Version of the text that the customer was shown. */
            textVersion: string;
        };
        /** @description Consumer of the events: name of an EventBridge rule without the stage, such as orders-product-changed. */
        ConsumerName: string;
        /** @description ISO 3166-1 alpha-2 country code, such as GB. XK is Kosovo, ZZ an unknown country. */
        Country: string;
        /** @description ISO 4217 currency code. */
        Currency: string;
        /** @description Profile of a customer. */
        Customer: {
            /** @description Company of the customer. */
            company?: string | undefined;
            /** @description The present consents: the last decision for each purpose and channel. */
            consents: components["schemas"]["Consent"][];
            /** @description Time at which the profile was created. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description Address that invoices have by default. */
            defaultBillingAddressId?: components["schemas"]["AddressId"] | undefined;
            /** @description Address that orders are shipped to by default. */
            defaultShippingAddressId?: components["schemas"]["AddressId"] | undefined;
            /** @description E-mail address. Absent if none was ever verified. */
            email?: string | undefined;
            /** @description Groups of the customer. Staff sets them. */
            groups: components["schemas"]["CustomerGroup"][];
            id: components["schemas"]["ProfileId"];
            /** @description Name of the customer. */
            name?: string | undefined;
            /** @description Phone number, in any form. */
            phone?: string | undefined;
            /** @description Tax ids of the customer. Staff sets them. */
            taxIds?: components["schemas"]["TaxId"][] | undefined;
            /** @description Time of the last change. */
            updatedAt: components["schemas"]["Timestamp"];
            version: components["schemas"]["Version"];
        };
        /** @description Address in the address book of a customer. */
        CustomerAddress: {
            /** @description City, town or village. */
            city?: string | undefined;
            /** @description Company of the recipient. */
            company?: string | undefined;
            /** @description ISO 3166-1 alpha-2 country code, such as GB. XK is Kosovo, ZZ an unknown country. */
            country: string;
            id: components["schemas"]["AddressId"];
            /** @description Street and number. */
            line1?: string | undefined;
            /** @description Flat, floor or building. */
            line2?: string | undefined;
            /** @description Name of the recipient. */
            name?: string | undefined;
            /** @description Phone number for the carrier, in any form. */
            phone?: string | undefined;
            /** @description Postal code in the form of the country. */
            postalCode?: string | undefined;
            /** @description State, county or province. */
            region?: string | undefined;
            /** @description Version of the customer's profile. The `ETag` is this number in quotes. */
            version: components["schemas"]["Version"];
        };
        /** @description Group of customers, such as wholesale: 1 to 40 lower-case letters, digits and hyphens. */
        CustomerGroup: string;
        /** @description The customer's id in the caller's own system: 1 to 255 printable characters, and not an e-mail address. */
        CustomerId: string;
        /** @description Order, as its customer sees it. */
        CustomerOrder: {
            /** @description Reason of the cancellation, as the caller gave it. Absent if it was erased. */
            cancellationReason?: string | undefined;
            cancelledAt?: components["schemas"]["Timestamp"] | undefined;
            confirmedAt?: components["schemas"]["Timestamp"] | undefined;
            currency: components["schemas"]["AnyCurrency"];
            /** @description The customer's id in the caller's own system. */
            customerId?: string | undefined;
            /** @description E-mail address of the customer. Absent if it was erased. */
            email?: string | undefined;
            id: components["schemas"]["OrderId"];
            /** @description At least one. Several lines may have one SKU. */
            lines: components["schemas"]["OrderLine"][];
            /** @description Note of the customer for the packers. Absent if it was erased. */
            note?: string | undefined;
            /**
             * @description Present if personal data of the order was erased, in part or as a whole: the fields that had it are absent.
             * @constant
             */
            personalData?: "erased" | undefined;
            placedAt: components["schemas"]["Timestamp"];
            /** @description The caller's own number for this order. */
            reference?: string | undefined;
            rejectedAt?: components["schemas"]["Timestamp"] | undefined;
            /** @description Reason of the rejection: a code, with its facts. */
            rejection?: components["schemas"]["Rejection"] | undefined;
            /** @description Address that the order is shipped to. Only the country is left if it was erased. */
            shippingAddress: components["schemas"]["ShippingAddress"];
            status: components["schemas"]["OrderStatus"];
            /** @description Sum of all lines. */
            total: components["schemas"]["Money"];
            updatedAt: components["schemas"]["Timestamp"];
            version: components["schemas"]["Version"];
        };
        /** @description A customer, without personal data. */
        CustomerSummary: {
            /** @description Time at which the profile was created. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description Groups of the customer. */
            groups: components["schemas"]["CustomerGroup"][];
            /** @description True if the customer signs in, false if staff created the profile. */
            hasAccount: boolean;
            id: components["schemas"]["ProfileId"];
            /** @description Time of the last change. */
            updatedAt: components["schemas"]["Timestamp"];
            version: components["schemas"]["Version"];
        };
        /** @description Requests with an API key on one day. */
        DailyUsage: {
            /**
             * Format: date
             * @description Day in UTC.
             */
            day: string;
            /** @description Requests that the quota had left at the end of the day, or has left now. */
            remaining: number;
            /** @description Requests that were counted. */
            requests: number;
        };
        /** @description A message that could not be processed and waits in a dead-letter queue. */
        DeadLetter: {
            /** @description Correlation id of the request that caused it. */
            correlationId?: string | undefined;
            id: components["schemas"]["DeadLetterId"];
            /**
             * @description A message that its consumer could not handle; an event that a rule could not deliver; records of a table's stream that a function could not process.
             * @enum {string}
             */
            kind: "message" | "delivery" | "records";
            queue: components["schemas"]["DeadLetterQueue"];
            /** @description Reason why it could not be processed. */
            reason: string;
            sentAt: components["schemas"]["Timestamp"];
            /** @description Service that owns the queue. */
            service: string;
            /** @description Id of the aggregate that it concerns. */
            subject?: string | undefined;
            /** @description Type of the event or command. */
            type?: string | undefined;
        };
        /** @description A dead-letter message with its body and its failed attempts. */
        DeadLetterDetails: {
            /** @description Body of the message, which may not be JSON. Each digit of a card number is replaced by `*`; a redrive sends the message as it came. */
            body: string;
            /** @description Correlation id of the request that caused it. */
            correlationId?: string | undefined;
            /** @description Failed attempts, from the logs. */
            failures: {
                at: components["schemas"]["Timestamp"];
                /** @description Number of the attempt, from 1. */
                attempt?: number | undefined;
                /** @description Name and message of the error. */
                error?: string | undefined;
                /** @description Name of the function that failed. */
                functionName?: string | undefined;
            }[];
            id: components["schemas"]["DeadLetterId"];
            /**
             * @description A message that its consumer could not handle; an event that a rule could not deliver; records of a table's stream that a function could not process.
             * @enum {string}
             */
            kind: "message" | "delivery" | "records";
            queue: components["schemas"]["DeadLetterQueue"];
            /** @description Reason why it could not be processed. */
            reason: string;
            sentAt: components["schemas"]["Timestamp"];
            /** @description Service that owns the queue. */
            service: string;
            /** @description Id of the aggregate that it concerns. */
            subject?: string | undefined;
            /** @description Type of the event or command. */
            type?: string | undefined;
        };
        /** @description Name of the dead-letter queue without the stage, and id of the message. */
        DeadLetterId: string;
        /** @description Name of the dead-letter queue without the stage, such as orders-commands-dlq. */
        DeadLetterQueue: string;
        /**
         * @description Decline code of the provider, in the terms of Stripe.
         * @enum {string}
         */
        DeclineCode: "PAYMENT_DECLINED" | "INSUFFICIENT_FUNDS" | "CARD_EXPIRED" | "PAYMENT_ACTION_REQUIRED";
        /** @description E-mail address, as HTML defines it. An internationalised domain is written in its xn-- form. */
        Email: string;
        /** @description Link to the export of the data of a person. */
        ExportLink: {
            /** @description Time at which the URL expires, five minutes from now. */
            expiresAt: components["schemas"]["Timestamp"];
            /** @description URL of the file. Whoever has it can read the file until it expires. */
            url: string;
        };
        FieldError: {
            /** @description Stable code of the broken rule. */
            code: string;
            /** @description Description of the broken rule, without the value. */
            detail: string;
            /** @description JSON pointer (RFC 6901) into the body, or #/query/… or #/path/…. */
            pointer: string;
        };
        GivenMoneyInput: {
            amountMinor: components["schemas"]["AmountMinor"];
            currency: components["schemas"]["Currency"];
        };
        /** @description OAuth scope, as the routes name it. More are added over time. */
        GrantedScope: string;
        /** @description Scopes of a group of staff. */
        GroupAccess: {
            group: components["schemas"]["GroupName"];
            /** @description True if this is the default, which no administrator has replaced. */
            isDefault: boolean;
            /** @description Scopes of the people in the group. */
            scopes: components["schemas"]["GrantedScope"][];
            version: components["schemas"]["Version"];
        };
        /**
         * @description Group of staff.
         * @enum {string}
         */
        GroupName: "support" | "merchandiser" | "warehouse" | "finance" | "operator" | "auditor" | "admin";
        /** @description Guest's order, without personal data. */
        GuestOrder: {
            cancelledAt?: components["schemas"]["Timestamp"] | undefined;
            confirmedAt?: components["schemas"]["Timestamp"] | undefined;
            currency: components["schemas"]["AnyCurrency"];
            id: components["schemas"]["OrderId"];
            /** @description At least one. Several lines may have one SKU. */
            lines: components["schemas"]["OrderLine"][];
            placedAt: components["schemas"]["Timestamp"];
            rejectedAt?: components["schemas"]["Timestamp"] | undefined;
            /** @description Reason of the rejection. All declines of the payment are PAYMENT_DECLINED. */
            rejection?: {
                /** @description Stable code of the reason. */
                code: string;
            } | undefined;
            /** @description Place that the order is shipped to, without name, street, postal code and phone number. Only the country is left if it was erased. */
            shippingAddress: {
                /** @description City, town or village. */
                city?: string | undefined;
                /** @description ISO 3166-1 alpha-2 country code, such as GB. XK is Kosovo, ZZ an unknown country. */
                country: string;
                /** @description State, county or province. */
                region?: string | undefined;
            };
            status: components["schemas"]["OrderStatus"];
            /** @description Sum of all lines. */
            total: components["schemas"]["Money"];
            updatedAt: components["schemas"]["Timestamp"];
            version: components["schemas"]["Version"];
        };
        /** @description Name and address of an order, for taxes. */
        InvoiceDetails: {
            /** @description Name and postal address. */
            address: {
                /** @description City, town or village. */
                city?: string | undefined;
                /** @description Company of the recipient. */
                company?: string | undefined;
                /** @description ISO 3166-1 alpha-2 country code, such as GB. XK is Kosovo, ZZ an unknown country. */
                country: string;
                /** @description Street and number. */
                line1?: string | undefined;
                /** @description Flat, floor or building. */
                line2?: string | undefined;
                /** @description Name of the recipient. */
                name?: string | undefined;
                /** @description Postal code in the form of the country. */
                postalCode?: string | undefined;
                /** @description State, county or province. */
                region?: string | undefined;
            };
            orderId: components["schemas"]["OrderId"];
            placedAt: components["schemas"]["Timestamp"];
            /** @description Last day on which name and address are kept, if the person was erased. They may be used for taxes alone. */
            restrictedUntil?: string | undefined;
            /** @description Sum of all lines. */
            total: components["schemas"]["Money"];
        };
        /** @description New API key of a partner, with its value. */
        IssuedApiKey: {
            id: components["schemas"]["ApiKeyId"];
            issuedAt: components["schemas"]["Timestamp"];
            /** @description Subject of the person who issued or rotated the key. */
            issuedBy: string;
            /** @description Name of the partner. */
            partner: string;
            /** @description Key that replaces this one. */
            replacedBy?: components["schemas"]["ApiKeyId"] | undefined;
            /** @description Key that this one replaces. */
            replaces?: components["schemas"]["ApiKeyId"] | undefined;
            /** @description Time from which the key is revoked: that of a revocation, or the end of the overlap of a rotation. RFC 3339, UTC. */
            revokeAt?: components["schemas"]["Timestamp"] | undefined;
            /** @description Time at which the key was revoked, up to an hour after `revokeAt`. RFC 3339, UTC. */
            revokedAt?: components["schemas"]["Timestamp"] | undefined;
            /** @description Subject of the person who revoked or rotated the key. */
            revokedBy?: string | undefined;
            /**
             * @description active: API Gateway accepts the key; revoked: it no longer does.
             * @enum {string}
             */
            status: "active" | "revoked";
            /** @description Value for the header `X-Api-Key`. This response is the only one that has it: Tradepost does not store it. */
            value: string;
        };
        /** @description Journal entry of one payment event. */
        JournalEntry: {
            bookedAt: components["schemas"]["Timestamp"];
            currency: components["schemas"]["Currency"];
            /** @description Type of the payment event. */
            event: string;
            paymentId: components["schemas"]["PaymentId"];
            /** @description Debits and credits, whose sums are equal. */
            postings: components["schemas"]["Posting"][];
            /** @description Version of the payment after the event. */
            version: components["schemas"]["Version"];
        };
        /**
         * @description Account of the ledger.
         * @enum {string}
         */
        LedgerAccount: "authorizations-held" | "authorizations-owed" | "provider-receivable" | "sales" | "refunds";
        /** @description Legal hold on a customer, whose data is not erased until it is lifted. */
        LegalHold: {
            customerId: components["schemas"]["CustomerId"];
            placedAt: components["schemas"]["Timestamp"];
            /** @description Id of the person of staff who placed it. */
            placedBy: string;
            reason: components["schemas"]["AuditReason"];
        };
        /** @description Location that holds stock: a warehouse or a shop. */
        LocationId: string;
        /** @description Scopes and reach of a machine. */
        MachineAccess: {
            clientId: components["schemas"]["MachineId"];
            /** @description True if this is the default, which no administrator has replaced. */
            isDefault: boolean;
            /** @description Name of a machine that Tradepost declares; absent for other clients. */
            name?: string | undefined;
            reach: components["schemas"]["MachineReach"];
            /** @description Scopes of the machine. */
            scopes: components["schemas"]["GrantedScope"][];
            version: components["schemas"]["Version"];
        };
        /** @description Client id of the machine in the user pool of staff. */
        MachineId: string;
        /**
         * @description own: the machine reaches the orders that it placed; all: it reaches all orders.
         * @enum {string}
         */
        MachineReach: "own" | "all";
        /** @description Amount of money: 255 of GBP is £2.55. */
        Money: {
            amountMinor: components["schemas"]["AmountMinor"];
            currency: components["schemas"]["AnyCurrency"];
        };
        /** @description Order. */
        Order: {
            /** @description Reason of the cancellation, as the caller gave it. Absent if it was erased. */
            cancellationReason?: string | undefined;
            cancelledAt?: components["schemas"]["Timestamp"] | undefined;
            confirmedAt?: components["schemas"]["Timestamp"] | undefined;
            currency: components["schemas"]["AnyCurrency"];
            /** @description The customer's id in the caller's own system. */
            customerId?: string | undefined;
            /** @description E-mail address of the customer. Absent if it was erased. */
            email?: string | undefined;
            id: components["schemas"]["OrderId"];
            /** @description At least one. Several lines may have one SKU. */
            lines: components["schemas"]["OrderLine"][];
            /** @description Note of the customer for the packers. Absent if it was erased. */
            note?: string | undefined;
            /** @description Id of the payment. */
            paymentId: components["schemas"]["PaymentId"];
            /**
             * @description Present if personal data of the order was erased, in part or as a whole: the fields that had it are absent.
             * @constant
             */
            personalData?: "erased" | undefined;
            placedAt: components["schemas"]["Timestamp"];
            /** @description Caller that placed the order. Absent in orders of version 0.1. */
            placedBy?: components["schemas"]["PlacedBy"] | undefined;
            /** @description The caller's own number for this order. */
            reference?: string | undefined;
            rejectedAt?: components["schemas"]["Timestamp"] | undefined;
            /** @description Reason of the rejection: a code, with its facts. */
            rejection?: components["schemas"]["Rejection"] | undefined;
            /** @description Id of the stock reservation. */
            reservationId: components["schemas"]["ReservationId"];
            /** @description Address that the order is shipped to. Only the country is left if it was erased. */
            shippingAddress: components["schemas"]["ShippingAddress"];
            status: components["schemas"]["OrderStatus"];
            /** @description Sum of all lines. */
            total: components["schemas"]["Money"];
            updatedAt: components["schemas"]["Timestamp"];
            version: components["schemas"]["Version"];
        };
        /** @description Id of an order: ord_ and a ULID. */
        OrderId: string;
        /** @description Units of one SKU, at a price. */
        OrderLine: {
            quantity: components["schemas"]["Quantity"];
            sku: components["schemas"]["Sku"];
            /** @description Title of the variant when the order was placed. */
            title: string;
            /** @description Price of one unit in this order. */
            unitPrice: components["schemas"]["Money"];
        };
        /**
         * @description placed: stock and payment are pending; confirmed: it will be shipped; rejected, cancelled: it will not.
         * @enum {string}
         */
        OrderStatus: "placed" | "confirmed" | "rejected" | "cancelled";
        /** @description Timeline of an order across services. */
        OrderTimeline: {
            /** @description True if the timeline is complete; false if it was cut at the maximum size, or logs were unavailable. */
            complete: boolean;
            /** @description Correlation ids of the requests. */
            correlationIds: string[];
            /** @description Entries, oldest first. */
            entries: components["schemas"]["TimelineEntry"][];
            orderId: components["schemas"]["OrderId"];
            /** @description Time at which the timeline was read; it is up to a minute ago. */
            readAt: components["schemas"]["Timestamp"];
        };
        /** @description Name of the partner that uses the key: 1 to 100 printable characters. */
        PartnerName: string;
        /** @description Payment. */
        Payment: {
            /** @description Amount to authorize. */
            amount?: components["schemas"]["Money"] | undefined;
            /** @description Captured amount. */
            captured?: components["schemas"]["Money"] | undefined;
            createdAt: components["schemas"]["Timestamp"];
            declineCode?: components["schemas"]["DeclineCode"] | undefined;
            id: components["schemas"]["PaymentId"];
            orderId: components["schemas"]["OrderId"];
            provider?: components["schemas"]["ProviderName"] | undefined;
            providerReference?: components["schemas"]["ProviderReference"] | undefined;
            /** @description Refunded amount. */
            refunded?: components["schemas"]["Money"] | undefined;
            status: components["schemas"]["PaymentStatus"];
            updatedAt: components["schemas"]["Timestamp"];
            version: components["schemas"]["Version"];
        };
        /** @description Id of a payment: pay_ and a ULID. */
        PaymentId: string;
        /**
         * @description authorizing, capturing, voiding: a request to the provider is pending; authorized: money is held; captured: the money was taken; voided: the hold was released; declined: the provider declined the payment.
         * @enum {string}
         */
        PaymentStatus: "authorizing" | "authorized" | "declined" | "capturing" | "captured" | "voiding" | "voided";
        /** @description Token of the payment provider, never a card number. */
        PaymentToken: string;
        /** @description Groups that an administrator gave to a person. */
        PersonAccess: {
            /** @description Groups of the person, besides those that the user pool has. */
            groups: components["schemas"]["GroupName"][];
            personId: components["schemas"]["PersonId"];
            /** @description Scopes that these groups give now. */
            scopes: components["schemas"]["GrantedScope"][];
            version: components["schemas"]["Version"];
        };
        /** @description Subject (`sub`) of the person in the user pool of staff. */
        PersonId: string;
        PlacedBy: {
            /** @description Id of the caller: of a customer, of a person of staff, or of a machine. */
            id: string;
            /**
             * @description customer, guest: the buyer; person: staff; machine: a system with its own access token.
             * @enum {string}
             */
            kind: "customer" | "guest" | "person" | "machine";
        };
        /** @description Guest's order and its order token. */
        PlacedGuestOrder: {
            cancelledAt?: components["schemas"]["Timestamp"] | undefined;
            confirmedAt?: components["schemas"]["Timestamp"] | undefined;
            currency: components["schemas"]["AnyCurrency"];
            id: components["schemas"]["OrderId"];
            /** @description At least one. Several lines may have one SKU. */
            lines: components["schemas"]["OrderLine"][];
            /** @description Token of this order, for the header X-Order-Token. Valid for 90 days. Keep it as secret as a password. */
            orderToken: string;
            placedAt: components["schemas"]["Timestamp"];
            rejectedAt?: components["schemas"]["Timestamp"] | undefined;
            /** @description Reason of the rejection. All declines of the payment are PAYMENT_DECLINED. */
            rejection?: {
                /** @description Stable code of the reason. */
                code: string;
            } | undefined;
            /** @description Place that the order is shipped to, without name, street, postal code and phone number. Only the country is left if it was erased. */
            shippingAddress: {
                /** @description City, town or village. */
                city?: string | undefined;
                /** @description ISO 3166-1 alpha-2 country code, such as GB. XK is Kosovo, ZZ an unknown country. */
                country: string;
                /** @description State, county or province. */
                region?: string | undefined;
            };
            status: components["schemas"]["OrderStatus"];
            /** @description Sum of all lines. */
            total: components["schemas"]["Money"];
            updatedAt: components["schemas"]["Timestamp"];
            version: components["schemas"]["Version"];
        };
        /** @description Debit or credit of a journal entry. */
        Posting: {
            account: components["schemas"]["LedgerAccount"];
            amountMinor: components["schemas"]["AmountMinor"];
            /**
             * @description Side of the account.
             * @enum {string}
             */
            side: "debit" | "credit";
        };
        /** @description Price of one unit by currency, in minor units. */
        Prices: {
            [key: string]: components["schemas"]["AmountMinor"];
        };
        /** @description Request of a person about their data. */
        PrivacyRequest: {
            /** @description Time at which a second person approved the erasure. Absent if it needs none. */
            approvedAt?: components["schemas"]["Timestamp"] | undefined;
            /** @description Time until which the export can be downloaded. Only of a complete export. */
            availableUntil?: components["schemas"]["Timestamp"] | undefined;
            /** @description Time at which it was complete. */
            completedAt?: components["schemas"]["Timestamp"] | undefined;
            /** @description Customer whose data it is about. */
            customerId?: string | undefined;
            /** @description Time by which it must be complete: 30 days after the request. */
            dueAt: components["schemas"]["Timestamp"];
            /** @description Code of the error that ended it. */
            failure?: string | undefined;
            id: components["schemas"]["PrivacyRequestId"];
            kind: components["schemas"]["PrivacyRequestKind"];
            /** @description Order without a customer that it is about. */
            orderId?: components["schemas"]["OrderId"] | undefined;
            requestedAt: components["schemas"]["Timestamp"];
            /**
             * @description customer: the person themselves; staff: a person of staff, for them.
             * @enum {string}
             */
            requestedBy: "customer" | "staff";
            /**
             * @description awaitingApproval: a second person must approve the erasure; running: it is being carried out; held: a legal hold delays the erasure; completed, failed: it has ended.
             * @enum {string}
             */
            status: "awaitingApproval" | "running" | "held" | "completed" | "failed";
        };
        /** @description Id of a privacy request: prq_ and a ULID. */
        PrivacyRequestId: string;
        /**
         * @description export: a copy of the data of the person; erasure: the deletion of the data of the person.
         * @enum {string}
         */
        PrivacyRequestKind: "export" | "erasure";
        Problem: {
            /** @description Stable code of the problem. */
            code: string;
            /** @description Id of the request, for support. */
            correlationId: string;
            /** @description Description of the problem of this request. */
            detail?: string | undefined;
            /** @description Number of broken rules, listed or not. */
            errorCount?: number | undefined;
            /** @description First 50 broken rules, each with its location in the request. */
            errors?: components["schemas"]["FieldError"][] | undefined;
            /** @description URI of this occurrence of the problem (RFC 9457). */
            instance?: string | undefined;
            /** @description HTTP status. */
            status: number;
            /** @description Short description, the same for each code. */
            title: string;
            /** @description URN of the code (RFC 9457). */
            type: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Product with its variants. */
        Product: {
            /** @description Facts about the goods, such as {material: "steel", volumeMl: 350, dishwasherSafe: true}. A value is a text, a number, a boolean or a list of texts. */
            attributes?: {
                [key: string]: string | number | boolean | string[];
            } | undefined;
            /**
             * @description Slugs of the categories that the product is in.
             * @default []
             */
            categories: string[];
            createdAt: components["schemas"]["Timestamp"];
            /** @description Description, as text of one or several lines. */
            description?: string | undefined;
            id: components["schemas"]["ProductId"];
            /** @description Name in URLs. */
            slug: string;
            status: components["schemas"]["ProductStatus"];
            /** @description Tax class. A variant without one has that of its product, whose default is 'standard'. */
            taxClass?: string | undefined;
            /** @description Name in the shop. */
            title: string;
            updatedAt: components["schemas"]["Timestamp"];
            /** @description Number of variants that are not archived. */
            variantCount?: number | undefined;
            /** @description Variants that are not archived, each sold under one SKU: all, or the first 48 if there are more. */
            variants: components["schemas"]["Variant"][];
            version: components["schemas"]["Version"];
        };
        /** @description Id of a product: prd_ and a ULID. */
        ProductId: string;
        /**
         * @description draft: not yet for sale; active: for sale; archived: no longer for sale.
         * @enum {string}
         */
        ProductStatus: "draft" | "active" | "archived";
        /** @description Variant of a product, with its own version. */
        ProductVariant: {
            /** @description Facts about the goods, such as {material: "steel", volumeMl: 350, dishwasherSafe: true}. A value is a text, a number, a boolean or a list of texts. */
            attributes?: {
                [key: string]: string | number | boolean | string[];
            } | undefined;
            /**
             * @description Options that distinguish it from other variants: {size: "M", colour: "red"}.
             * @default {}
             */
            options: {
                [key: string]: string;
            };
            prices: components["schemas"]["Prices"];
            productId: components["schemas"]["ProductId"];
            /** @description Maximum units of this SKU in one order, on all its lines. Without it, there is no limit. */
            purchaseLimit?: number | undefined;
            sku: components["schemas"]["Sku"];
            /**
             * @description active: for sale if its product is; archived: no longer for sale.
             * @enum {string}
             */
            status: "active" | "archived";
            /** @description Tax class. A variant without one has that of its product, whose default is 'standard'. */
            taxClass?: string | undefined;
            /** @description Title, where it differs from the product's. */
            title?: string | undefined;
            version: components["schemas"]["Version"];
            /** @description Weight of one unit with its packaging, in grams. */
            weightGrams?: number | undefined;
        };
        /** @description Id of a customer with a profile: cus_ and a ULID. */
        ProfileId: string;
        /** @description Name of the payment provider. */
        ProviderName: string;
        /** @description Id of the charge at the provider. */
        ProviderReference: string;
        /** @description Service that stores the aggregate, such as orders. */
        PublisherName: string;
        /** @description Units. */
        Quantity: number;
        /** @description Reason of a rejection: a code and its facts. */
        Rejection: {
            /** @description Stable code of the reason. */
            code: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Replay of events to one consumer. */
        Replay: {
            /** @description Time at which a second person approved it, on a stage that needs an approval. */
            approvedAt?: components["schemas"]["Timestamp"] | undefined;
            consumer: components["schemas"]["ConsumerName"];
            /** @description Number of events of the aggregate that were delivered to the consumer. */
            events?: number | undefined;
            /** @description Start of the period, inclusive. */
            from?: components["schemas"]["Timestamp"] | undefined;
            id: components["schemas"]["ReplayId"];
            /** @description Progress in percent; of a period, by the time of the last replayed event. */
            percent: number;
            /** @description Reason of the failure. */
            reason?: string | undefined;
            requestedAt: components["schemas"]["Timestamp"];
            /**
             * @description Status of the replay. A failed or cancelled replay can be started again.
             * @enum {string}
             */
            status: "awaitingApproval" | "running" | "completed" | "failed";
            subject?: components["schemas"]["ReplaySubject"] | undefined;
            /** @description End of the period, exclusive. */
            to?: components["schemas"]["Timestamp"] | undefined;
        };
        /** @description Id of a replay: rpl_ and a ULID. */
        ReplayId: string;
        /** @description Id of an aggregate, such as a product, whose events are all replayed. */
        ReplaySubject: string;
        /** @description Events of an aggregate that were published again. */
        Republication: {
            /** @description The events in the given versions, oldest first. */
            events: {
                /** @description Id of the event, the same each time that it is published. */
                id: string;
                time: components["schemas"]["Timestamp"];
                /** @description Type of the event. */
                type: string;
                /** @description Version of the aggregate that the event belongs to. */
                version: number;
            }[];
            /** @description Reason why the next event was not published. The rest was not tried. */
            failure?: string | undefined;
            /** @description Number of events that were published, from the first on. */
            published: number;
            /** @description Versions of the aggregate whose events are stored. Orders and payments store all; products and reservations only the last. */
            versions: {
                /** @description First version whose events are stored. */
                first: number;
                /** @description Last version of the aggregate. */
                last: number;
            };
        };
        /** @description Stock reservation. */
        Reservation: {
            /** @description Allocations that the reservation holds. */
            allocations: components["schemas"]["Allocation"][];
            /** @description Time at which the reservation expires; absent if it does not. RFC 3339, UTC. */
            expiresAt?: components["schemas"]["Timestamp"] | undefined;
            id: components["schemas"]["ReservationId"];
            orderId?: components["schemas"]["OrderId"] | undefined;
            status: components["schemas"]["ReservationStatus"];
            updatedAt: components["schemas"]["Timestamp"];
            version: components["schemas"]["Version"];
        };
        /** @description Id of a stock reservation: res_ and a ULID. */
        ReservationId: string;
        /**
         * @description held: until it expires; committed: sold; released: can be sold again; refused: there was not enough.
         * @enum {string}
         */
        ReservationStatus: "reserving" | "held" | "committed" | "releasing" | "released" | "refused";
        /**
         * @description OAuth scope, as the routes name it.
         * @enum {string}
         */
        ScopeName: "catalog:write" | "catalog:drafts" | "api-keys:read" | "api-keys:write" | "inventory:read" | "inventory:write" | "orders:read" | "orders:write" | "orders:price" | "orders:cancel" | "customers:read" | "customers:write" | "payments:read" | "ledger:read" | "events:read" | "timeline:read" | "audit:read" | "dead-letters:read" | "dead-letters:write" | "replays:read" | "replays:write" | "invoice-details:read" | "privacy:read" | "privacy:write" | "identity:read" | "identity:write";
        /** @description Postal address of an order. Only the country is left if it was erased. */
        ShippingAddress: {
            /** @description City, town or village. */
            city?: string | undefined;
            /** @description Company of the recipient. */
            company?: string | undefined;
            /** @description ISO 3166-1 alpha-2 country code, such as GB. XK is Kosovo, ZZ an unknown country. */
            country: string;
            /** @description Street and number. */
            line1?: string | undefined;
            /** @description Flat, floor or building. */
            line2?: string | undefined;
            /** @description Name of the recipient. */
            name?: string | undefined;
            /** @description Phone number for the carrier, in any form. */
            phone?: string | undefined;
            /** @description Postal code in the form of the country. */
            postalCode?: string | undefined;
            /** @description State, county or province. */
            region?: string | undefined;
        };
        /** @description A stock keeping unit: the code of one variant. 1 to 100 printable characters without a comma; trimmed, in Unicode NFC. */
        Sku: string;
        /** @description Stock of one SKU. */
        SkuStock: {
            /** @description Available units at all locations. */
            available: number;
            /** @description Stock by location. */
            locations: components["schemas"]["StockLevel"][];
            /** @description Units on hand at all locations. */
            onHand: number;
            /** @description Reserved units at all locations. */
            reserved: number;
            sku: components["schemas"]["Sku"];
        };
        /** @description Name for use in URLs: lower-case letters and digits of any script, and single hyphens. */
        Slug: string;
        /** @description Profile of a customer, with the addresses. */
        StaffCustomer: {
            /** @description All addresses. */
            addresses: components["schemas"]["CustomerAddress"][];
            /** @description Company of the customer. */
            company?: string | undefined;
            /** @description The present consents: the last decision for each purpose and channel. */
            consents: components["schemas"]["Consent"][];
            /** @description Time at which the profile was created. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description Address that invoices have by default. */
            defaultBillingAddressId?: components["schemas"]["AddressId"] | undefined;
            /** @description Address that orders are shipped to by default. */
            defaultShippingAddressId?: components["schemas"]["AddressId"] | undefined;
            /** @description E-mail address. Absent if none was ever verified. */
            email?: string | undefined;
            /** @description Groups of the customer. Staff sets them. */
            groups: components["schemas"]["CustomerGroup"][];
            /** @description True if the customer signs in, false if staff created the profile. */
            hasAccount: boolean;
            id: components["schemas"]["ProfileId"];
            /** @description Name of the customer. */
            name?: string | undefined;
            /** @description Phone number, in any form. */
            phone?: string | undefined;
            /** @description Tax ids of the customer. Staff sets them. */
            taxIds?: components["schemas"]["TaxId"][] | undefined;
            /** @description Time of the last change. */
            updatedAt: components["schemas"]["Timestamp"];
            version: components["schemas"]["Version"];
        };
        /** @description Stock of one SKU at one location. */
        StockLevel: {
            /** @description Available units. */
            available: components["schemas"]["Units"];
            location: components["schemas"]["LocationId"];
            /** @description Threshold: StockLow is published when the available units fall to it or below. */
            lowStockThreshold: components["schemas"]["Units"];
            /** @description Units on hand. */
            onHand: components["schemas"]["Units"];
            /** @description Units reserved for orders, or sold and not yet dispatched. */
            reserved: components["schemas"]["Units"];
            sku: components["schemas"]["Sku"];
            updatedAt: components["schemas"]["Timestamp"];
            version: components["schemas"]["Version"];
        };
        /** @description Tax id of a customer. */
        TaxId: {
            /** @description Kind of the tax id, as Stripe names it: eu_vat, gb_vat, us_ein. */
            type: string;
            /** @description The tax id. */
            value: string;
        };
        /** @description Entry of the timeline of an order. */
        TimelineEntry: {
            at: components["schemas"]["Timestamp"];
            /** @description Number of the attempt, from 1. */
            attempt?: number | undefined;
            /** @description Code of the rejection. */
            code?: string | undefined;
            /** @description Duration in milliseconds. */
            durationMs?: number | undefined;
            /** @description Name and message of the error. */
            error?: string | undefined;
            /** @description Function that logged it. */
            functionName?: string | undefined;
            /** @description Milliseconds since the previous entry; 0 for the first. */
            gapMs: number;
            /** @description Id of the event, the command or the execution. */
            id?: string | undefined;
            /**
             * @description request: an answered HTTP request; event: an event on the bus; execution: start or end of a workflow; step: an attempt of one of its steps; command: a command in the service that executes it; message: a message in its consumer; log: any other log line.
             * @enum {string}
             */
            kind: "request" | "event" | "execution" | "step" | "command" | "message" | "log";
            /** @description Route, type of the event or command, step of the workflow, or log message. */
            name: string;
            /** @description Outcome: accepted, rejected, handled, succeeded, failed, dead-lettered, or unanswered if there is no further record. */
            outcome?: string | undefined;
            /** @description Service in which it happened. */
            service: string;
            /** @description HTTP status of a request. */
            status?: number | undefined;
            /** @description Id of the aggregate that it concerns. */
            subject?: string | undefined;
        };
        /**
         * Format: date-time
         * @description RFC 3339, UTC.
         */
        Timestamp: string;
        /**
         * Format: date-time
         * @description RFC 3339 with any offset.
         */
        TimestampInput: string;
        /** @description Sums of all entries in one currency. */
        TrialBalance: {
            /** @description All accounts, including those without entries. */
            accounts: {
                account: components["schemas"]["LedgerAccount"];
                /** @description Sum of all credits, in minor units. */
                creditMinor: number;
                /** @description Sum of all debits, in minor units. */
                debitMinor: number;
            }[];
            /** @description True if debits equal credits. */
            balanced: boolean;
            currency: components["schemas"]["Currency"];
            /** @description Sum of all credits, in minor units. */
            totalCreditMinor: number;
            /** @description Sum of all debits, in minor units. */
            totalDebitMinor: number;
        };
        /** @description Units. */
        Units: number;
        /** @description Variant of a product, sold under one SKU. */
        Variant: {
            /** @description Facts about the goods, such as {material: "steel", volumeMl: 350, dishwasherSafe: true}. A value is a text, a number, a boolean or a list of texts. */
            attributes?: {
                [key: string]: string | number | boolean | string[];
            } | undefined;
            /**
             * @description Options that distinguish it from other variants: {size: "M", colour: "red"}.
             * @default {}
             */
            options: {
                [key: string]: string;
            };
            prices: components["schemas"]["Prices"];
            /** @description Maximum units of this SKU in one order, on all its lines. Without it, there is no limit. */
            purchaseLimit?: number | undefined;
            sku: components["schemas"]["Sku"];
            /** @description Tax class. A variant without one has that of its product, whose default is 'standard'. */
            taxClass?: string | undefined;
            /** @description Title, where it differs from the product's. */
            title?: string | undefined;
            /** @description Weight of one unit with its packaging, in grams. */
            weightGrams?: number | undefined;
        };
        /** @description Number of changes, from 0. The `ETag` is this number in quotes. */
        Version: number;
    };
    responses: {
        /** @description The request line and the headers have more than 10,240 bytes. API Gateway returns it without calling the service. */
        HeadTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description Explanation of the error. */
                    message: string;
                };
                "application/problem+json": {
                    /** @description Explanation of the error of this request. */
                    detail: string;
                    /**
                     * @description HTTP status.
                     * @constant
                     */
                    status: 431;
                    /** @description Name of the status. */
                    title: string;
                    /**
                     * @description The problem has no meaning beyond its status.
                     * @constant
                     */
                    type: "about:blank";
                };
            };
        };
        /** @description Too many requests. Retry with increasing delays. API Gateway returns it without calling the service. */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description Explanation of the error. */
                    message: string;
                };
                "application/problem+json": {
                    /** @description Explanation of the error of this request. */
                    detail: string;
                    /**
                     * @description HTTP status.
                     * @constant
                     */
                    status: 429;
                    /** @description Name of the status. */
                    title: string;
                    /**
                     * @description The problem has no meaning beyond its status.
                     * @constant
                     */
                    type: "about:blank";
                };
            };
        };
    };
    parameters: {
        /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
        CorrelationId: string;
        /** @description Key of this creation. A repeated request with the same key creates nothing and gets the same response. 1 to 255 visible ASCII characters, unique per caller, such as a UUID. */
        IdempotencyKey: string;
        /** @description `ETag` of the version to change, or a list of them: `"0", "1"`. `*` matches any version. Without the header, any version is changed. Weak tags (`W/"0"`) never match. */
        IfMatch: string;
        /** @description `ETag` of the version to change, or a list of them: `"0", "1"`. `*` matches any version. Weak tags (`W/"0"`) never match. */
        IfMatchRequired: string;
        /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
        IfNoneMatch: string;
        /** @description `*` to create the resource only if it does not exist; otherwise the response is 412. */
        IfNoneMatchToCreate: "*";
    };
    requestBodies: never;
    headers: {
        /** @description Number of seconds for which the response may be cached, or no-store (RFC 9111). */
        CacheControl: string;
        /** @description Id of this request. Every log line and event that it causes has it. */
        CorrelationId: string;
        /** @description Version of the resource, or a digest of the list, for `If-Match` and `If-None-Match`. */
        ETag: string;
        /** @description Path of the created resource, with the prefix of the stage if the API has one. */
        Location: string;
        /** @description Seconds to wait before the request is repeated. */
        RetryAfter: number;
        /** @description The `Bearer` scheme (RFC 6750), with the scope that the token lacks. */
        WwwAuthenticate: string;
    };
    pathItems: never;
}
export interface operations {
    listAccessChanges: {
        parameters: {
            query?: {
                /** @description Client id of the machine in the user pool of staff. */
                clientId?: components["schemas"]["MachineId"] | undefined;
                /** @description `nextCursor` of the previous page, with the same filter. Absent for the first page. */
                cursor?: string | undefined;
                /** @description Group of staff. */
                group?: components["schemas"]["GroupName"] | undefined;
                /** @description Maximum number of items to return, from 1 to 100. Defaults to 20. */
                limit?: number | undefined;
                /** @description Subject (`sub`) of the person in the user pool of staff. */
                personId?: components["schemas"]["PersonId"] | undefined;
            } | undefined;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Items of this page. */
                        items: components["schemas"]["AccessChange"][];
                        /** @description Cursor of the next page. Absent on the last page. */
                        nextCursor?: string | undefined;
                    };
                };
            };
            /**
             * @description - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             *     - `INVALID_CURSOR`: The cursor is not one that this list gave.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED" | "INVALID_CURSOR";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    listGroupAccess: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description All groups. */
                        items: components["schemas"]["GroupAccess"][];
                    };
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    getGroupAccess: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Group of staff. */
                group: components["schemas"]["GroupName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupAccess"];
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    setGroupAccess: {
        parameters: {
            query?: never;
            header: {
                /** @description `ETag` of the version to change, or a list of them: `"0", "1"`. `*` matches any version. Weak tags (`W/"0"`) never match. */
                "If-Match": components["parameters"]["IfMatchRequired"];
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            };
            path: {
                /** @description Group of staff. */
                group: components["schemas"]["GroupName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: components["schemas"]["AuditReason"];
                    /** @description All scopes from now on. Repeated ones count once. */
                    scopes: components["schemas"]["ScopeName"][];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupAccess"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    /** @description The `Bearer` scheme (RFC 6750), with the scope that the token lacks. */
                    "WWW-Authenticate"?: string | undefined;
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `LAST_ADMIN_GRANT`: No group would have the scope identity:write any more. */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "LAST_ADMIN_GRANT";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `PRECONDITION_FAILED`: The resource has changed since it was read. */
            412: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_FAILED";
                        /** @constant */
                        status: 412;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /** @description - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted. */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CARD_NUMBER_NOT_ACCEPTED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            /** @description - `PRECONDITION_REQUIRED`: The request must name the version that it changes. */
            428: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_REQUIRED";
                        /** @constant */
                        status: 428;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getMachineAccess: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Client id of the machine in the user pool of staff. */
                clientId: components["schemas"]["MachineId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MachineAccess"];
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    setMachineAccess: {
        parameters: {
            query?: never;
            header: {
                /** @description `ETag` of the version to change, or a list of them: `"0", "1"`. `*` matches any version. Weak tags (`W/"0"`) never match. */
                "If-Match": components["parameters"]["IfMatchRequired"];
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            };
            path: {
                /** @description Client id of the machine in the user pool of staff. */
                clientId: components["schemas"]["MachineId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reach: components["schemas"]["MachineReach"];
                    reason: components["schemas"]["AuditReason"];
                    /** @description All scopes from now on. Repeated ones count once. */
                    scopes: components["schemas"]["ScopeName"][];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MachineAccess"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    /** @description The `Bearer` scheme (RFC 6750), with the scope that the token lacks. */
                    "WWW-Authenticate"?: string | undefined;
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PRECONDITION_FAILED`: The resource has changed since it was read. */
            412: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_FAILED";
                        /** @constant */
                        status: 412;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /**
             * @description - `SCOPE_NOT_FOR_MACHINES`: No machine may have this scope.
             *     - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted.
             */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "SCOPE_NOT_FOR_MACHINES" | "CARD_NUMBER_NOT_ACCEPTED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            /** @description - `PRECONDITION_REQUIRED`: The request must name the version that it changes. */
            428: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_REQUIRED";
                        /** @constant */
                        status: 428;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    withdrawMachineAccess: {
        parameters: {
            query?: never;
            header: {
                /** @description `ETag` of the version to change, or a list of them: `"0", "1"`. `*` matches any version. Weak tags (`W/"0"`) never match. */
                "If-Match": components["parameters"]["IfMatchRequired"];
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            };
            path: {
                /** @description Client id of the machine in the user pool of staff. */
                clientId: components["schemas"]["MachineId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MachineAccess"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    /** @description The `Bearer` scheme (RFC 6750), with the scope that the token lacks. */
                    "WWW-Authenticate"?: string | undefined;
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PRECONDITION_FAILED`: The resource has changed since it was read. */
            412: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_FAILED";
                        /** @constant */
                        status: 412;
                    };
                };
            };
            /** @description - `PRECONDITION_REQUIRED`: The request must name the version that it changes. */
            428: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_REQUIRED";
                        /** @constant */
                        status: 428;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getPersonAccess: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Subject (`sub`) of the person in the user pool of staff. */
                personId: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonAccess"];
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    setPersonAccess: {
        parameters: {
            query?: never;
            header: {
                /** @description `ETag` of the version to change, or a list of them: `"0", "1"`. `*` matches any version. Weak tags (`W/"0"`) never match. */
                "If-Match": components["parameters"]["IfMatchRequired"];
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            };
            path: {
                /** @description Subject (`sub`) of the person in the user pool of staff. */
                personId: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description All groups from now on, besides those that the user pool has. Repeated ones count once. */
                    groups: components["schemas"]["GroupName"][];
                    reason: components["schemas"]["AuditReason"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonAccess"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    /** @description The `Bearer` scheme (RFC 6750), with the scope that the token lacks. */
                    "WWW-Authenticate"?: string | undefined;
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `OWN_ADMIN_GRANT`: Only another administrator can take identity:write from you. */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "OWN_ADMIN_GRANT";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `PRECONDITION_FAILED`: The resource has changed since it was read. */
            412: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_FAILED";
                        /** @constant */
                        status: 412;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /** @description - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted. */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CARD_NUMBER_NOT_ACCEPTED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            /** @description - `PRECONDITION_REQUIRED`: The request must name the version that it changes. */
            428: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_REQUIRED";
                        /** @constant */
                        status: 428;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    withdrawPersonAccess: {
        parameters: {
            query?: never;
            header: {
                /** @description `ETag` of the version to change, or a list of them: `"0", "1"`. `*` matches any version. Weak tags (`W/"0"`) never match. */
                "If-Match": components["parameters"]["IfMatchRequired"];
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            };
            path: {
                /** @description Subject (`sub`) of the person in the user pool of staff. */
                personId: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonAccess"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    /** @description The `Bearer` scheme (RFC 6750), with the scope that the token lacks. */
                    "WWW-Authenticate"?: string | undefined;
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `OWN_ADMIN_GRANT`: Only another administrator can take identity:write from you. */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "OWN_ADMIN_GRANT";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `PRECONDITION_FAILED`: The resource has changed since it was read. */
            412: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_FAILED";
                        /** @constant */
                        status: 412;
                    };
                };
            };
            /** @description - `PRECONDITION_REQUIRED`: The request must name the version that it changes. */
            428: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_REQUIRED";
                        /** @constant */
                        status: 428;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page, with the same filter. Absent for the first page. */
                cursor?: string | undefined;
                /** @description Maximum number of items to return, from 1 to 100. Defaults to 20. */
                limit?: number | undefined;
            } | undefined;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Items of this page. */
                        items: components["schemas"]["ApiKey"][];
                        /** @description Cursor of the next page. Absent on the last page. */
                        nextCursor?: string | undefined;
                    };
                };
            };
            /**
             * @description - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             *     - `INVALID_CURSOR`: The cursor is not one that this list gave.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED" | "INVALID_CURSOR";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    issueApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    partner: components["schemas"]["PartnerName"];
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Location: components["headers"]["Location"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of an API key: key_ and a ULID. */
                apiKeyId: components["schemas"]["ApiKeyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `API_KEY_NOT_FOUND`: There is no such API key. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "API_KEY_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    listApiKeyChanges: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page, with the same filter. Absent for the first page. */
                cursor?: string | undefined;
                /** @description Maximum number of items to return, from 1 to 100. Defaults to 20. */
                limit?: number | undefined;
            } | undefined;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of an API key: key_ and a ULID. */
                apiKeyId: components["schemas"]["ApiKeyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Items of this page. */
                        items: components["schemas"]["ApiKeyChange"][];
                        /** @description Cursor of the next page. Absent on the last page. */
                        nextCursor?: string | undefined;
                    };
                };
            };
            /**
             * @description - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             *     - `INVALID_CURSOR`: The cursor is not one that this list gave.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED" | "INVALID_CURSOR";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of an API key: key_ and a ULID. */
                apiKeyId: components["schemas"]["ApiKeyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: components["schemas"]["AuditReason"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `API_KEY_NOT_FOUND`: There is no such API key. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "API_KEY_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /** @description - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted. */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CARD_NUMBER_NOT_ACCEPTED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of an API key: key_ and a ULID. */
                apiKeyId: components["schemas"]["ApiKeyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Hours for which both keys are valid, from 1 to 720. Defaults to 168, a week.
                     * @default 168
                     */
                    overlapHours?: number | undefined;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Location: components["headers"]["Location"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `API_KEY_NOT_FOUND`: There is no such API key. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "API_KEY_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /**
             * @description - `API_KEY_REVOKED`: The API key is revoked.
             *     - `API_KEY_REPLACED`: The API key has a replacement already.
             */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "API_KEY_REVOKED" | "API_KEY_REPLACED";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getApiKeyUsage: {
        parameters: {
            query: {
                /** @description First day in UTC, inclusive. */
                from: string;
                /** @description Last day in UTC, inclusive. */
                to: string;
            };
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of an API key: key_ and a ULID. */
                apiKeyId: components["schemas"]["ApiKeyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The days, in order. */
                        items: components["schemas"]["DailyUsage"][];
                    };
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `API_KEY_NOT_FOUND`: There is no such API key. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "API_KEY_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    listAdminProducts: {
        parameters: {
            query?: {
                /** @description Slug of a category. Only its products are returned. */
                category?: components["schemas"]["Slug"] | undefined;
                /** @description `nextCursor` of the previous page, with the same filter. Absent for the first page. */
                cursor?: string | undefined;
                /** @description Maximum number of items to return, from 1 to 100. Defaults to 20. */
                limit?: number | undefined;
                /** @description draft: not yet for sale; active: for sale; archived: no longer for sale. */
                status?: components["schemas"]["ProductStatus"] | undefined;
            } | undefined;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Items of this page. */
                        items: components["schemas"]["Product"][];
                        /** @description Cursor of the next page. Absent on the last page. */
                        nextCursor?: string | undefined;
                    };
                };
            };
            /**
             * @description - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             *     - `INVALID_CURSOR`: The cursor is not one that this list gave.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED" | "INVALID_CURSOR";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    getAdminProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of a product: prd_ and a ULID. */
                productId: components["schemas"]["ProductId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PRODUCT_NOT_FOUND`: There is no such product. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    listAdminVariants: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page, with the same filter. Absent for the first page. */
                cursor?: string | undefined;
                /** @description Maximum number of items to return, from 1 to 100. Defaults to 20. */
                limit?: number | undefined;
            } | undefined;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of a product: prd_ and a ULID. */
                productId: components["schemas"]["ProductId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Items of this page. */
                        items: components["schemas"]["ProductVariant"][];
                        /** @description Cursor of the next page. Absent on the last page. */
                        nextCursor?: string | undefined;
                    };
                };
            };
            /**
             * @description - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             *     - `INVALID_CURSOR`: The cursor is not one that this list gave.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED" | "INVALID_CURSOR";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PRODUCT_NOT_FOUND`: There is no such product. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    listAuditEntries: {
        parameters: {
            query?: {
                /** @description Act that the audit log records, before it is carried out. */
                act?: components["schemas"]["AuditAct"] | undefined;
                /** @description Subject of a person, or client id of a machine. */
                actor?: string | undefined;
                /** @description `nextCursor` of the previous page, with the same filter. Absent for the first page. */
                cursor?: string | undefined;
                /** @description Start of the period, inclusive. */
                from?: components["schemas"]["TimestampInput"] | undefined;
                /** @description Maximum number of items to return, from 1 to 100. Defaults to 20. */
                limit?: number | undefined;
                /** @description Target of the act: the thing that was read or changed, such as grants/group/support. */
                target?: string | undefined;
                /** @description End of the period, exclusive. */
                to?: components["schemas"]["TimestampInput"] | undefined;
            } | undefined;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Items of this page. */
                        items: components["schemas"]["AuditEntry"][];
                        /** @description Cursor of the next page. Absent on the last page. */
                        nextCursor?: string | undefined;
                    };
                };
            };
            /**
             * @description - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             *     - `INVALID_CURSOR`: The cursor is not one that this list gave.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED" | "INVALID_CURSOR";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    getAvailability: {
        parameters: {
            query: {
                /** @description SKUs: `skus=A,B` or `skus=A&skus=B`. Up to 100. */
                skus: components["schemas"]["Sku"][];
            };
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Availability in the order of `skus`. */
                        items: {
                            availability: components["schemas"]["Availability"];
                            sku: components["schemas"]["Sku"];
                        }[];
                    };
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    findCustomers: {
        parameters: {
            query: {
                /** @description `nextCursor` of the previous page, with the same filter. Absent for the first page. */
                cursor?: string | undefined;
                /** @description E-mail address, in any case. */
                email: components["schemas"]["Email"];
                /** @description Maximum number of items to return, from 1 to 100. Defaults to 20. */
                limit?: number | undefined;
            };
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Items of this page. */
                        items: components["schemas"]["CustomerSummary"][];
                        /** @description Cursor of the next page. Absent on the last page. */
                        nextCursor?: string | undefined;
                    };
                };
            };
            /**
             * @description - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             *     - `INVALID_CURSOR`: The cursor is not one that this list gave.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED" | "INVALID_CURSOR";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    createCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Key of this creation. A repeated request with the same key creates nothing and gets the same response. 1 to 255 visible ASCII characters, unique per caller, such as a UUID. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Company of the customer. */
                    company?: string | undefined;
                    /** @description E-mail address. */
                    email: components["schemas"]["Email"];
                    /** @description All groups of the customer from now on. */
                    groups?: components["schemas"]["CustomerGroup"][] | undefined;
                    /** @description Name of the customer. */
                    name?: string | undefined;
                    /** @description Phone number, in any form. */
                    phone?: string | undefined;
                    /** @description All tax ids of the customer from now on. */
                    taxIds?: {
                        /** @description Kind of the tax id, as Stripe names it: eu_vat, gb_vat, us_ein. */
                        type: string;
                        /** @description The tax id. */
                        value: string;
                    }[] | undefined;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffCustomer"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /**
             * @description - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted.
             *     - `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key was used with another request.
             */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CARD_NUMBER_NOT_ACCEPTED" | "IDEMPOTENCY_KEY_REUSED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of a customer with a profile: cus_ and a ULID. */
                customerId: components["schemas"]["ProfileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffCustomer"];
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `CUSTOMER_NOT_FOUND`: There is no such customer. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CUSTOMER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    updateCustomer: {
        parameters: {
            query?: never;
            header: {
                /** @description `ETag` of the version to change, or a list of them: `"0", "1"`. `*` matches any version. Weak tags (`W/"0"`) never match. */
                "If-Match": components["parameters"]["IfMatchRequired"];
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            };
            path: {
                /** @description Id of a customer with a profile: cus_ and a ULID. */
                customerId: components["schemas"]["ProfileId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Company of the customer; null removes it. */
                    company?: (string | null) | undefined;
                    /** @description Address that invoices have by default; null for none. */
                    defaultBillingAddressId?: (components["schemas"]["AddressId"] | null) | undefined;
                    /** @description Address that orders are shipped to by default; null for none. */
                    defaultShippingAddressId?: (components["schemas"]["AddressId"] | null) | undefined;
                    /** @description E-mail address, of a customer without an account only. */
                    email?: components["schemas"]["Email"] | undefined;
                    /** @description All groups of the customer from now on. */
                    groups?: components["schemas"]["CustomerGroup"][] | undefined;
                    /** @description Name of the customer; null removes it. */
                    name?: (string | null) | undefined;
                    /** @description Phone number, in any form; null removes it. */
                    phone?: (string | null) | undefined;
                    /** @description All tax ids of the customer from now on. */
                    taxIds?: {
                        /** @description Kind of the tax id, as Stripe names it: eu_vat, gb_vat, us_ein. */
                        type: string;
                        /** @description The tax id. */
                        value: string;
                    }[] | undefined;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffCustomer"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /**
             * @description - `CUSTOMER_NOT_FOUND`: There is no such customer.
             *     - `ADDRESS_NOT_FOUND`: The customer has no such address.
             */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CUSTOMER_NOT_FOUND" | "ADDRESS_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `EMAIL_OF_ACCOUNT`: The customer has an account, and changes its e-mail address themselves. */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EMAIL_OF_ACCOUNT";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `PRECONDITION_FAILED`: The resource has changed since it was read. */
            412: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_FAILED";
                        /** @constant */
                        status: 412;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /** @description - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted. */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CARD_NUMBER_NOT_ACCEPTED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            /** @description - `PRECONDITION_REQUIRED`: The request must name the version that it changes. */
            428: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_REQUIRED";
                        /** @constant */
                        status: 428;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getLegalHold: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description The customer's id in the caller's own system: 1 to 255 printable characters, and not an e-mail address. */
                customerId: components["schemas"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LegalHold"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `LEGAL_HOLD_NOT_FOUND`: There is no legal hold on this customer. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "LEGAL_HOLD_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    placeLegalHold: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description The customer's id in the caller's own system: 1 to 255 printable characters, and not an e-mail address. */
                customerId: components["schemas"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: components["schemas"]["AuditReason"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LegalHold"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /** @description - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted. */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CARD_NUMBER_NOT_ACCEPTED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    liftLegalHold: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description The customer's id in the caller's own system: 1 to 255 printable characters, and not an e-mail address. */
                customerId: components["schemas"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LegalHold"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `LEGAL_HOLD_NOT_FOUND`: There is no legal hold on this customer. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "LEGAL_HOLD_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    listDeadLetters: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page, with the same filter. Absent for the first page. */
                cursor?: string | undefined;
                /** @description Maximum number of items to return, from 1 to 100. Defaults to 20. */
                limit?: number | undefined;
                /** @description Name of the dead-letter queue without the stage, such as orders-commands-dlq. */
                queue?: components["schemas"]["DeadLetterQueue"] | undefined;
            } | undefined;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Items of this page. */
                        items: components["schemas"]["DeadLetter"][];
                        /** @description Cursor of the next page. Absent on the last page. */
                        nextCursor?: string | undefined;
                    };
                };
            };
            /**
             * @description - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             *     - `INVALID_CURSOR`: The cursor is not one that this list gave.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED" | "INVALID_CURSOR";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    getDeadLetter: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Name of the dead-letter queue without the stage, and id of the message. */
                deadLetterId: components["schemas"]["DeadLetterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterDetails"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `DEAD_LETTER_NOT_FOUND`: There is no such dead-letter message, or it is being processed by another call. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DEAD_LETTER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    discardDeadLetter: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Name of the dead-letter queue without the stage, and id of the message. */
                deadLetterId: components["schemas"]["DeadLetterId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: components["schemas"]["AuditReason"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `DEAD_LETTER_NOT_FOUND`: There is no such dead-letter message, or it is being processed by another call. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DEAD_LETTER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /** @description - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted. */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CARD_NUMBER_NOT_ACCEPTED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    redriveDeadLetter: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Name of the dead-letter queue without the stage, and id of the message. */
                deadLetterId: components["schemas"]["DeadLetterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `DEAD_LETTER_NOT_FOUND`: There is no such dead-letter message, or it is being processed by another call. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DEAD_LETTER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /**
             * @description - `DEAD_LETTER_NOT_REDRIVEN`: The dead-letter message could not be redriven.
             *     - `DEAD_LETTER_MISMATCH`: The message names a queue, rule, function or stream that does not use its dead-letter queue.
             */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DEAD_LETTER_NOT_REDRIVEN" | "DEAD_LETTER_MISMATCH";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    redriveDeadLetters: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Only messages sent before this time, so that one that comes back at once is not redriven again and again. */
                    before?: components["schemas"]["TimestampInput"] | undefined;
                    queue?: components["schemas"]["DeadLetterQueue"] | undefined;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Ids of the messages that stay in their queues. */
                        failed: components["schemas"]["DeadLetterId"][];
                        /** @description Number of messages that were redriven. */
                        redriven: number;
                        /** @description Number of messages that were found and not tried. */
                        remaining: number;
                    };
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description Correlation id of a request. Either this or `subject` is needed. */
                correlationId?: string | undefined;
                /** @description `nextCursor` of the previous page, with the same filter. Absent for the first page. */
                cursor?: string | undefined;
                /** @description Maximum number of items to return, from 1 to 100. Defaults to 20. */
                limit?: number | undefined;
                /** @description Id of an aggregate, such as an order. Either this or `correlationId` is needed. */
                subject?: string | undefined;
            } | undefined;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Items of this page. */
                        items: {
                            /** @description Id of the message that caused this one. */
                            causationid?: string | undefined;
                            /** @description Correlation id of the request that caused the message, shared by all messages that it caused. */
                            correlationid: string;
                            /** @description Data of the message, by the schema of its type. */
                            data: unknown;
                            /**
                             * @description Media type of `data`.
                             * @constant
                             */
                            datacontenttype?: "application/json" | undefined;
                            /** @description URN of the schema of `data`, with its version. */
                            dataschema?: string | undefined;
                            /** @description Name of the workflow execution that sent the message. */
                            executionid?: string | undefined;
                            /** @description Unique within its source. */
                            id: string;
                            /** @description Publisher of the message, such as tradepost.orders. */
                            source: string;
                            /**
                             * @description Version of CloudEvents.
                             * @constant
                             */
                            specversion: "1.0";
                            /** @description Id of the aggregate that the message concerns. */
                            subject: string;
                            time: components["schemas"]["Timestamp"];
                            /** @description Type of the event or command, such as OrderPlaced. */
                            type: string;
                        }[];
                        /** @description Cursor of the next page. Absent on the last page. */
                        nextCursor?: string | undefined;
                    };
                };
            };
            /**
             * @description - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             *     - `INVALID_CURSOR`: The cursor is not one that this list gave.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED" | "INVALID_CURSOR";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    listFeedProducts: {
        parameters: {
            query?: {
                /** @description Slug of a category. Only its products are returned. */
                category?: components["schemas"]["Slug"] | undefined;
                /** @description `nextCursor` of the previous page, with the same filter. Absent for the first page. */
                cursor?: string | undefined;
                /** @description Maximum number of items to return, from 1 to 500. Defaults to 250. */
                limit?: number | undefined;
            } | undefined;
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Items of this page. */
                        items: components["schemas"]["Product"][];
                        /** @description Cursor of the next page. Absent on the last page. */
                        nextCursor?: string | undefined;
                    };
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             *     - `INVALID_CURSOR`: The cursor is not one that this list gave.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED" | "INVALID_CURSOR";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `INVALID_API_KEY`: The request has no valid API key. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID_API_KEY";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    requestGuestOrderLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description E-mail address of the order. */
                    email: components["schemas"]["Email"];
                    /** @description Order that the link is for. Defaults to the newest order of the address. */
                    orderId?: components["schemas"]["OrderId"] | undefined;
                };
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The request was accepted, whether there is such an order or not.
                         * @constant
                         */
                        accepted: true;
                    };
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    placeGuestOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Key of this creation. A repeated request with the same key creates nothing and gets the same response. 1 to 255 visible ASCII characters, unique per caller, such as a UUID. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    currency: components["schemas"]["Currency"];
                    email: components["schemas"]["Email"];
                    /** @description The order is rejected if it would cost more than this. */
                    expectedTotal?: components["schemas"]["GivenMoneyInput"] | undefined;
                    /** @description At least one. Several lines may have one SKU. */
                    lines: {
                        quantity: components["schemas"]["Quantity"];
                        sku: components["schemas"]["Sku"];
                    }[];
                    /** @description Note of the customer for the packers, of one or several lines. */
                    note?: string | undefined;
                    /** @description Token of the payment provider, never a card number. Required if the total is above 0. */
                    paymentToken?: components["schemas"]["PaymentToken"] | undefined;
                    /** @description The caller's own number for this order, such as a marketplace's order id. Not sealed: no personal data. */
                    reference?: string | undefined;
                    /** @description Address that the order is shipped to. */
                    shippingAddress: {
                        /** @description City, town or village. */
                        city: string;
                        /** @description Company of the recipient. */
                        company?: string | undefined;
                        country: components["schemas"]["Country"];
                        /** @description Street and number. */
                        line1: string;
                        /** @description Flat, floor or building. */
                        line2?: string | undefined;
                        /** @description Name of the recipient. */
                        name: string;
                        /** @description Phone number for the carrier, in any form. */
                        phone?: string | undefined;
                        /** @description Postal code in the form of the country. */
                        postalCode?: string | undefined;
                        /** @description State, county or province. */
                        region?: string | undefined;
                    };
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacedGuestOrder"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `GUEST_ORDERS_NOT_ACCEPTED`: This shop takes orders of signed-in customers only. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "GUEST_ORDERS_NOT_ACCEPTED";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /**
             * @description - `UNKNOWN_SKU`: The catalogue has no such SKU.
             *     - `SKU_NOT_FOR_SALE`: This SKU is not for sale.
             *     - `CURRENCY_NOT_OFFERED`: This SKU has no price in this currency.
             *     - `PURCHASE_LIMIT_EXCEEDED`: The order has more units of a SKU than one order may have.
             *     - `PRICE_ABOVE_EXPECTED`: The order costs more than the caller expected.
             *     - `ORDER_TOO_LARGE`: The order is larger than one order can be.
             *     - `PAYMENT_TOKEN_REQUIRED`: An order with a total above 0 needs a payment token.
             *     - `ORDER_CAP_EXCEEDED`: The order has more units than this shop accepts.
             *     - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted.
             *     - `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key was used with another request.
             */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNKNOWN_SKU" | "SKU_NOT_FOR_SALE" | "CURRENCY_NOT_OFFERED" | "PURCHASE_LIMIT_EXCEEDED" | "PRICE_ABOVE_EXPECTED" | "ORDER_TOO_LARGE" | "PAYMENT_TOKEN_REQUIRED" | "ORDER_CAP_EXCEEDED" | "CARD_NUMBER_NOT_ACCEPTED" | "IDEMPOTENCY_KEY_REUSED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /**
             * @description - `CATALOG_UNAVAILABLE`: The catalogue cannot be read right now: try again.
             *     - `TOO_MUCH_CONTENTION`: Too many changes at once: try again.
             */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CATALOG_UNAVAILABLE" | "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getGuestOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of an order: ord_ and a ULID. */
                orderId: components["schemas"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuestOrder"];
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `ORDER_NOT_FOUND`: There is no such order. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    cancelGuestOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of an order: ord_ and a ULID. */
                orderId: components["schemas"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Reason of the cancellation. */
                    reason?: string | undefined;
                };
            };
        } | undefined;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuestOrder"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `ORDER_NOT_FOUND`: There is no such order. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `ORDER_NOT_CANCELLABLE`: The order can no longer be cancelled. */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_NOT_CANCELLABLE";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /** @description - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted. */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CARD_NUMBER_NOT_ACCEPTED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    receiveProviderWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Name of the payment provider. */
                provider: string;
            };
            cookie?: never;
        };
        /** @description Bytes of any media type, as the sender signed them. */
        requestBody?: {
            content: {
                "*/*": unknown;
            };
        } | undefined;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Always true: the provider need not send the webhook again.
                         * @constant
                         */
                        received: true;
                    };
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `WEBHOOK_SIGNATURE_INVALID`: The webhook is not signed by the provider, or it is too old. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "WEBHOOK_SIGNATURE_INVALID";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `PROVIDER_NOT_FOUND`: There is no payment provider of this name with webhooks. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PROVIDER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getLedger: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description ISO 4217 currency code. */
                currency: components["schemas"]["AnyCurrency"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialBalance"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `CUSTOMER_NOT_FOUND`: There is no such customer. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CUSTOMER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    updateMe: {
        parameters: {
            query?: never;
            header: {
                /** @description `ETag` of the version to change, or a list of them: `"0", "1"`. `*` matches any version. Weak tags (`W/"0"`) never match. */
                "If-Match": components["parameters"]["IfMatchRequired"];
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Company of the customer; null removes it. */
                    company?: (string | null) | undefined;
                    /** @description Address that invoices have by default; null for none. */
                    defaultBillingAddressId?: (components["schemas"]["AddressId"] | null) | undefined;
                    /** @description Address that orders are shipped to by default; null for none. */
                    defaultShippingAddressId?: (components["schemas"]["AddressId"] | null) | undefined;
                    /** @description Name of the customer; null removes it. */
                    name?: (string | null) | undefined;
                    /** @description Phone number, in any form; null removes it. */
                    phone?: (string | null) | undefined;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /**
             * @description - `CUSTOMER_NOT_FOUND`: There is no such customer.
             *     - `ADDRESS_NOT_FOUND`: The customer has no such address.
             */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CUSTOMER_NOT_FOUND" | "ADDRESS_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `PRECONDITION_FAILED`: The resource has changed since it was read. */
            412: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_FAILED";
                        /** @constant */
                        status: 412;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /** @description - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted. */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CARD_NUMBER_NOT_ACCEPTED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            /** @description - `PRECONDITION_REQUIRED`: The request must name the version that it changes. */
            428: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_REQUIRED";
                        /** @constant */
                        status: 428;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    listMyAddresses: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddressBook"];
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `CUSTOMER_NOT_FOUND`: There is no such customer. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CUSTOMER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    addMyAddress: {
        parameters: {
            query?: never;
            header?: {
                /** @description Key of this creation. A repeated request with the same key creates nothing and gets the same response. 1 to 255 visible ASCII characters, unique per caller, such as a UUID. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description City, town or village. */
                    city: string;
                    /** @description Company of the recipient. */
                    company?: string | undefined;
                    country: components["schemas"]["Country"];
                    /** @description Street and number. */
                    line1: string;
                    /** @description Flat, floor or building. */
                    line2?: string | undefined;
                    /** @description Name of the recipient. */
                    name: string;
                    /** @description Phone number for the carrier, in any form. */
                    phone?: string | undefined;
                    /** @description Postal code in the form of the country. */
                    postalCode?: string | undefined;
                    /** @description State, county or province. */
                    region?: string | undefined;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerAddress"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `CUSTOMER_NOT_FOUND`: There is no such customer. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CUSTOMER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /**
             * @description - `TOO_MANY_ADDRESSES`: The customer has as many addresses as one customer may have.
             *     - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted.
             *     - `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key was used with another request.
             */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MANY_ADDRESSES" | "CARD_NUMBER_NOT_ACCEPTED" | "IDEMPOTENCY_KEY_REUSED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getMyAddress: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of an address of a customer: adr_ and a ULID. */
                addressId: components["schemas"]["AddressId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerAddress"];
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /**
             * @description - `CUSTOMER_NOT_FOUND`: There is no such customer.
             *     - `ADDRESS_NOT_FOUND`: The customer has no such address.
             */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CUSTOMER_NOT_FOUND" | "ADDRESS_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    replaceMyAddress: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version to change, or a list of them: `"0", "1"`. `*` matches any version. Without the header, any version is changed. Weak tags (`W/"0"`) never match. */
                "If-Match"?: components["parameters"]["IfMatch"] | undefined;
                /** @description `*` to create the resource only if it does not exist; otherwise the response is 412. */
                "If-None-Match"?: components["parameters"]["IfNoneMatchToCreate"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of an address of a customer: adr_ and a ULID. */
                addressId: components["schemas"]["AddressId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description City, town or village. */
                    city: string;
                    /** @description Company of the recipient. */
                    company?: string | undefined;
                    country: components["schemas"]["Country"];
                    /** @description Street and number. */
                    line1: string;
                    /** @description Flat, floor or building. */
                    line2?: string | undefined;
                    /** @description Name of the recipient. */
                    name: string;
                    /** @description Phone number for the carrier, in any form. */
                    phone?: string | undefined;
                    /** @description Postal code in the form of the country. */
                    postalCode?: string | undefined;
                    /** @description State, county or province. */
                    region?: string | undefined;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerAddress"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /**
             * @description - `CUSTOMER_NOT_FOUND`: There is no such customer.
             *     - `ADDRESS_NOT_FOUND`: The customer has no such address.
             */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CUSTOMER_NOT_FOUND" | "ADDRESS_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `PRECONDITION_FAILED`: The resource has changed since it was read. */
            412: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_FAILED";
                        /** @constant */
                        status: 412;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /** @description - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted. */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CARD_NUMBER_NOT_ACCEPTED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    removeMyAddress: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version to change, or a list of them: `"0", "1"`. `*` matches any version. Without the header, any version is changed. Weak tags (`W/"0"`) never match. */
                "If-Match"?: components["parameters"]["IfMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of an address of a customer: adr_ and a ULID. */
                addressId: components["schemas"]["AddressId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddressBook"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /**
             * @description - `CUSTOMER_NOT_FOUND`: There is no such customer.
             *     - `ADDRESS_NOT_FOUND`: The customer has no such address.
             */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CUSTOMER_NOT_FOUND" | "ADDRESS_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `PRECONDITION_FAILED`: The resource has changed since it was read. */
            412: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_FAILED";
                        /** @constant */
                        status: 412;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    listMyConsents: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page, with the same filter. Absent for the first page. */
                cursor?: string | undefined;
                /** @description Maximum number of items to return, from 1 to 100. Defaults to 20. */
                limit?: number | undefined;
            } | undefined;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Items of this page. */
                        items: components["schemas"]["Consent"][];
                        /** @description Cursor of the next page. Absent on the last page. */
                        nextCursor?: string | undefined;
                    };
                };
            };
            /**
             * @description - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             *     - `INVALID_CURSOR`: The cursor is not one that this list gave.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED" | "INVALID_CURSOR";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `CUSTOMER_NOT_FOUND`: There is no such customer. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CUSTOMER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    recordMyConsent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Channel by which the customer is contacted, such as email, sms, phone, post or push. */
                    channel: string;
                    /** @description True if the customer consents, false if they withdraw it or refuse. */
                    granted: boolean;
                    /** @description Purpose of the processing, such as marketing. */
                    purpose: string;
                    /** @description Place where the customer decided, such as checkout or account. */
                    source: string;
                    /** @description Version of the text that the customer was shown. */
                    textVersion: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consent"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `CUSTOMER_NOT_FOUND`: There is no such customer. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CUSTOMER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /** @description - `TOO_MANY_CONSENTS`: The customer has as many consents as one customer may have. */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MANY_CONSENTS";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    requestMyEmailChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description New e-mail address. */
                    email: components["schemas"]["Email"];
                };
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The request was accepted, whether another account has the address or not.
                         * @constant
                         */
                        accepted: true;
                        /** @description Time until which the code can be confirmed. */
                        expiresAt: components["schemas"]["Timestamp"];
                    };
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `CUSTOMER_NOT_FOUND`: There is no such customer. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CUSTOMER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `EMAIL_CHANGE_LIMIT`: Too many e-mail changes were requested within an hour. */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EMAIL_CHANGE_LIMIT";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    confirmMyEmailChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Code of six digits. */
                    code: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /**
             * @description - `CUSTOMER_NOT_FOUND`: There is no such customer.
             *     - `EMAIL_CHANGE_NOT_FOUND`: There is no e-mail change to confirm: it expired, or too many codes were wrong.
             */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CUSTOMER_NOT_FOUND" | "EMAIL_CHANGE_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `EMAIL_TAKEN`: Another account has this e-mail address. */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EMAIL_TAKEN";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /** @description - `EMAIL_CODE_WRONG`: The code is not the one that was sent. */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EMAIL_CODE_WRONG";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    claimMyOrders: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The request was accepted, whether there are such orders or not.
                         * @constant
                         */
                        accepted: true;
                    };
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `CUSTOMER_NOT_FOUND`: There is no such customer. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CUSTOMER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `NO_VERIFIED_EMAIL`: The customer has no verified e-mail address. */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "NO_VERIFIED_EMAIL";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    listMyOrders: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page, with the same filter. Absent for the first page. */
                cursor?: string | undefined;
                /** @description Maximum number of items to return, from 1 to 100. Defaults to 20. */
                limit?: number | undefined;
                /** @description placed: stock and payment are pending; confirmed: it will be shipped; rejected, cancelled: it will not. */
                status?: components["schemas"]["OrderStatus"] | undefined;
            } | undefined;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Items of this page. */
                        items: components["schemas"]["CustomerOrder"][];
                        /** @description Cursor of the next page. Absent on the last page. */
                        nextCursor?: string | undefined;
                    };
                };
            };
            /**
             * @description - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             *     - `INVALID_CURSOR`: The cursor is not one that this list gave.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED" | "INVALID_CURSOR";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    placeMyOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Key of this creation. A repeated request with the same key creates nothing and gets the same response. 1 to 255 visible ASCII characters, unique per caller, such as a UUID. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    currency: components["schemas"]["Currency"];
                    email: components["schemas"]["Email"];
                    /** @description The order is rejected if it would cost more than this. */
                    expectedTotal?: components["schemas"]["GivenMoneyInput"] | undefined;
                    /** @description At least one. Several lines may have one SKU. */
                    lines: {
                        quantity: components["schemas"]["Quantity"];
                        sku: components["schemas"]["Sku"];
                    }[];
                    /** @description Note of the customer for the packers, of one or several lines. */
                    note?: string | undefined;
                    /** @description Token of the payment provider, never a card number. Required if the total is above 0. */
                    paymentToken?: components["schemas"]["PaymentToken"] | undefined;
                    /** @description The caller's own number for this order, such as a marketplace's order id. Not sealed: no personal data. */
                    reference?: string | undefined;
                    /** @description Address that the order is shipped to. */
                    shippingAddress: {
                        /** @description City, town or village. */
                        city: string;
                        /** @description Company of the recipient. */
                        company?: string | undefined;
                        country: components["schemas"]["Country"];
                        /** @description Street and number. */
                        line1: string;
                        /** @description Flat, floor or building. */
                        line2?: string | undefined;
                        /** @description Name of the recipient. */
                        name: string;
                        /** @description Phone number for the carrier, in any form. */
                        phone?: string | undefined;
                        /** @description Postal code in the form of the country. */
                        postalCode?: string | undefined;
                        /** @description State, county or province. */
                        region?: string | undefined;
                    };
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerOrder"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /**
             * @description - `UNKNOWN_SKU`: The catalogue has no such SKU.
             *     - `SKU_NOT_FOR_SALE`: This SKU is not for sale.
             *     - `CURRENCY_NOT_OFFERED`: This SKU has no price in this currency.
             *     - `PURCHASE_LIMIT_EXCEEDED`: The order has more units of a SKU than one order may have.
             *     - `PRICE_ABOVE_EXPECTED`: The order costs more than the caller expected.
             *     - `ORDER_TOO_LARGE`: The order is larger than one order can be.
             *     - `PAYMENT_TOKEN_REQUIRED`: An order with a total above 0 needs a payment token.
             *     - `ORDER_CAP_EXCEEDED`: The order has more units than this shop accepts.
             *     - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted.
             *     - `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key was used with another request.
             */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNKNOWN_SKU" | "SKU_NOT_FOR_SALE" | "CURRENCY_NOT_OFFERED" | "PURCHASE_LIMIT_EXCEEDED" | "PRICE_ABOVE_EXPECTED" | "ORDER_TOO_LARGE" | "PAYMENT_TOKEN_REQUIRED" | "ORDER_CAP_EXCEEDED" | "CARD_NUMBER_NOT_ACCEPTED" | "IDEMPOTENCY_KEY_REUSED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /**
             * @description - `CATALOG_UNAVAILABLE`: The catalogue cannot be read right now: try again.
             *     - `TOO_MUCH_CONTENTION`: Too many changes at once: try again.
             */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CATALOG_UNAVAILABLE" | "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getMyOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of an order: ord_ and a ULID. */
                orderId: components["schemas"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerOrder"];
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `ORDER_NOT_FOUND`: There is no such order. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    cancelMyOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of an order: ord_ and a ULID. */
                orderId: components["schemas"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Reason of the cancellation. */
                    reason?: string | undefined;
                };
            };
        } | undefined;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerOrder"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `ORDER_NOT_FOUND`: There is no such order. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `ORDER_NOT_CANCELLABLE`: The order can no longer be cancelled. */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_NOT_CANCELLABLE";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /** @description - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted. */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CARD_NUMBER_NOT_ACCEPTED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    listMyPrivacyRequests: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page, with the same filter. Absent for the first page. */
                cursor?: string | undefined;
                /** @description Maximum number of items to return, from 1 to 100. Defaults to 20. */
                limit?: number | undefined;
            } | undefined;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Items of this page. */
                        items: components["schemas"]["PrivacyRequest"][];
                        /** @description Cursor of the next page. Absent on the last page. */
                        nextCursor?: string | undefined;
                    };
                };
            };
            /**
             * @description - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             *     - `INVALID_CURSOR`: The cursor is not one that this list gave.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED" | "INVALID_CURSOR";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    requestMyPrivacy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    kind: components["schemas"]["PrivacyRequestKind"];
                };
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyRequest"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getMyPrivacyRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of a privacy request: prq_ and a ULID. */
                privacyRequestId: components["schemas"]["PrivacyRequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyRequest"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PRIVACY_REQUEST_NOT_FOUND`: There is no such privacy request. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRIVACY_REQUEST_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    getMyExportLink: {
        parameters: {
            query?: {
                /** @description html: a page to read; json: the same data for programs. Defaults to html. */
                format?: ("html" | "json") | undefined;
            } | undefined;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of a privacy request: prq_ and a ULID. */
                privacyRequestId: components["schemas"]["PrivacyRequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportLink"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PRIVACY_REQUEST_NOT_FOUND`: There is no such privacy request. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRIVACY_REQUEST_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `EXPORT_NOT_READY`: The request is no export, or the export is not complete yet. */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EXPORT_NOT_READY";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `EXPORT_NO_LONGER_AVAILABLE`: The export can be downloaded for 24 hours: request a new one. */
            410: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EXPORT_NO_LONGER_AVAILABLE";
                        /** @constant */
                        status: 410;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page, with the same filter. Absent for the first page. */
                cursor?: string | undefined;
                /** @description The customer's id in the caller's own system: 1 to 255 printable characters, and not an e-mail address. */
                customerId?: components["schemas"]["CustomerId"] | undefined;
                /** @description Maximum number of items to return, from 1 to 100. Defaults to 20. */
                limit?: number | undefined;
                /** @description placed: stock and payment are pending; confirmed: it will be shipped; rejected, cancelled: it will not. */
                status?: components["schemas"]["OrderStatus"] | undefined;
            } | undefined;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Items of this page. */
                        items: components["schemas"]["Order"][];
                        /** @description Cursor of the next page. Absent on the last page. */
                        nextCursor?: string | undefined;
                    };
                };
            };
            /**
             * @description - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             *     - `INVALID_CURSOR`: The cursor is not one that this list gave.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED" | "INVALID_CURSOR";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    placeOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Key of this creation. A repeated request with the same key creates nothing and gets the same response. 1 to 255 visible ASCII characters, unique per caller, such as a UUID. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    currency: components["schemas"]["Currency"];
                    customerId?: components["schemas"]["CustomerId"] | undefined;
                    email: components["schemas"]["Email"];
                    /** @description The order is rejected if it would cost more than this. */
                    expectedTotal?: components["schemas"]["GivenMoneyInput"] | undefined;
                    /** @description At least one. Several lines may have one SKU. */
                    lines: {
                        quantity: components["schemas"]["Quantity"];
                        sku: components["schemas"]["Sku"];
                        /** @description Negotiated price. Needs the scope orders:price. A stage may refuse prices below a share of the catalogue price. */
                        unitPrice?: components["schemas"]["GivenMoneyInput"] | undefined;
                    }[];
                    /** @description Note of the customer for the packers, of one or several lines. */
                    note?: string | undefined;
                    /** @description Token of the payment provider, never a card number. Required if the total is above 0. */
                    paymentToken?: components["schemas"]["PaymentToken"] | undefined;
                    /** @description The caller's own number for this order, such as a marketplace's order id. Not sealed: no personal data. */
                    reference?: string | undefined;
                    /** @description Address that the order is shipped to. */
                    shippingAddress: {
                        /** @description City, town or village. */
                        city: string;
                        /** @description Company of the recipient. */
                        company?: string | undefined;
                        country: components["schemas"]["Country"];
                        /** @description Street and number. */
                        line1: string;
                        /** @description Flat, floor or building. */
                        line2?: string | undefined;
                        /** @description Name of the recipient. */
                        name: string;
                        /** @description Phone number for the carrier, in any form. */
                        phone?: string | undefined;
                        /** @description Postal code in the form of the country. */
                        postalCode?: string | undefined;
                        /** @description State, county or province. */
                        region?: string | undefined;
                    };
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    /** @description The `Bearer` scheme (RFC 6750), with the scope that the token lacks. */
                    "WWW-Authenticate"?: string | undefined;
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /**
             * @description - `UNKNOWN_SKU`: The catalogue has no such SKU.
             *     - `SKU_NOT_FOR_SALE`: This SKU is not for sale.
             *     - `CURRENCY_NOT_OFFERED`: This SKU has no price in this currency.
             *     - `PURCHASE_LIMIT_EXCEEDED`: The order has more units of a SKU than one order may have.
             *     - `PRICE_ABOVE_EXPECTED`: The order costs more than the caller expected.
             *     - `ORDER_TOO_LARGE`: The order is larger than one order can be.
             *     - `PAYMENT_TOKEN_REQUIRED`: An order with a total above 0 needs a payment token.
             *     - `PRICE_BELOW_FLOOR`: The negotiated price of a line is below the minimum.
             *     - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted.
             *     - `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key was used with another request.
             */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNKNOWN_SKU" | "SKU_NOT_FOR_SALE" | "CURRENCY_NOT_OFFERED" | "PURCHASE_LIMIT_EXCEEDED" | "PRICE_ABOVE_EXPECTED" | "ORDER_TOO_LARGE" | "PAYMENT_TOKEN_REQUIRED" | "PRICE_BELOW_FLOOR" | "CARD_NUMBER_NOT_ACCEPTED" | "IDEMPOTENCY_KEY_REUSED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /**
             * @description - `CATALOG_UNAVAILABLE`: The catalogue cannot be read right now: try again.
             *     - `TOO_MUCH_CONTENTION`: Too many changes at once: try again.
             */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CATALOG_UNAVAILABLE" | "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getOrder: {
        parameters: {
            query?: {
                /** @description Point in time. Defaults to now. */
                at?: components["schemas"]["TimestampInput"] | undefined;
            } | undefined;
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of an order: ord_ and a ULID. */
                orderId: components["schemas"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `ORDER_NOT_FOUND`: There is no such order. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    cancelOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of an order: ord_ and a ULID. */
                orderId: components["schemas"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Reason of the cancellation. */
                    reason?: string | undefined;
                };
            };
        } | undefined;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    /** @description The `Bearer` scheme (RFC 6750), with the scope that the token lacks. */
                    "WWW-Authenticate"?: string | undefined;
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `ORDER_NOT_FOUND`: There is no such order. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `ORDER_NOT_CANCELLABLE`: The order can no longer be cancelled. */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_NOT_CANCELLABLE";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /** @description - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted. */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CARD_NUMBER_NOT_ACCEPTED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getOrderHistory: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of an order: ord_ and a ULID. */
                orderId: components["schemas"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Entries, oldest first. */
                        items: {
                            /** @description Caller or service that caused the event. */
                            actor: string;
                            at: components["schemas"]["Timestamp"];
                            /** @description Correlation id of the request that caused it. */
                            correlationId: string;
                            /** @description Data of the event, opened. */
                            data: {
                                [key: string]: unknown;
                            };
                            /** @description Type of the event. */
                            type: string;
                            version: components["schemas"]["Version"];
                        }[];
                        orderId: components["schemas"]["OrderId"];
                    };
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `ORDER_NOT_FOUND`: There is no such order. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    getInvoiceDetails: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of an order: ord_ and a ULID. */
                orderId: components["schemas"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoiceDetails"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `ORDER_NOT_FOUND`: There is no such order. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `INVOICE_DETAILS_ERASED`: Name and address of the order were erased. */
            410: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVOICE_DETAILS_ERASED";
                        /** @constant */
                        status: 410;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    revokeOrderToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of an order: ord_ and a ULID. */
                orderId: components["schemas"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `ORDER_NOT_FOUND`: There is no such order. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `ORDER_HAS_NO_TOKEN`: The order was not placed by a guest, and has no order token. */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_HAS_NO_TOKEN";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getOrderTimeline: {
        parameters: {
            query?: {
                /** @description Maximum age of the timeline in seconds, from 0 to 60. Defaults to 60. An older one is read again, which costs a query of the logs. */
                maxAgeSeconds?: number | undefined;
            } | undefined;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of an order: ord_ and a ULID. */
                orderId: components["schemas"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderTimeline"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `ORDER_NOT_FOUND`: There is no such order. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    getPayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of a payment: pay_ and a ULID. */
                paymentId: components["schemas"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PAYMENT_NOT_FOUND`: There is no such payment. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYMENT_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    getPaymentEntries: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of a payment: pay_ and a ULID. */
                paymentId: components["schemas"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Entries, oldest first. */
                        items: components["schemas"]["JournalEntry"][];
                    };
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PAYMENT_NOT_FOUND`: There is no such payment. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYMENT_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    listPrivacyRequests: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page, with the same filter. Absent for the first page. */
                cursor?: string | undefined;
                /** @description Maximum number of items to return, from 1 to 100. Defaults to 20. */
                limit?: number | undefined;
                /** @description true: only requests that have not ended, the one that is due first at the top. */
                open?: "true" | undefined;
            } | undefined;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Items of this page. */
                        items: components["schemas"]["PrivacyRequest"][];
                        /** @description Cursor of the next page. Absent on the last page. */
                        nextCursor?: string | undefined;
                    };
                };
            };
            /**
             * @description - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             *     - `INVALID_CURSOR`: The cursor is not one that this list gave.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED" | "INVALID_CURSOR";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    requestPrivacy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    customerId?: components["schemas"]["CustomerId"] | undefined;
                    /** @description E-mail address of orders that were placed without an account. It is not stored, only its hash. */
                    email?: components["schemas"]["Email"] | undefined;
                    kind: components["schemas"]["PrivacyRequestKind"];
                    orderId?: components["schemas"]["OrderId"] | undefined;
                    reason: components["schemas"]["AuditReason"];
                };
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyRequest"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /** @description - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted. */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CARD_NUMBER_NOT_ACCEPTED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getPrivacyRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of a privacy request: prq_ and a ULID. */
                privacyRequestId: components["schemas"]["PrivacyRequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyRequest"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PRIVACY_REQUEST_NOT_FOUND`: There is no such privacy request. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRIVACY_REQUEST_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    approvePrivacyRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of a privacy request: prq_ and a ULID. */
                privacyRequestId: components["schemas"]["PrivacyRequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyRequest"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /**
             * @description - `FORBIDDEN`: The access token does not allow this request.
             *     - `SECOND_PERSON_REQUIRED`: Another person must approve this request.
             */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    /** @description The `Bearer` scheme (RFC 6750), with the scope that the token lacks. */
                    "WWW-Authenticate"?: string | undefined;
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "SECOND_PERSON_REQUIRED";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PRIVACY_REQUEST_NOT_FOUND`: There is no such privacy request. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRIVACY_REQUEST_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `PRIVACY_REQUEST_NOT_AWAITING_APPROVAL`: The privacy request needs no approval, or has it. */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRIVACY_REQUEST_NOT_AWAITING_APPROVAL";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getExportLink: {
        parameters: {
            query?: {
                /** @description html: a page to read; json: the same data for programs. Defaults to html. */
                format?: ("html" | "json") | undefined;
            } | undefined;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of a privacy request: prq_ and a ULID. */
                privacyRequestId: components["schemas"]["PrivacyRequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportLink"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PRIVACY_REQUEST_NOT_FOUND`: There is no such privacy request. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRIVACY_REQUEST_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `EXPORT_NOT_READY`: The request is no export, or the export is not complete yet. */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EXPORT_NOT_READY";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `EXPORT_NO_LONGER_AVAILABLE`: The export can be downloaded for 24 hours: request a new one. */
            410: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EXPORT_NO_LONGER_AVAILABLE";
                        /** @constant */
                        status: 410;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    listProducts: {
        parameters: {
            query?: {
                /** @description Slug of a category. Only its products are returned. */
                category?: components["schemas"]["Slug"] | undefined;
                /** @description `nextCursor` of the previous page, with the same filter. Absent for the first page. */
                cursor?: string | undefined;
                /** @description Maximum number of items to return, from 1 to 100. Defaults to 20. */
                limit?: number | undefined;
            } | undefined;
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Items of this page. */
                        items: components["schemas"]["Product"][];
                        /** @description Cursor of the next page. Absent on the last page. */
                        nextCursor?: string | undefined;
                    };
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             *     - `INVALID_CURSOR`: The cursor is not one that this list gave.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED" | "INVALID_CURSOR";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    createProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description Key of this creation. A repeated request with the same key creates nothing and gets the same response. 1 to 255 visible ASCII characters, unique per caller, such as a UUID. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Facts about the goods, such as {material: "steel", volumeMl: 350, dishwasherSafe: true}. A value is a text, a number, a boolean or a list of texts. */
                    attributes?: {
                        [key: string]: string | number | boolean | string[];
                    } | undefined;
                    /**
                     * @description Slugs of the categories that the product is in.
                     * @default []
                     */
                    categories?: components["schemas"]["Slug"][] | undefined;
                    /** @description Description, as text of one or several lines. */
                    description?: string | undefined;
                    /** @description Name for use in URLs. Made from the title, and unique, if it is not given. */
                    slug?: components["schemas"]["Slug"] | undefined;
                    /**
                     * @description draft: not yet for sale; active: for sale.
                     * @default draft
                     * @enum {string}
                     */
                    status?: ("draft" | "active") | undefined;
                    /** @description Tax class. A variant without one has that of its product, whose default is 'standard'. */
                    taxClass?: string | undefined;
                    /** @description Name in the shop. */
                    title: string;
                    /** @description Variants, each sold under one SKU. */
                    variants: {
                        /** @description Facts about the goods, such as {material: "steel", volumeMl: 350, dishwasherSafe: true}. A value is a text, a number, a boolean or a list of texts. */
                        attributes?: {
                            [key: string]: string | number | boolean | string[];
                        } | undefined;
                        /**
                         * @description Options that distinguish it from other variants: {size: "M", colour: "red"}.
                         * @default {}
                         */
                        options?: {
                            [key: string]: string;
                        } | undefined;
                        /** @description Price of one unit by currency, in minor units. */
                        prices: {
                            [key: string]: components["schemas"]["AmountMinor"];
                        };
                        /** @description Maximum units of this SKU in one order, on all its lines. Without it, there is no limit. */
                        purchaseLimit?: number | undefined;
                        sku: components["schemas"]["Sku"];
                        /** @description Tax class. A variant without one has that of its product, whose default is 'standard'. */
                        taxClass?: string | undefined;
                        /** @description Title, where it differs from the product's. */
                        title?: string | undefined;
                        /** @description Weight of one unit with its packaging, in grams. */
                        weightGrams?: number | undefined;
                    }[];
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /**
             * @description - `SKU_TAKEN`: Another product has this SKU.
             *     - `SLUG_TAKEN`: Another product has this slug.
             */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "SKU_TAKEN" | "SLUG_TAKEN";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /**
             * @description - `PRODUCT_TOO_LARGE`: The product is larger than one product can be.
             *     - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted.
             *     - `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key was used with another request.
             */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_TOO_LARGE" | "CARD_NUMBER_NOT_ACCEPTED" | "IDEMPOTENCY_KEY_REUSED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of a product: prd_ and a ULID. */
                productId: components["schemas"]["ProductId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `PRODUCT_NOT_FOUND`: There is no such product. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    updateProduct: {
        parameters: {
            query?: never;
            header: {
                /** @description `ETag` of the version to change, or a list of them: `"0", "1"`. `*` matches any version. Weak tags (`W/"0"`) never match. */
                "If-Match": components["parameters"]["IfMatchRequired"];
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            };
            path: {
                /** @description Id of a product: prd_ and a ULID. */
                productId: components["schemas"]["ProductId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Attributes to set; null removes one. Others are kept. */
                    attributes?: {
                        [key: string]: (string | number | boolean | string[]) | null;
                    } | undefined;
                    /** @description Slugs of the categories that the product is in. */
                    categories?: components["schemas"]["Slug"][] | undefined;
                    /** @description Description, as text of one or several lines; null removes it. */
                    description?: (string | null) | undefined;
                    slug?: components["schemas"]["Slug"] | undefined;
                    /**
                     * @description draft: not yet for sale; active: for sale.
                     * @enum {string}
                     */
                    status?: ("draft" | "active") | undefined;
                    /** @description Tax class of variants without one of their own; null for 'standard'. */
                    taxClass?: (string | null) | undefined;
                    /** @description Name in the shop. */
                    title?: string | undefined;
                    /** @description Variants, each sold under one SKU. */
                    variants?: {
                        /** @description Facts about the goods, such as {material: "steel", volumeMl: 350, dishwasherSafe: true}. A value is a text, a number, a boolean or a list of texts. */
                        attributes?: {
                            [key: string]: string | number | boolean | string[];
                        } | undefined;
                        /**
                         * @description Options that distinguish it from other variants: {size: "M", colour: "red"}.
                         * @default {}
                         */
                        options?: {
                            [key: string]: string;
                        } | undefined;
                        /** @description Price of one unit by currency, in minor units. */
                        prices: {
                            [key: string]: components["schemas"]["AmountMinor"];
                        };
                        /** @description Maximum units of this SKU in one order, on all its lines. Without it, there is no limit. */
                        purchaseLimit?: number | undefined;
                        sku: components["schemas"]["Sku"];
                        /** @description Tax class. A variant without one has that of its product, whose default is 'standard'. */
                        taxClass?: string | undefined;
                        /** @description Title, where it differs from the product's. */
                        title?: string | undefined;
                        /** @description Weight of one unit with its packaging, in grams. */
                        weightGrams?: number | undefined;
                    }[] | undefined;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PRODUCT_NOT_FOUND`: There is no such product. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /**
             * @description - `PRODUCT_ARCHIVED`: The product is archived.
             *     - `SKU_TAKEN`: Another product has this SKU.
             *     - `SLUG_TAKEN`: Another product has this slug.
             *     - `VARIANTS_NOT_REPLACEABLE`: The product has more variants than a request can replace: change each by itself.
             */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_ARCHIVED" | "SKU_TAKEN" | "SLUG_TAKEN" | "VARIANTS_NOT_REPLACEABLE";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `PRECONDITION_FAILED`: The resource has changed since it was read. */
            412: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_FAILED";
                        /** @constant */
                        status: 412;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /**
             * @description - `PRODUCT_TOO_LARGE`: The product is larger than one product can be.
             *     - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted.
             */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_TOO_LARGE" | "CARD_NUMBER_NOT_ACCEPTED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            /** @description - `PRECONDITION_REQUIRED`: The request must name the version that it changes. */
            428: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_REQUIRED";
                        /** @constant */
                        status: 428;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    archiveProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version to change, or a list of them: `"0", "1"`. `*` matches any version. Without the header, any version is changed. Weak tags (`W/"0"`) never match. */
                "If-Match"?: components["parameters"]["IfMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of a product: prd_ and a ULID. */
                productId: components["schemas"]["ProductId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PRODUCT_NOT_FOUND`: There is no such product. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `PRECONDITION_FAILED`: The resource has changed since it was read. */
            412: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_FAILED";
                        /** @constant */
                        status: 412;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    listVariants: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page, with the same filter. Absent for the first page. */
                cursor?: string | undefined;
                /** @description Maximum number of items to return, from 1 to 100. Defaults to 20. */
                limit?: number | undefined;
            } | undefined;
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of a product: prd_ and a ULID. */
                productId: components["schemas"]["ProductId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Items of this page. */
                        items: components["schemas"]["ProductVariant"][];
                        /** @description Cursor of the next page. Absent on the last page. */
                        nextCursor?: string | undefined;
                    };
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             *     - `INVALID_CURSOR`: The cursor is not one that this list gave.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED" | "INVALID_CURSOR";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `PRODUCT_NOT_FOUND`: There is no such product. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    getVariant: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of a product: prd_ and a ULID. */
                productId: components["schemas"]["ProductId"];
                /** @description A stock keeping unit: the code of one variant. 1 to 100 printable characters without a comma; trimmed, in Unicode NFC. */
                sku: components["schemas"]["Sku"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductVariant"];
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `PRODUCT_NOT_FOUND`: There is no such product.
             *     - `VARIANT_NOT_FOUND`: The product has no such variant.
             */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND" | "VARIANT_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    putVariant: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version to change, or a list of them: `"0", "1"`. `*` matches any version. Without the header, any version is changed. Weak tags (`W/"0"`) never match. */
                "If-Match"?: components["parameters"]["IfMatch"] | undefined;
                /** @description `*` to create the resource only if it does not exist; otherwise the response is 412. */
                "If-None-Match"?: components["parameters"]["IfNoneMatchToCreate"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of a product: prd_ and a ULID. */
                productId: components["schemas"]["ProductId"];
                /** @description A stock keeping unit: the code of one variant. 1 to 100 printable characters without a comma; trimmed, in Unicode NFC. */
                sku: components["schemas"]["Sku"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Facts about the goods, such as {material: "steel", volumeMl: 350, dishwasherSafe: true}. A value is a text, a number, a boolean or a list of texts. */
                    attributes?: {
                        [key: string]: string | number | boolean | string[];
                    } | undefined;
                    /**
                     * @description Options that distinguish it from other variants: {size: "M", colour: "red"}.
                     * @default {}
                     */
                    options?: {
                        [key: string]: string;
                    } | undefined;
                    /** @description Price of one unit by currency, in minor units. */
                    prices: {
                        [key: string]: components["schemas"]["AmountMinor"];
                    };
                    /** @description Maximum units of this SKU in one order, on all its lines. Without it, there is no limit. */
                    purchaseLimit?: number | undefined;
                    /** @description Tax class. A variant without one has that of its product, whose default is 'standard'. */
                    taxClass?: string | undefined;
                    /** @description Title, where it differs from the product's. */
                    title?: string | undefined;
                    /** @description Weight of one unit with its packaging, in grams. */
                    weightGrams?: number | undefined;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductVariant"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `PRODUCT_NOT_FOUND`: There is no such product. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /**
             * @description - `PRODUCT_ARCHIVED`: The product is archived.
             *     - `VARIANT_ARCHIVED`: The variant is archived.
             *     - `SKU_TAKEN`: Another product has this SKU.
             *     - `TOO_MANY_VARIANTS`: The product has as many variants as a product can have.
             */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_ARCHIVED" | "VARIANT_ARCHIVED" | "SKU_TAKEN" | "TOO_MANY_VARIANTS";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `PRECONDITION_FAILED`: The resource has changed since it was read. */
            412: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_FAILED";
                        /** @constant */
                        status: 412;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /**
             * @description - `PRODUCT_TOO_LARGE`: The product is larger than one product can be.
             *     - `CARD_NUMBER_NOT_ACCEPTED`: Card numbers are never accepted.
             */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_TOO_LARGE" | "CARD_NUMBER_NOT_ACCEPTED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    archiveVariant: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version to change, or a list of them: `"0", "1"`. `*` matches any version. Without the header, any version is changed. Weak tags (`W/"0"`) never match. */
                "If-Match"?: components["parameters"]["IfMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of a product: prd_ and a ULID. */
                productId: components["schemas"]["ProductId"];
                /** @description A stock keeping unit: the code of one variant. 1 to 100 printable characters without a comma; trimmed, in Unicode NFC. */
                sku: components["schemas"]["Sku"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductVariant"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /**
             * @description - `PRODUCT_NOT_FOUND`: There is no such product.
             *     - `VARIANT_NOT_FOUND`: The product has no such variant.
             */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND" | "VARIANT_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `PRODUCT_ARCHIVED`: The product is archived. */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_ARCHIVED";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `PRECONDITION_FAILED`: The resource has changed since it was read. */
            412: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_FAILED";
                        /** @constant */
                        status: 412;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getProductBySku: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description A stock keeping unit: the code of one variant. 1 to 100 printable characters without a comma; trimmed, in Unicode NFC. */
                sku: components["schemas"]["Sku"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `PRODUCT_NOT_FOUND`: There is no such product. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    getProductBySlug: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Name for use in URLs: lower-case letters and digits of any script, and single hyphens. */
                slug: components["schemas"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `PRODUCT_NOT_FOUND`: There is no such product. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    startReplay: {
        parameters: {
            query?: never;
            header?: {
                /** @description Key of this creation. A repeated request with the same key creates nothing and gets the same response. 1 to 255 visible ASCII characters, unique per caller, such as a UUID. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    consumer: components["schemas"]["ConsumerName"];
                    /** @description Start of the period, inclusive. Requires `to`. Either a period or `subject` is needed. */
                    from?: components["schemas"]["TimestampInput"] | undefined;
                    subject?: components["schemas"]["ReplaySubject"] | undefined;
                    /** @description End of the period, exclusive. Requires `from`. */
                    to?: components["schemas"]["TimestampInput"] | undefined;
                };
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `TOO_MANY_REPLAYS`: The maximum number of concurrent replays is running. */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MANY_REPLAYS";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /**
             * @description - `UNKNOWN_CONSUMER`: No enabled rule has this name.
             *     - `CONSUMER_NOT_REPLAYABLE`: The consumer cannot receive replayed events.
             *     - `TOO_MANY_EVENTS`: There are more events than one request can deliver.
             *     - `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key was used with another request.
             */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNKNOWN_CONSUMER" | "CONSUMER_NOT_REPLAYABLE" | "TOO_MANY_EVENTS" | "IDEMPOTENCY_KEY_REUSED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getReplay: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of a replay: rpl_ and a ULID. */
                replayId: components["schemas"]["ReplayId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `REPLAY_NOT_FOUND`: There is no such replay. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "REPLAY_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    approveReplay: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of a replay: rpl_ and a ULID. */
                replayId: components["schemas"]["ReplayId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /**
             * @description - `FORBIDDEN`: The access token does not allow this request.
             *     - `SECOND_PERSON_REQUIRED`: Another person must approve this request.
             */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    /** @description The `Bearer` scheme (RFC 6750), with the scope that the token lacks. */
                    "WWW-Authenticate"?: string | undefined;
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "SECOND_PERSON_REQUIRED";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `REPLAY_NOT_FOUND`: There is no such replay. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "REPLAY_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /**
             * @description - `REPLAY_NOT_AWAITING_APPROVAL`: The replay needs no approval, or has it.
             *     - `APPROVAL_EXPIRED`: The request is more than a day old: make it again.
             *     - `TOO_MANY_REPLAYS`: The maximum number of concurrent replays is running.
             */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "REPLAY_NOT_AWAITING_APPROVAL" | "APPROVAL_EXPIRED" | "TOO_MANY_REPLAYS";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `UNKNOWN_CONSUMER`: No enabled rule has this name. */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNKNOWN_CONSUMER";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    republishEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Id of the aggregate, such as an order. Of inventory: the id of a reservation, or a SKU. */
                    aggregateId: string;
                    /** @description Return the events without publishing them. Defaults to false. */
                    dryRun?: boolean | undefined;
                    /** @description First version, inclusive. Defaults to the first. */
                    fromVersion?: number | undefined;
                    service: components["schemas"]["PublisherName"];
                    /** @description Last version, inclusive. Defaults to the last. */
                    toVersion?: number | undefined;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Republication"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `AGGREGATE_NOT_FOUND`: The service stores no aggregate with this id. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "AGGREGATE_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /**
             * @description - `UNKNOWN_PUBLISHER`: No service of this name publishes events.
             *     - `TOO_MANY_EVENTS`: There are more events than one request can deliver.
             */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNKNOWN_PUBLISHER" | "TOO_MANY_EVENTS";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getReservation: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Id of a stock reservation: res_ and a ULID. */
                reservationId: components["schemas"]["ReservationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `RESERVATION_NOT_FOUND`: There is no such reservation. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RESERVATION_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    listStock: {
        parameters: {
            query: {
                /** @description SKUs: `skus=A,B` or `skus=A&skus=B`. Up to 100. */
                skus: components["schemas"]["Sku"][];
            };
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Stock in the order of `skus`. */
                        items: components["schemas"]["SkuStock"][];
                    };
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    getStock: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description A stock keeping unit: the code of one variant. 1 to 100 printable characters without a comma; trimmed, in Unicode NFC. */
                sku: components["schemas"]["Sku"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkuStock"];
                };
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /** @description - `UNAUTHENTICATED`: The request has no valid access token. */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `STOCK_NOT_FOUND`: No stock is kept under this SKU. */
            404: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "STOCK_NOT_FOUND";
                        /** @constant */
                        status: 404;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
    adjustStock: {
        parameters: {
            query?: never;
            header?: {
                /** @description Key of this creation. A repeated request with the same key creates nothing and gets the same response. 1 to 255 visible ASCII characters, unique per caller, such as a UUID. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description A stock keeping unit: the code of one variant. 1 to 100 printable characters without a comma; trimmed, in Unicode NFC. */
                sku: components["schemas"]["Sku"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Units added (positive) or removed (negative). */
                    delta: number;
                    /** @default main */
                    location?: components["schemas"]["LocationId"] | undefined;
                    reason: components["schemas"]["AdjustmentReason"];
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        adjustmentId: components["schemas"]["AdjustmentId"];
                        stock: components["schemas"]["StockLevel"];
                    };
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /**
             * @description - `STOCK_BELOW_RESERVED`: The stock would fall below what is reserved.
             *     - `STOCK_ABOVE_MAXIMUM`: The stock would be more than one location can have.
             */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "STOCK_BELOW_RESERVED" | "STOCK_ABOVE_MAXIMUM";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /** @description - `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    setStock: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of the version to change, or a list of them: `"0", "1"`. `*` matches any version. Without the header, any version is changed. Weak tags (`W/"0"`) never match. */
                "If-Match"?: components["parameters"]["IfMatch"] | undefined;
                /** @description `*` to create the resource only if it does not exist; otherwise the response is 412. */
                "If-None-Match"?: components["parameters"]["IfNoneMatchToCreate"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path: {
                /** @description Location that holds stock: a warehouse or a shop. */
                location: components["schemas"]["LocationId"];
                /** @description A stock keeping unit: the code of one variant. 1 to 100 printable characters without a comma; trimmed, in Unicode NFC. */
                sku: components["schemas"]["Sku"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Threshold: StockLow is published when the available units fall to it or below. */
                    lowStockThreshold?: components["schemas"]["Units"] | undefined;
                    /** @description Units that were counted. */
                    onHand: components["schemas"]["Units"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockLevel"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `STOCK_BELOW_RESERVED`: The stock would fall below what is reserved. */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "STOCK_BELOW_RESERVED";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `PRECONDITION_FAILED`: The resource has changed since it was read. */
            412: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_FAILED";
                        /** @constant */
                        status: 412;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    recordAdjustment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Key of this creation. A repeated request with the same key creates nothing and gets the same response. 1 to 255 visible ASCII characters, unique per caller, such as a UUID. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Units added (positive) or removed (negative). */
                    delta: number;
                    /** @default main */
                    location?: components["schemas"]["LocationId"] | undefined;
                    reason: components["schemas"]["AdjustmentReason"];
                    sku: components["schemas"]["Sku"];
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        adjustmentId: components["schemas"]["AdjustmentId"];
                        stock: components["schemas"]["StockLevel"];
                    };
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /**
             * @description - `STOCK_BELOW_RESERVED`: The stock would fall below what is reserved.
             *     - `STOCK_ABOVE_MAXIMUM`: The stock would be more than one location can have.
             */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "STOCK_BELOW_RESERVED" | "STOCK_ABOVE_MAXIMUM";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            /** @description - `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED";
                        /** @constant */
                        status: 422;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    setStockLevel: {
        parameters: {
            query: {
                /** @description Location that holds stock: a warehouse or a shop. */
                location: components["schemas"]["LocationId"];
                /** @description A stock keeping unit: the code of one variant. 1 to 100 printable characters without a comma; trimmed, in Unicode NFC. */
                sku: components["schemas"]["Sku"];
            };
            header?: {
                /** @description `ETag` of the version to change, or a list of them: `"0", "1"`. `*` matches any version. Without the header, any version is changed. Weak tags (`W/"0"`) never match. */
                "If-Match"?: components["parameters"]["IfMatch"] | undefined;
                /** @description `*` to create the resource only if it does not exist; otherwise the response is 412. */
                "If-None-Match"?: components["parameters"]["IfNoneMatchToCreate"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Threshold: StockLow is published when the available units fall to it or below. */
                    lowStockThreshold?: components["schemas"]["Units"] | undefined;
                    /** @description Units that were counted. */
                    onHand: components["schemas"]["Units"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockLevel"];
                };
            };
            /**
             * @description - `MALFORMED_JSON`: The body is not JSON.
             *     - `VALIDATION_FAILED`: The request does not have the form that this route takes.
             */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_JSON" | "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            /**
             * @description - `UNAUTHENTICATED`: The request has no valid access token.
             *     - `INSUFFICIENT_USER_AUTHENTICATION`: The person must sign in again before this request.
             */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED" | "INSUFFICIENT_USER_AUTHENTICATION";
                        /** @constant */
                        status: 401;
                    };
                };
            };
            /** @description - `FORBIDDEN`: The access token does not allow this request. */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                        /** @constant */
                        status: 403;
                    };
                };
            };
            /** @description - `STOCK_BELOW_RESERVED`: The stock would fall below what is reserved. */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "STOCK_BELOW_RESERVED";
                        /** @constant */
                        status: 409;
                    };
                };
            };
            /** @description - `PRECONDITION_FAILED`: The resource has changed since it was read. */
            412: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_FAILED";
                        /** @constant */
                        status: 412;
                    };
                };
            };
            /** @description - `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                        /** @constant */
                        status: 413;
                    };
                };
            };
            /**
             * @description - `UNSUPPORTED_CONTENT_ENCODING`: The body must not be compressed.
             *     - `UNSUPPORTED_MEDIA_TYPE`: The body must be application/json.
             */
            415: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_CONTENT_ENCODING" | "UNSUPPORTED_MEDIA_TYPE";
                        /** @constant */
                        status: 415;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
            /** @description - `TOO_MUCH_CONTENTION`: Too many changes at once: try again. */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TOO_MUCH_CONTENTION";
                        /** @constant */
                        status: 503;
                    };
                };
            };
        };
    };
    getVariants: {
        parameters: {
            query: {
                /** @description SKUs: `skus=A,B` or `skus=A&skus=B`. Up to 100. */
                skus: components["schemas"]["Sku"][];
            };
            header?: {
                /** @description `ETag` of the version that the caller has, or a list of them. If one is current, the response is 304. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"] | undefined;
                /** @description Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Variants in the order of `skus`. */
                        items: {
                            /** @description Attributes of the product and of the variant, whose values come first. A boolean is a text. */
                            attributes: {
                                [key: string]: string | number | string[];
                            };
                            /**
                             * @description Options that distinguish it from other variants: {size: "M", colour: "red"}.
                             * @default {}
                             */
                            options: {
                                [key: string]: string;
                            };
                            prices: components["schemas"]["Prices"];
                            productId: components["schemas"]["ProductId"];
                            /** @description Name in the shop. */
                            productTitle: string;
                            productVersion: components["schemas"]["Version"];
                            /** @description Maximum units of this SKU in one order, on all its lines. Without it, there is no limit. */
                            purchaseLimit?: number | undefined;
                            sku: components["schemas"]["Sku"];
                            status: components["schemas"]["ProductStatus"];
                            /** @description Tax class of the variant or of its product, else 'standard'. */
                            taxClass: string;
                            /** @description Title, where it differs from the product's. */
                            title?: string | undefined;
                            /** @description Weight of one unit with its packaging, in grams. */
                            weightGrams?: number | undefined;
                        }[];
                        /** @description SKUs that no active product has. */
                        unknown: components["schemas"]["Sku"][];
                    };
                };
            };
            /** @description The caller has the current version, according to `If-None-Match`. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description - `VALIDATION_FAILED`: The request does not have the form that this route takes. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "VALIDATION_FAILED";
                        /** @constant */
                        status: 400;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadTooLarge"];
            /** @description - `INTERNAL_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                        /** @constant */
                        status: 500;
                    };
                };
            };
        };
    };
}

export type ProblemCode =
    | 'ADDRESS_NOT_FOUND'
    | 'AGGREGATE_NOT_FOUND'
    | 'API_KEY_NOT_FOUND'
    | 'API_KEY_REPLACED'
    | 'API_KEY_REVOKED'
    | 'APPROVAL_EXPIRED'
    | 'CARD_NUMBER_NOT_ACCEPTED'
    | 'CATALOG_UNAVAILABLE'
    | 'CONSUMER_NOT_REPLAYABLE'
    | 'CURRENCY_NOT_OFFERED'
    | 'CUSTOMER_NOT_FOUND'
    | 'DEAD_LETTER_MISMATCH'
    | 'DEAD_LETTER_NOT_FOUND'
    | 'DEAD_LETTER_NOT_REDRIVEN'
    | 'EMAIL_CHANGE_LIMIT'
    | 'EMAIL_CHANGE_NOT_FOUND'
    | 'EMAIL_CODE_WRONG'
    | 'EMAIL_OF_ACCOUNT'
    | 'EMAIL_TAKEN'
    | 'EXPORT_NOT_READY'
    | 'EXPORT_NO_LONGER_AVAILABLE'
    | 'FORBIDDEN'
    | 'GUEST_ORDERS_NOT_ACCEPTED'
    | 'IDEMPOTENCY_KEY_REUSED'
    | 'INSUFFICIENT_USER_AUTHENTICATION'
    | 'INTERNAL_ERROR'
    | 'INVALID_API_KEY'
    | 'INVALID_CURSOR'
    | 'INVOICE_DETAILS_ERASED'
    | 'LAST_ADMIN_GRANT'
    | 'LEGAL_HOLD_NOT_FOUND'
    | 'MALFORMED_JSON'
    | 'METHOD_NOT_ALLOWED'
    | 'NO_VERIFIED_EMAIL'
    | 'ORDER_CAP_EXCEEDED'
    | 'ORDER_HAS_NO_TOKEN'
    | 'ORDER_NOT_CANCELLABLE'
    | 'ORDER_NOT_FOUND'
    | 'ORDER_TOO_LARGE'
    | 'OWN_ADMIN_GRANT'
    | 'PAYLOAD_TOO_LARGE'
    | 'PAYMENT_NOT_FOUND'
    | 'PAYMENT_TOKEN_REQUIRED'
    | 'PRECONDITION_FAILED'
    | 'PRECONDITION_REQUIRED'
    | 'PRICE_ABOVE_EXPECTED'
    | 'PRICE_BELOW_FLOOR'
    | 'PRIVACY_REQUEST_NOT_AWAITING_APPROVAL'
    | 'PRIVACY_REQUEST_NOT_FOUND'
    | 'PRODUCT_ARCHIVED'
    | 'PRODUCT_NOT_FOUND'
    | 'PRODUCT_TOO_LARGE'
    | 'PROVIDER_NOT_FOUND'
    | 'PURCHASE_LIMIT_EXCEEDED'
    | 'REPLAY_NOT_AWAITING_APPROVAL'
    | 'REPLAY_NOT_FOUND'
    | 'RESERVATION_NOT_FOUND'
    | 'SCOPE_NOT_FOR_MACHINES'
    | 'SECOND_PERSON_REQUIRED'
    | 'SKU_NOT_FOR_SALE'
    | 'SKU_TAKEN'
    | 'SLUG_TAKEN'
    | 'STOCK_ABOVE_MAXIMUM'
    | 'STOCK_BELOW_RESERVED'
    | 'STOCK_NOT_FOUND'
    | 'TOO_MANY_ADDRESSES'
    | 'TOO_MANY_CONSENTS'
    | 'TOO_MANY_EVENTS'
    | 'TOO_MANY_REPLAYS'
    | 'TOO_MANY_VARIANTS'
    | 'TOO_MUCH_CONTENTION'
    | 'UNAUTHENTICATED'
    | 'UNKNOWN_CONSUMER'
    | 'UNKNOWN_PUBLISHER'
    | 'UNKNOWN_SKU'
    | 'UNSUPPORTED_CONTENT_ENCODING'
    | 'UNSUPPORTED_MEDIA_TYPE'
    | 'VALIDATION_FAILED'
    | 'VARIANTS_NOT_REPLACEABLE'
    | 'VARIANT_ARCHIVED'
    | 'VARIANT_NOT_FOUND'
    | 'WEBHOOK_SIGNATURE_INVALID';

/** Routes that take an Idempotency-Key. */
export const KEYED_ROUTES: ReadonlySet<string> = new Set([
    'POST /v1/customers',
    'POST /v1/guest/orders',
    'POST /v1/me/addresses',
    'POST /v1/me/orders',
    'POST /v1/orders',
    'POST /v1/products',
    'POST /v1/replays',
    'POST /v1/stock/adjustments',
    'POST /v1/stock/{sku}/adjustments',
]);

/** Paths of services with an API of their own, which has an address of its own on a stage without a custom domain. */
export const OWN_API_PATHS = {
    catalog: [
        '/v1/admin/api-keys',
        '/v1/admin/api-keys/{apiKeyId}',
        '/v1/admin/api-keys/{apiKeyId}/changes',
        '/v1/admin/api-keys/{apiKeyId}/revoke',
        '/v1/admin/api-keys/{apiKeyId}/rotate',
        '/v1/admin/api-keys/{apiKeyId}/usage',
        '/v1/admin/products',
        '/v1/admin/products/{productId}',
        '/v1/admin/products/{productId}/variants',
        '/v1/feed/products',
        '/v1/products',
        '/v1/products/by-sku/{sku}',
        '/v1/products/by-slug/{slug}',
        '/v1/products/{productId}',
        '/v1/products/{productId}/archive',
        '/v1/products/{productId}/variants',
        '/v1/products/{productId}/variants/{sku}',
        '/v1/products/{productId}/variants/{sku}/archive',
        '/v1/variants',
    ],
} as const;

export type OwnApi = keyof typeof OWN_API_PATHS;
