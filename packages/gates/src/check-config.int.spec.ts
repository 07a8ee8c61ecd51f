import { compileServices } from '@tradepost/compiled-service/packaging/compile-services';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import { checkTemplates } from './check-config/check-templates.ts';
import { exceptions } from './check-config/exceptions.ts';
import { type Changes, plant } from './check-config/plant.spec-kit.ts';
import { PLANTS } from './check-config/plants.spec-kit.ts';
import { accountRules, rules } from './check-config/rules.ts';
import { accountTemplates } from './templates/account-templates.ts';

const PACKAGING_MS = 120_000;

describe('the compiled templates', () => {
  let production: readonly PackagedService[];
  beforeAll(async () => {
    production = [...(await compileServices('prod')), ...accountTemplates('prod')];
  }, PACKAGING_MS);

  it(
    'of a personal stage have the default parameters, and follow all rules',
    async () => {
      const services = await compileServices('jane');
      expect(checkTemplates([{ stage: 'jane', services }], rules, exceptions)).toEqual([]);
      const inventory = services.find(({ name }) => name === 'inventory');
      const { StockTable, GetStockLogGroup } = inventory?.template.Resources ?? {};
      expect(StockTable).toMatchObject({
        DeletionPolicy: 'Delete',
        Properties: { TableName: 'tradepost-jane-inventory-stock', DeletionProtectionEnabled: false },
      });
      expect(GetStockLogGroup?.Properties?.['RetentionInDays']).toBe(30);
    },
    PACKAGING_MS,
  );

  it('of an account follow the rules for them', () => {
    const services = accountTemplates('prod');
    expect(checkTemplates([{ stage: 'prod', services }], accountRules, [])).toEqual([]);
  });

  it('have a planted violation of every rule', () => {
    expect(PLANTS.map(([rule]) => rule).toSorted()).toEqual(rules.map(({ name }) => name).toSorted());
  });

  it.each(PLANTS.map(([rule, place, changes, changed]) => ({ rule, place, changes, changed })))(
    'with a planted violation fail $rule at $place',
    ({ rule, place, changes, changed }) => {
      const planted = production.map((service) => plantedIn(service, place, changes, changed));
      const found = checkTemplates(
        [{ stage: 'prod', services: planted }],
        rules.filter(({ name }) => name === rule),
        [],
      );
      expect(found.map(({ service, logicalId }) => `${service}/${logicalId}`)).toContain(place);
    },
  );
});

function plantedIn(
  service: PackagedService,
  place: string,
  changes: Changes,
  changed = place.split('/')[0],
): PackagedService {
  const [, resource] = place.split('/');
  if (service.name !== changed) return service;
  const { template } = service;
  const Resources = plant(unnumbered(template.Resources), changes, resource);
  return { ...service, template: { ...template, Resources } };
}

/** The framework numbers the deployment of a REST API by the time of its packaging. */
function unnumbered<Resources extends object>(resources: Resources): Resources {
  return JSON.parse(JSON.stringify(resources).replace(/\b(ApiGatewayDeployment)\d+/g, '$1')) as Resources;
}
