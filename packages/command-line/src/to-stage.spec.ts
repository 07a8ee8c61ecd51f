import { toStage } from './to-stage.ts';

describe('--stage', () => {
  it.each(['dev', 'staging', 'prod', 'jane', 'x', 'pr1234'])('accepts %s', (stage) => {
    expect(toStage(stage)).toBe(stage);
  });

  it.each(['', 'staging2', 'Jane', '2nd', 'my-dev', 'dev_1', 'stäge', ' dev'])('rejects %j', (stage) => {
    expect(() => toStage(stage)).toThrow(
      `--stage must be 1 to 7 lower-case letters and digits that begin with a letter, such as dev, not ${JSON.stringify(stage)}`,
    );
  });
});
