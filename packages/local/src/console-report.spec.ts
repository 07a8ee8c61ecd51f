import { stripVTControlCharacters } from 'node:util';
import { jest } from '@jest/globals';
import { createConsoleReport } from './console-report.ts';
import type { LocalCloud } from './local-cloud.ts';

it('createConsoleReport lists the addresses and the further pages when the cloud is ready', () => {
  const lines: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  const cloud = {
    url: 'http://127.0.0.1:4000',
    awsEndpoint: 'http://127.0.0.1:4001',
    services: ['catalog', 'orders'],
    open: { staff: 'developer' },
  } as unknown as LocalCloud;
  createConsoleReport(false).ready(cloud, [['Reference', 'http://127.0.0.1:4000/reference']]);
  log.mockRestore();
  expect(stripVTControlCharacters(lines.join('\n'))).toMatch(
    /Ready in \d+\.\d s: catalog, orders\n {2}HTTP APIs {3}http:\/\/127\.0\.0\.1:4000\n {2}Reference {3}http:\/\/127\.0\.0\.1:4000\/reference\n {2}AWS APIs {4}http:\/\/127\.0\.0\.1:4001 {3}aws[^\n]*\n {2}OPEN {8}a request without a token gets the claims of developer \(staff\)/,
  );
});

it('createConsoleReport shows the output of functions except metrics and lines up to the level INFO', () => {
  const lines: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  const { line } = createConsoleReport(false);
  for (const each of ['a word', '{"level":"INFO"}', '{"_aws":{}}', '{"level":"WARN"}']) line('orders', each);
  log.mockRestore();
  expect(lines.map((each) => stripVTControlCharacters(each))).toEqual([
    'orders │ a word',
    'orders │ {"level":"WARN"}',
  ]);
});
