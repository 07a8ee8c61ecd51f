import { describeServices } from '@tradepost/compiled-service/packaging/compile-services';
import type { Route } from '@tradepost/compiled-service/templates/routes';
import { loadRegistry } from '@tradepost/contracts/registry';
import { toOpenApi } from '@tradepost/reference/openapi/to-openapi';

const HOW_TO_FIX =
  'A route is declared in routes.ts of its service in packages/contracts and in the .yml beside its handler, with the same method, path and name.';
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Added by `packages/serverless-config/http-methods.cjs`. */
const ADDED_METHODS = ['HEAD', 'ANY'];

type Operation = { readonly operationId: string; readonly tags: readonly string[] };

const toLine = ({ method, path, functionName }: Route) => `${method} ${path} → ${functionName}`;

let routes: readonly Route[];
beforeAll(async () => {
  ({ routes } = await describeServices());
}, 120_000);

describe('the routes of the compiled templates', () => {
  it('are those of the reference, and invoke the functions of their names', async () => {
    const declared = routes.filter(({ method }) => !ADDED_METHODS.includes(method)).map(toLine);
    const { paths } = toOpenApi(await loadRegistry());
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, Operation>).map(
        ([
          method,
          {
            operationId,
            tags: [service],
          },
        ]) => {
          return `${method.toUpperCase()} ${path} → tradepost-dev-${service}-${kebab(operationId)}`;
        },
      ),
    );
    expect({ fix: HOW_TO_FIX, routes: declared.toSorted() }).toEqual({
      fix: HOW_TO_FIX,
      routes: documented.toSorted(),
    });
  });

  it('have a HEAD beside each GET, and a function that answers all other methods of their path', () => {
    const read = routes.filter(({ method }) => method === 'GET');
    const head = routes.filter(({ method }) => method === 'HEAD');
    expect(head.map(toLine).toSorted()).toEqual(
      read.map((each) => toLine({ ...each, method: 'HEAD' })).toSorted(),
    );

    const any = routes.filter(({ method }) => method === 'ANY').map(({ path }) => path);
    expect(any.toSorted()).toEqual([...new Set(routes.map(({ path }) => path))].toSorted());
  });
});
