import { Stack, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Accepts what a rule of cdk-nag's AwsSolutions finds at a construct, and below it. `rule` is such as `S1`. */
export function accept(at: Construct, rule: string, reason: string): void {
  Validations.of(at).acknowledge({ id: `AwsSolutions-${rule}`, reason });
}

/** Accepts resources with wildcards that a role is granted, each by itself: reasons by resource. */
export function acceptWildcards(role: Construct, reasons: Readonly<Record<string, string>>): void {
  for (const [resource, reason] of Object.entries(reasons)) {
    if (!resource.includes('*')) continue;
    accept(role, `IAM5[Resource::${flat(Stack.of(role).resolve(resource))}]`, reason);
  }
}

/** A reference as cdk-nag writes it, such as `<Bucket.Arn>/jobs/*`. */
function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[name, of] = ['', undefined]] = Object.entries(value ?? {});
  if (name === 'Ref') return `<${of}>`;
  if (name === 'Fn::GetAtt' && Array.isArray(of)) return `<${of.join('.')}>`;
  if (name === 'Fn::Join' && Array.isArray(of) && Array.isArray(of[1])) return of[1].map(flat).join(of[0]);
  throw new Error(`cdk-nag writes ${JSON.stringify(value)} in a way that is not known here.`);
}
