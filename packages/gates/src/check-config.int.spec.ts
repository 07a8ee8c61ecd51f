import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import { packagedServices } from '@tradepost/testing/service-templates';
import { checkTemplates } from './check-config/check-templates.ts';
import { exceptions } from './check-config/exceptions.ts';
import { type Changes, plant } from './check-config/plant.spec-kit.ts';
import { PLANTS } from './check-config/plants.spec-kit.ts';
import { rules } from './check-config/rules.ts';
import { STAGES } from './templates/compile-services.ts';

const PACKAGING_MS = 120_000;

describe('the compiled templates', () => {
  let compiled: readonly { stage: string; services: readonly PackagedService[] }[];
  beforeAll(async () => {
    compiled = await Promise.all(
      STAGES.map(async (stage) => ({ stage, services: await packagedServices(undefined, stage) })),
    );
  }, PACKAGING_MS);

  it('follow all rules, and need all exceptions', () => {
    expect(checkTemplates(compiled, rules, exceptions)).toEqual([]);
  });

  it(
    'of a personal stage have the default parameters, and follow all rules',
    async () => {
      const services = await packagedServices(undefined, 'jane');
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

  it('have a planted violation of every rule', () => {
    expect(PLANTS.map(([rule]) => rule).toSorted()).toEqual(rules.map(({ name }) => name).toSorted());
  });

  it.each(PLANTS)('with a planted violation fail %s at %s', (rule, place, changes) => {
    const planted = compiled
      .filter(({ stage }) => stage === 'prod')
      .map(({ stage, services }) => ({
        stage,
        services: services.map((service) => plantedIn(service, place, changes)),
      }));
    const found = checkTemplates(planted, rules, exceptions);
    expect(found.map((each) => `${each.rule} ${each.service}/${each.logicalId}`)).toContain(
      `${rule} ${place}`,
    );
  });
});

function plantedIn(service: PackagedService, place: string, changes: Changes): PackagedService {
  if (!place.startsWith(`${service.name}/`)) return service;
  const { template } = service;
  return { ...service, template: { ...template, Resources: plant(unnumbered(template.Resources), changes) } };
}

/** The framework numbers the deployment of a REST API by the time of its packaging. */
function unnumbered<Resources extends object>(resources: Resources): Resources {
  return JSON.parse(JSON.stringify(resources).replace(/\b(ApiGatewayDeployment)\d+/g, '$1')) as Resources;
}
