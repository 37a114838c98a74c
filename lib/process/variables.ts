/** A variable of the author's code: its value, or where each deployment keeps it. */
export type Variable =
  | string
  /** A secret of AWS Secrets Manager by name or ARN; of a secret that is a JSON object, one field. */
  | { readonly secret: string; readonly field?: string }
  /** A parameter of AWS Systems Manager by name, such as `/maps/key`. */
  | { readonly parameter: string };

/** By name. */
export type Variables = Readonly<Record<string, Variable>>;

type Reference = Exclude<Variable, string>;

/** The variables whose values are kept elsewhere. */
export function referencesIn(variables: Variables): readonly (readonly [name: string, Reference])[] {
  return Object.entries(variables).flatMap(([name, variable]) =>
    typeof variable === 'string' ? [] : [[name, variable] as const],
  );
}

/** Whether no value is kept elsewhere. */
export function allLiteral(variables: Variables): variables is Readonly<Record<string, string>> {
  return Object.values(variables).every((variable) => typeof variable === 'string');
}

/** What people call it: `parameter /maps/key`. */
export function inWords(reference: Reference): string {
  return 'secret' in reference
    ? `secret ${secretName(reference.secret)}`
    : `parameter ${reference.parameter}`;
}

/** Under which name Systems Manager hands the value out: secrets too, so that one client reads both. */
export function parameterName(reference: Reference): string {
  return 'secret' in reference ? `${secretsPrefix}${secretName(reference.secret)}` : reference.parameter;
}

/** The name by which a person knows what Systems Manager is asked for: that of the secret, or of the parameter. */
export function ownName(name: string): string {
  return name.startsWith(secretsPrefix) ? name.slice(secretsPrefix.length) : name;
}

/** The name in an ARN, which ends with a dash and six characters of AWS's own. */
function secretName(secret: string): string {
  return /^arn:.*:secret:(.+)-[A-Za-z0-9]{6}$/.exec(secret)?.[1] ?? secret;
}

const secretsPrefix = '/aws/reference/secretsmanager/';
