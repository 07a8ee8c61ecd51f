import { compileServices } from '@tradepost/compiled-service/packaging/compile-services';
import { orderPlaced } from '@tradepost/contracts/orders/events';
import { toMessageFacts } from '@tradepost/lambda/log/log-subject';
import { createLogger, invocationKeys } from '@tradepost/lambda/log/logger';
import { toContext } from '@tradepost/testing/context';
import { captureLogs } from '@tradepost/testing/log-lines';
import { toMessage } from '@tradepost/testing/messages';

const PACKAGING_MS = 120_000;
/** Words of the query language. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html */
const WORDS = new Set(
  'fields filter filterIndex stats sort limit by as or and like desc asc count latest pct bin'.split(' '),
);

const logs = captureLogs();
afterAll(() => logs.restore());

/** Returns the fields that a query reads, without those that CloudWatch adds (`@log`) or the query defines. */
function fieldsOf(query: string): readonly string[] {
  const text = query.replace(/"[^"]*"/g, '').replace(/\/[^/\n]+\//g, '');
  const made = new Set([...text.matchAll(/\bas (\w+)/g)].map(([, name]) => name));
  const names = [...text.matchAll(/(?<![@\w])[A-Za-z]\w*/g)].map(([name]) => name);
  return [...new Set(names)].filter((name) => !WORDS.has(name) && !made.has(name) && !/^\d/.test(name));
}

describe('the saved queries of a service', () => {
  it(
    'name only fields that its log lines have',
    async () => {
      const [orders] = await compileServices('dev', { names: ['orders'] });
      const queries = Object.values(orders?.template.Resources ?? {})
        .filter(({ Type }) => Type === 'AWS::Logs::QueryDefinition')
        .map(({ Properties }) => String(Properties?.['QueryString']));
      expect(queries).toHaveLength(4);

      const message = toMessage(orderPlaced, {} as never, { subject: 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E' });
      const keys = {
        ...invocationKeys(toContext('tradepost-dev-orders-commands')),
        ...toMessageFacts(message),
      };
      createLogger(keys).error('message failed', { attempt: 1 });
      const [line = {}] = logs.lines();

      const asked = new Set(queries.flatMap(fieldsOf));
      expect([...asked]).toEqual(
        expect.arrayContaining(['service', 'functionName', 'level', 'message', 'subject', 'orderId']),
      );
      expect([...asked].filter((name) => !(name in line))).toEqual([]);
    },
    PACKAGING_MS,
  );
});
