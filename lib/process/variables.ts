/** A variable of the author's code: its value, or where each deployment keeps it. */
export type Variable =
  | string
  /** A secret of AWS Secrets Manager by name; of a secret that is a JSON object, one field. */
  | { readonly secret: string; readonly field?: string }
  /** A parameter of AWS Systems Manager by name, such as `/maps/key`. */
  | { readonly parameter: string };

/** By name. */
export type Variables = Readonly<Record<string, Variable>>;

export type Reference = Exclude<Variable, string>;

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
  return 'secret' in reference ? `secret ${reference.secret}` : `parameter ${reference.parameter}`;
}

/** Under which name Systems Manager hands the value out: secrets too, so that one client reads both. */
export function parameterName(reference: Reference): string {
  return 'secret' in reference ? `${secretsPrefix}${reference.secret}` : reference.parameter;
}

/** The name by which a person knows what Systems Manager is asked for: that of the secret, or of the parameter. */
export function ownName(name: string): string {
  return name.startsWith(secretsPrefix) ? name.slice(secretsPrefix.length) : name;
}

const secretsPrefix = '/aws/reference/secretsmanager/';
