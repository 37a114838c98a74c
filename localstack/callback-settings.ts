/** Settings by which an app under test makes callbacks to a host and port on this machine, and tries them again soon. */
export function callbackSettings(callbackHost: string): Readonly<Record<string, string>> {
  return {
    callbackOrigins: `http://${callbackHost}`,
    callbackRetries: '1,2',
    callbackProgressSeconds: '1',
  };
}
