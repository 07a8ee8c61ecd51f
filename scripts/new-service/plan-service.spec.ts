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

describe('planService', () => {
  it("replaces all of the template's names", () => {
    const made = plan().filter(({ isNew }) => isNew);
    expect(made.filter(({ path, text }) => /gadget|gdg/i.test(path + text))).toEqual([]);
    expect(textOf('packages/contracts/src/invoices/events.ts')).toContain('An invoice was created.');
    expect(textOf('services/invoices/README.md')).toContain('What customers have to pay.');
  });

  it('adds a line to each file that lists every service', () => {
    expect(textOf('packages/contracts/src/fields/identifiers.ts')).toContain(
      "\nexport const invoiceId = identifier('inv', 'an invoice');\n",
    );
    const problems = textOf('packages/contracts/src/problem.ts');
    expect(problems).toContain('\n  ...invoiceProblems,\n');
    expect(problems).toMatch(
      /inventory\/rejections\.ts';\nimport \{ invoiceProblems \} from '.\/invoices\/rejections\.ts';\n/,
    );
  });

  it.each([
    [{ name: 'orders' }, 'services/orders exists already'],
    [{ name: 'money' }, 'packages/money exists already'],
    [{ singular: 'order' }, 'orderId exists already: give another name with --singular'],
    [{ prefix: 'ord' }, 'other ids begin with ord_ already: give another prefix with --prefix'],
  ])('throws if a name is taken: %j', (change, why) => {
    expect(() => plan(change)).toThrow(why);
  });
});
