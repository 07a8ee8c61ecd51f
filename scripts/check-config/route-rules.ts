import { textIn } from '@tradepost/local/templates/properties';
import { HTTP_ROUTE, REST_METHOD, routeOf } from './routes.ts';
import type { Rule } from './rule.ts';

export const routeRules: readonly Rule[] = [
  {
    name: 'route-public',
    types: [HTTP_ROUTE, REST_METHOD],
    check: (resource) => {
      const route = routeOf(resource);
      const authorization = textIn(resource.properties, 'AuthorizationType') ?? 'NONE';
      if (route === undefined || authorization !== 'NONE') return [];
      const subject = `${route.method} ${route.path}`;
      return [{ subject, detail: `${subject} answers anybody` }];
    },
    mend: 'Give the route an authorizer, or name it as public, with the reason, in scripts/check-config/exceptions.ts.',
  },
];
