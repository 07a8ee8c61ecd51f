export type Resource = {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
};
export type Fragment = (framework: {
  readonly resolveVariable: (name: string) => Promise<unknown>;
}) => Promise<{ readonly Resources: Readonly<Record<string, Resource>> }>;

const KINDS = ['alarms', 'queues', 'rules', 'secrets', 'tables'];

/** The variables that the framework resolves for a service `orders` on the stage `dev`. */
export const framework = (custom: Readonly<Record<string, unknown>>) => ({
  resolveVariable: async (name: string) => {
    const known: Readonly<Record<string, unknown>> = {
      'sls:stage': 'dev',
      'self:custom.domain': 'orders',
      'self:functions': {},
      'param:dataKey': 'aws-owned',
      'param:functionAlarms': false,
      "self:custom.dataKey, ''": '',
      ...Object.fromEntries(KINDS.map((kind) => [`file(resources/${kind}.yml), null`, null])),
      ...custom,
    };
    if (!(name in known)) throw new Error(`the test does not set ${name}`);
    return known[name];
  },
});
