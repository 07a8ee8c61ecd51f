import { type Changes, faultsWith } from './plant.spec-kit.ts';
import { secretIn } from './secrets.ts';

describe('A function', () => {
  it.each<[string, string, Changes]>([
    ['that logs elsewhere', 'Publish function-log-group', { 'Publish.LoggingConfig': { LogGroup: 'x' } }],
    ['with a role from elsewhere', 'Publish function-own-role', { 'Publish.Role': 'arn:aws:iam::1:role/a' }],
    ['that an API no longer waits for', 'PlaceOrder function-answers-in-time', { 'PlaceOrder.Timeout': 30 }],
    [
      'with a secret',
      'PlaceOrder function-no-secret',
      {
        'PlaceOrder.Environment.Variables.PROVIDER_SECRET': '{{resolve:secretsmanager:provider}}',
      },
    ],
  ])('%s is found', (_, fault, changes) => {
    expect(faultsWith(changes)).toContain(fault);
  });

  it('that no API waits for may take longer, and some have no environment', () => {
    const changes = { 'Publish.Timeout': 900, 'Sweep.Environment': undefined };
    expect(faultsWith(changes)).toEqual([]);
  });
});

describe('A secret', () => {
  it.each([
    ['PROVIDER_SECRET', 'x'],
    ['DB_PASSWORD', { Ref: 'Password' }],
    ['STRIPE_API_KEY', 'x'],
    ['SESSION_TOKEN', 'x'],
    ['PROVIDER', 'AKIAIOSFODNN7EXAMPLE'],
    ['PROVIDER', '-----BEGIN RSA PRIVATE KEY-----\nMIIE'],
    ['PROVIDER', ['sk', 'live', '4eC39HqLyjWDarjtT1zdp7dc'].join('_')],
    ['PROVIDER', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.c2lnbmF0dXJl'],
    ['DATABASE', 'postgres://shop:hunter2@db.example.com/shop'],
    ['PROVIDER', '{{resolve:secretsmanager:tradepost/provider}}'],
    ['SALT', '9f86d081884c7d659a2feaa0c55ad015'],
    ['SALT', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
    ['PROVIDER', { 'Fn::Sub': 'key=AKIAIOSFODNN7EXAMPLE' }],
  ])('is seen in %s: %j', (name, value) => {
    const words = secretIn(name, value);
    expect(words).toContain(name);
    if (typeof value === 'string' && value.length > 1) expect(words).not.toContain(value);
  });

  it.each([
    ['PROVIDER_SECRET_ARN', 'arn:aws:secretsmanager:us-east-1:000000000000:secret:provider'],
    ['API_KEY_PARAMETER', '/tradepost/dev/payments/provider/key'],
    ['TOKEN_TTL_SECONDS', '900'],
    ['SIMULATED_PROVIDER_TABLE_NAME', 'tradepost-production-payments-simulated-provider'],
    ['EVENT_BUS_NAME', '{{resolve:ssm:/tradepost/dev/platform/event-bus/name}}'],
    ['COMMANDS_DEAD_LETTERS_URL', { Ref: 'CommandsInboxDeadLetters' }],
    [
      'SAGA_ARN',
      { 'Fn::Sub': 'arn:aws:states:us-east-1:000000000000:stateMachine:tradepost-dev-orders-fulfil-order' },
    ],
    ['POWERTOOLS_SERVICE_NAME', 'orders'],
    ['PROVIDER_URL', 'https://provider.example.com/v1/charges?expand=balance'],
  ])('is not seen in %s: %j', (name, value) => {
    expect(secretIn(name, value)).toBeUndefined();
  });
});
