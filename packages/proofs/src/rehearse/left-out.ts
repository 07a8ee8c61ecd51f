/**
 * Resource types that the emulator does not support, and that the rehearsal therefore removes from the templates: a type,
 * or a family of types that ends with `::`, and why orders can be placed without it. A type that is neither supported nor
 * in this list fails the deployment.
 */
export const leftOut: Readonly<Record<string, string>> = {
  'AWS::ApplicationAutoScaling::': 'Scales capacity, of which the emulator has none.',
  'AWS::CodeDeploy::': 'Shifts traffic to a new version step by step. The emulator shifts it at once.',
  'AWS::Cognito::ManagedLoginBranding': 'The style of the login pages. The emulator has pages of its own.',
  'AWS::Events::Archive': 'Keeps events for a replay. Nothing reads it while orders are placed.',
  'AWS::Logs::QueryDefinition': 'A saved query of the console.',
  'AWS::XRay::': 'Selects requests to trace. The emulator traces none.',
};
