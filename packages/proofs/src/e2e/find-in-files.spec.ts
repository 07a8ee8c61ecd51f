import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findInFiles } from './find-in-files.ts';

const NAME = 'Žofie Ångström';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tradepost-find-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('findInFiles', () => {
  it.each<[string, string | Buffer]>([
    ['as it is', `x${NAME}y`],
    ['in lower case', NAME.toLowerCase()],
    ['among bytes', Buffer.concat([Buffer.from([0, 255, 0]), Buffer.from(NAME), Buffer.from([254])])],
    ['in JSON without Unicode', String.raw`{"name":"\u017dofie \u00c5ngstr\u00f6m"}`],
    ['in a URL', `?name=${encodeURIComponent(NAME)}`],
    ['in base64', Buffer.from(NAME).toString('base64')],
    ['in base64 of a longer text', Buffer.from(`{"name":"${NAME}"}`).toString('base64')],
    ['in base64 of another offset', Buffer.from(`{"a":"${NAME}"}`).toString('base64')],
  ])('finds a text %s', (_how, content) => {
    writeFileSync(join(folder, 'data.db'), content);
    writeFileSync(join(folder, 'other.db'), 'nothing of a person');
    expect(findInFiles(folder, { 'a name': NAME, 'a city': 'Łódź' })).toEqual([
      { file: 'data.db', what: 'a name' },
    ]);
  });
});
