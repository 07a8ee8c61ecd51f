/**
 * What the emulator has no idea of, and the rehearsal therefore takes out of the templates before they get there: a
 * resource type, or a family of them that ends with `::`, and why an order's way is the same without it. A type that is
 * neither known to the emulator nor in this list fails the deployment.
 */
export const leftOut: Readonly<Record<string, string>> = {
  'AWS::Events::Archive': 'Keeps events for a replay; nothing reads it while orders are placed.',
  'AWS::Logs::QueryDefinition': 'A saved question for the console.',
  'AWS::CodeDeploy::': 'Moves traffic to a new version step by step; here it moves at once.',
  'AWS::ApplicationAutoScaling::': 'The emulator has no capacity that could be scaled.',
  'AWS::CloudWatch::CompositeAlarm': 'The emulator raises no alarms.',
  'AWS::CloudWatch::AnomalyDetector': 'The emulator raises no alarms.',
  'AWS::Logs::MetricFilter': 'The emulator makes no metrics of log lines.',
  'AWS::XRay::': 'The emulator traces nothing.',
  'AWS::ResourceGroups::': 'A view of the console.',
};
