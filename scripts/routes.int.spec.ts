import { loadRegistry } from '@tradepost/contracts/registry';
import { toOpenApi } from '@tradepost/reference/openapi/to-openapi';
import { describeServices } from '@tradepost/testing/service-templates';

const MEND =
  'A route stands in packages/contracts/src/http, and in the .yml beside its handler: with one method, path and name.';
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

type Operation = { readonly operationId: string; readonly tags: readonly string[] };

it('The routes of the compiled templates are those of the reference, and lead to the functions of their names', async () => {
  const { routes } = await describeServices();
  const declared = routes.map(({ method, path, functionName }) => `${method} ${path} → ${functionName}`);
  const { paths } = toOpenApi(await loadRegistry());
  const told = Object.entries(paths).flatMap(([path, methods]) =>
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
  expect({ mend: MEND, routes: declared.toSorted() }).toEqual({ mend: MEND, routes: told.toSorted() });
}, 120_000);
