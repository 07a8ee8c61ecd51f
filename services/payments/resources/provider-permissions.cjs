/**
 * Permissions of the functions that use the payment provider, by `paymentProvider` of stages.yml. Each stage has those for
 * the simulated provider, so that its roles are the same with it and without.
 */
const NOTHING = { commands: [], webhooks: [] };
const PERMISSIONS = {
  none: NOTHING,
  simulated: NOTHING,
  stripe: {
    commands: mayRead('StripeSecret'),
    // A dispute has no metadata of ours: its PaymentIntent is read.
    webhooks: [...mayRead('StripeWebhooksSecret'), ...mayRead('StripeSecret')],
  },
};

module.exports = async ({ resolveVariable }) => {
  const provider = await resolveVariable('param:paymentProvider');
  if (!Object.hasOwn(PERMISSIONS, provider)) {
    const names = Object.keys(PERMISSIONS).join(', ');
    throw new Error(`paymentProvider in stages.yml must be one of ${names}, not "${provider}"`);
  }
  return PERMISSIONS[provider];
};

function mayRead(secret) {
  return [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: { Ref: secret } }];
}
