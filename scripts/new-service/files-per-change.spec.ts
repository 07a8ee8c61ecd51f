import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planService } from './plan-service.ts';

const ROOT = join(import.meta.dirname, '..', '..');

it('add-a-service.md names how many files pnpm new-service writes and edits', () => {
  const service = { name: 'invoices', singular: 'invoice', prefix: 'xyz', about: 'Invoices.' };
  const files = planService(ROOT, service);
  const written = files.filter(({ isNew }) => isNew).length;
  const page = readFileSync(join(ROOT, 'packages/docs/how-to/add-a-service.md'), 'utf8');
  expect(page).toContain(`It writes ${written} files and adds lines to ${files.length - written} others.`);
});
