/** Services with a REST API of their own. All other services have their routes on the HTTP API of the platform. */
export const OWN_APIS: readonly string[] = ['catalog'];
