import { numberIn, objectIn, objectsIn, type Properties, requiredText, textIn } from './properties.ts';
import type { Declared } from './resources.ts';
import type { Reading } from './stack.ts';

/** Limit of requests by a token bucket: it holds `burst` requests and gains `ratePerSecond`. */
export type Throttle = { readonly ratePerSecond: number; readonly burst: number };

/** Throttling of an API's stage. */
export type StageThrottles = Declared & {
  readonly apiId: string;
  readonly stage: string;
  /** Limit of each route that has none of its own. */
  readonly otherwise: Throttle | undefined;
  /** Limits of single routes, by method and path: `POST /v1/orders`, `$default`. */
  readonly routes: ReadonlyMap<string, Throttle>;
};

/**
 * `AWS::ApiGatewayV2::Stage`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export function readHttpThrottles({ declared, properties }: Reading): StageThrottles {
  const routes = Object.entries(objectIn(properties, 'RouteSettings') ?? {});
  return {
    ...declared,
    apiId: requiredText(properties, 'ApiId'),
    stage: requiredText(properties, 'StageName'),
    otherwise: throttleIn(objectIn(properties, 'DefaultRouteSettings') ?? {}, SETTINGS),
    routes: toRoutes(routes.map(([route, settings]) => [route, settings as Properties])),
  };
}

/**
 * `AWS::ApiGateway::Stage`. A path is escaped as in a JSON pointer: `/~1v1~1products`. The path and method of all routes are
 * `/*` and `*`.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-stage-methodsetting.html
 */
export function readRestThrottles({ declared, properties }: Reading): StageThrottles {
  const settings = objectsIn(properties, 'MethodSettings').map((each): [string, Properties] => {
    const [path, method] = [textIn(each, 'ResourcePath') ?? '/*', textIn(each, 'HttpMethod') ?? '*'];
    return [`${method} ${path.replace('/', '').replaceAll('~1', '/').replaceAll('~0', '~')}`, each];
  });
  return {
    ...declared,
    apiId: requiredText(properties, 'RestApiId'),
    stage: requiredText(properties, 'StageName'),
    otherwise: throttleIn(Object.fromEntries(settings)['* *'] ?? {}, SETTINGS),
    routes: toRoutes(settings.filter(([route]) => route !== '* *')),
  };
}

/** Names of the two numbers in the settings of a stage. */
const SETTINGS = { rate: 'ThrottlingRateLimit', burst: 'ThrottlingBurstLimit' } as const;

/**
 * Reads a limit; undefined if it is absent or negative, which switches it off.
 *
 * @throws Error if only one of the two numbers is set: the other one would depend on the account
 */
export function throttleIn(
  properties: Properties,
  names: { readonly rate: string; readonly burst: string },
): Throttle | undefined {
  const [ratePerSecond, burst] = [numberIn(properties, names.rate), numberIn(properties, names.burst)];
  if (ratePerSecond === undefined && burst === undefined) return undefined;
  if (ratePerSecond === undefined || burst === undefined)
    throw new Error(`${names.rate} and ${names.burst} must be set together`);
  return ratePerSecond < 0 ? undefined : { ratePerSecond, burst };
}

function toRoutes(settings: readonly (readonly [string, Properties])[]): ReadonlyMap<string, Throttle> {
  return new Map(
    settings.flatMap(([route, each]) => {
      const throttle = throttleIn(each, SETTINGS);
      return throttle === undefined ? [] : [[route, throttle] as const];
    }),
  );
}
