import { join } from 'node:path';
import { planService } from './plan-service.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const invoices = {
  name: 'invoices',
  singular: 'invoice',
  prefix: 'inv',
  about: 'What customers have to pay.',
};
const plan = (change: Partial<typeof invoices> = {}) => planService(ROOT, { ...invoices, ...change });
const textOf = (path: string) => plan().find((file) => file.path === path)?.text ?? '';

describe('The plan of a new service', () => {
  it('speaks in its words, and in no others', () => {
    const made = plan().filter(({ isNew }) => isNew);
    expect(made.filter(({ path, text }) => /gadget|gdg/i.test(path + text))).toEqual([]);
    expect(textOf('packages/contracts/src/events/invoice-created.ts')).toContain('An invoice was created.');
    expect(textOf('services/invoices/README.md')).toContain('What customers have to pay.');
  });

  it('gives the files that know of every service a line', () => {
    expect(textOf('packages/contracts/src/fields/identifiers.ts')).toContain(
      "\nexport const invoiceId = identifier('inv', 'an invoice');\n",
    );
    expect(textOf('packages/contracts/src/problem.ts')).toContain(
      "\n  INVOICE_NOT_FOUND: { status: 404, title: 'There is no such invoice' },\n",
    );
    expect(textOf('packages/reference/src/describe-service.ts')).toContain(
      "\n  invoices: 'What customers have to pay.',\n};",
    );
  });

  it('names its routes as public, as long as there is no sign-in', () => {
    expect(textOf('scripts/check-config/exceptions.ts')).toContain(
      "    subjects: ['POST /v1/invoices', 'GET /v1/invoices/{invoiceId}'],",
    );
  });

  it.each([
    [{ name: 'orders' }, 'there is services/orders already'],
    [{ name: 'money' }, 'there is packages/money already'],
    [{ singular: 'order' }, 'there is packages/contracts/src/models/order.ts already'],
    [{ prefix: 'ord' }, 'other ids begin with ord_ already: give another prefix with --prefix'],
  ])('is refused where something is there already: %j', (change, why) => {
    expect(() => plan(change)).toThrow(why);
  });
});
