import { type Changes, faultsWith } from './plant.spec-kit.ts';

describe('A secret', () => {
  it.each<[string, string, Changes]>([
    [
      'of another stage',
      'ProviderSecret secret-name',
      { 'ProviderSecret.Name': '/tradepost/dev/orders/provider' },
    ],
    [
      'that goes with its stack',
      'ProviderSecret state-deletion',
      { 'ProviderSecret.DeletionPolicy': 'Delete' },
    ],
    [
      'that goes when replaced',
      'ProviderSecret state-deletion',
      { 'ProviderSecret.UpdateReplacePolicy': undefined },
    ],
    ["under a key of AWS's", 'ProviderSecret own-data-key', { 'ProviderSecret.KmsKeyId': undefined }],
  ])('%s is found', (_, fault, changes) => {
    expect(faultsWith(changes)).toEqual([fault]);
  });
});
