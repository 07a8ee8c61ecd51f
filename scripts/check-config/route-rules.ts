import { objectIn, textIn } from '@tradepost/local/templates/properties';
import type { Route } from '@tradepost/local/templates/routes';
import type { Cloud } from './cloud.ts';
import { functionAt } from './function-at.ts';
import { HTTP_ROUTE, REST_METHOD, routeOf } from './routes.ts';
import type { Rule } from './rule.ts';

export const routeRules: readonly Rule[] = [
  {
    name: 'route-public',
    types: [HTTP_ROUTE, REST_METHOD],
    check: (resource, cloud) => {
      const route = routeOf(resource);
      const authorization = textIn(resource.properties, 'AuthorizationType') ?? 'NONE';
      if (route === undefined || authorization !== 'NONE' || answersOnly405(route, cloud)) return [];
      // A HEAD is as public as its GET.
      const method = route.method === 'HEAD' ? 'GET' : route.method;
      const subject = `${method} ${route.path}`;
      return [{ subject, detail: `${route.method} ${route.path} answers anybody` }];
    },
    mend: 'Give the route an authorizer, or name it as public, with the reason, in scripts/check-config/exceptions.ts.',
  },
];

/** An `ANY` route of `http-methods.cjs`: the stack refuses these methods before it reads the request. */
function answersOnly405({ method, functionName }: Route, cloud: Cloud): boolean {
  const environment = functionAt(functionName, cloud)?.resource.properties['Environment'];
  return (
    method === 'ANY' && Object.hasOwn(Object(objectIn(Object(environment), 'Variables')), 'ALLOWED_METHODS')
  );
}
