import { readFileSync } from 'node:fs';
import { defineRoute } from '@tradepost/contracts/define-route';
import { address } from '@tradepost/contracts/fields/address';
import { notPersonal } from '@tradepost/contracts/fields/personal-data';
import { email, line } from '@tradepost/contracts/fields/text';
import { loadRegistry, type Registry } from '@tradepost/contracts/registry';
import * as z from 'zod/mini';
import { ACTIVITIES } from './activities.ts';
import { describeProcessingRecord, PROCESSING_RECORD } from './processing-record.ts';

/** Contracts of a new service with one route. */
function contractsWith(body: () => z.ZodMiniType): Parameters<typeof describeProcessingRecord>[0] {
  const contract = defineRoute({
    ...{ service: 'loyalty', method: 'POST', path: '/v1/cards', summary: 'Planted.' },
    access: { kind: 'staff', scope: 'orders:read', machines: false },
    body,
    success: { status: 200, body: () => z.object({ email }) },
  });
  const routes = [{ name: 'addCard', file: 'loyalty/routes.ts', contract }] as unknown as Registry['routes'];
  return { events: [], commands: [], routes };
}

const personal = () => z.strictObject({ email, name: address.shape.name, city: address.shape.city });

describe('the record of processing', () => {
  it('is up to date (pnpm generate pages)', async () => {
    expect(readFileSync(PROCESSING_RECORD, 'utf8')).toBe(describeProcessingRecord(await loadRegistry()));
  });

  it('lists the fields of a new service, with the routes that have them and who reads them', () => {
    const loyalty = { ...ACTIVITIES['orders'], title: 'Loyalty', services: ['customers'] } as const;
    const text = describeProcessingRecord(contractsWith(personal), { loyalty } as never);
    expect(text).toContain('## Loyalty');
    expect(text).toContain('| `email` | contact | POST `/v1/cards` | POST `/v1/cards` | – |');
    expect(text).toContain('| `name`, `city` | invoice | POST `/v1/cards` | – | – |');
    expect(text).toMatch(/\| read in clear by \| contact: support, [^;]* \|/);
    expect(text).toContain('table `tradepost-{stage}-customers-subject-keys` (backups of 7 days)');
  });

  it('cannot be written without the activity of a service with personal data', () => {
    expect(() => describeProcessingRecord(contractsWith(personal))).toThrow(
      'the contracts of loyalty have personal data and no processing activity',
    );
  });

  it('needs no activity of a service without personal data', () => {
    const { routes, ...none } = contractsWith(() =>
      z.strictObject({ title: line(9).check(notPersonal('text about a product')) }),
    );
    const silent = routes.map((route) => ({
      ...route,
      contract: { ...route.contract, success: { status: 200, body: z.object({}) } },
    }));
    expect(describeProcessingRecord({ ...none, routes: silent as never })).not.toContain('## Orders');
  });
});
