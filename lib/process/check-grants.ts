import type { Process } from './process.ts';

/** A role has 10,240 characters of policy in all, most of which the process's own function needs. */
const mostStatements = 10;
const mostCharacters = 4000;

/** Whether `grants` name single actions on things of one's own. Returns sentences that say what to change. */
export function checkGrants({ grants }: Process): string[] {
  return [
    ...grants.flatMap((grant, index) => [
      ...extras(grant, `grants[${index}]`),
      ...grant.actions.filter((action) => !isAction(action)).map((action) => wrongAction(action, index)),
      ...grant.resources.filter((resource) => !isResource(resource)).map((one) => wrongResource(one, index)),
      ...(grant.actions.length > 0 ? [] : [`\`grants[${index}].actions\` is empty. Name an action.`]),
      ...(grant.resources.length > 0 ? [] : [`\`grants[${index}].resources\` is empty. Name an ARN.`]),
    ]),
    ...(grants.length > mostStatements
      ? [`\`grants\` has ${grants.length} statements, and may have ${mostStatements}. Join some.`]
      : []),
    ...(JSON.stringify(grants).length > mostCharacters
      ? [
          `\`grants\` has more than ${mostCharacters} characters in all, which a role has no room for. Join some.`,
        ]
      : []),
  ];
}

/** A statement of IAM has more members; here each one allows, and nothing else. */
function extras(grant: object, where: string): string[] {
  return Object.keys(grant)
    .filter((name) => name !== 'actions' && name !== 'resources')
    .map(
      (name) =>
        `\`${where}\` has a member \`${name}\`; it has \`actions\` and \`resources\` only. Remove it.`,
    );
}

function isAction(action: string): boolean {
  return /^[a-z0-9-]+:[A-Z][A-Za-z0-9]*$/.test(action);
}

/** Wildcards may stand in the last part of an ARN, after a letter or digit that says whose it is. */
function isResource(resource: string): boolean {
  return /^arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:(\d{12})?:(?!:)[^\s*?]*[A-Za-z0-9]\S*$/.test(resource);
}

function wrongAction(action: string, index: number): string {
  return `\`grants[${index}].actions\` names ${JSON.stringify(action)}. Name single actions with their service, such as s3:GetObject.`;
}

function wrongResource(resource: string, index: number): string {
  return `\`grants[${index}].resources\` names ${JSON.stringify(resource)}. Name ARNs of what is needed, such as arn:aws:s3:::my-data/*.`;
}
