import { isRetained } from '@tradepost/compiled-service/templates/is-retained';
import { ROUTES_WITHOUT_TOKEN } from '@tradepost/gates/templates/routes-without-token';
import type { PlannedResources } from '../check-account/facts.ts';

/** Risks that the person who deploys accepted by a flag. */
export type Accepted = { readonly simulatedPayments: boolean };

/** Parameter of a deployment if `simulatedPayments` was accepted. */
export const SIMULATED_PAYMENTS = 'paymentProvider=simulated';

/** Parameter with which alarms do not stop a canary deployment. */
export const IGNORE_ALARMS = 'canaryAlarms=false';

export type Assessment = {
  readonly lines: readonly string[];
  /** Reasons why the service must not be deployed, with the flag that accepts a reason. */
  readonly refusals: readonly string[];
};

/** Exit code of `stage plan` and `stage deploy` for a refused stage; 2 is a wrong command line. */
export const REFUSED_EXIT_CODE = 3;

/** Types of resources with data, which are retained if a stage retains its data. */
const DATA = ['AWS::DynamoDB::Table', 'AWS::SecretsManager::Secret', 'AWS::KMS::Key', 'AWS::Events::Archive'];

/**
 * Assesses by a service's compiled template whether its routes have authorizers, and which payment provider it uses.
 *
 * @param name the service and the stage, for the lines: `orders on prod`
 */
export function assessStage(name: string, resources: PlannedResources, accepted: Accepted): Assessment {
  const open = routesWithoutAuthorizer(resources);
  const retainsData = Object.values(resources).some(
    ({ Type, DeletionPolicy }) => DATA.includes(Type) && isRetained(DeletionPolicy),
  );
  const providers = paymentProvidersIn(resources);
  const refusals = [
    ...(open.length > 0
      ? [`${name} has routes without authorizer, whose contracts need a token: ${open.join(', ')}`]
      : []),
    ...(retainsData && providers.has('simulated') && !accepted.simulatedPayments
      ? [
          `${name} retains data, and its payment provider is the simulated one, whose test tokens pay. --accept-simulated-payments deploys it so.`,
        ]
      : []),
  ];
  const withoutProvider = providers.has('none')
    ? [
        `${name}: no payment provider. Every order is rejected at its payment. --accept-simulated-payments deploys the simulated provider, whose test tokens pay.`,
      ]
    : [];
  return { lines: withoutProvider, refusals };
}

/**
 * Finds the routes of HTTP and REST APIs that API Gateway passes on without a token, though their contracts need one. The other
 * methods of a path answer 405; `pnpm check config` checks them, and what the authorizers accept.
 *
 * @returns them as `GET /v1/orders`, sorted
 */
export function routesWithoutAuthorizer(resources: PlannedResources): readonly string[] {
  return Object.values(resources)
    .filter(({ Properties = {} }) => (Properties['AuthorizationType'] ?? 'NONE') === 'NONE')
    .flatMap(({ Type, Properties = {} }) => {
      if (Type === 'AWS::ApiGatewayV2::Route') return [String(Properties['RouteKey'])];
      if (Type !== 'AWS::ApiGateway::Method' || Properties['HttpMethod'] === 'OPTIONS') return [];
      return [`${Properties['HttpMethod']} ${pathOf(Properties['ResourceId'], resources)}`];
    })
    .filter((route) => !/^(?:ANY|HEAD) /.test(route) && !ROUTES_WITHOUT_TOKEN.has(route))
    .toSorted();
}

/** Returns the path of a REST API's resource, following its parents up to the root. */
function pathOf(resourceId: unknown, resources: PlannedResources): string {
  const { ParentId, PathPart } = resources[(resourceId as { Ref?: string }).Ref ?? '']?.Properties ?? {};
  return PathPart === undefined ? '' : `${pathOf(ParentId, resources)}/${String(PathPart)}`;
}

function paymentProvidersIn(resources: PlannedResources): ReadonlySet<unknown> {
  return new Set(
    Object.values(resources).flatMap(({ Type, Properties }) => {
      if (Type !== 'AWS::Lambda::Function') return [];
      const { Variables } = (Properties?.['Environment'] ?? {}) as { Variables?: Record<string, unknown> };
      return [Variables?.['PAYMENT_PROVIDER']];
    }),
  );
}
