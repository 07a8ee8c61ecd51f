import { clientOf } from './behaviour.spec-kit.ts';
import { behaviours } from './behaviours.spec-kit.ts';
import { type FaultServer, openFaultServer } from './fault-server.spec-kit.ts';

let server: FaultServer;

beforeAll(async () => {
  server = await openFaultServer();
});

afterAll(() => server.close());

it('is not made for what is no URL', () => {
  expect(() => clientOf('api.example.com')()).toThrow('Invalid URL');
});

describe('The client in Node', () => {
  it.each(Object.entries(behaviours))('%s', async (_name, { answers, act, comesTo, tell, asked }) => {
    server.play(answers);
    expect(await act(clientOf(server.url))).toEqual(comesTo);
    const requests = server.requests();
    expect(tell === undefined ? requests.length : tell(requests)).toEqual(tell === undefined ? 1 : asked);
  });
});
