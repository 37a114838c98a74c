/** The name of a stage's stack. */
export function stackName(stage: string): string {
  return `serverless-processes-${stage}`;
}
