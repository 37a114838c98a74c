import { place } from './place.ts';

/** What a template's references mean where they stand. */
export interface Scope {
  readonly stackName: string;
  /** The value of `Ref` to a resource or a parameter. */
  ref(name: string): unknown;
  attribute(logicalID: string, attribute: string): unknown;
}

/**
 * A value of a template with its intrinsic functions carried out. Members that become `AWS::NoValue` are left out.
 * Throws a sentence at an intrinsic function that the runner does not know.
 */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => resolve(item, scope)).filter((item) => item !== undefined);
  }
  if (!isObject(value)) return value;

  const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
  if (others.length === 0 && isIntrinsic(name)) return call(name, argument, scope);

  const members = Object.entries(value).map(([key, member]) => [key, resolve(member, scope)] as const);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

function isIntrinsic(name: string): boolean {
  return name === 'Ref' || name.startsWith('Fn::');
}

function call(name: string, argument: unknown, scope: Scope): unknown {
  switch (name) {
    case 'Ref':
      return ref(text(argument, name), scope);
    case 'Fn::GetAtt':
      return attribute(argument, scope);
    case 'Fn::Join': {
      const [separator, parts] = list(resolve(argument, scope), name);
      return list(parts, name)
        .map((part) => text(part, name))
        .join(text(separator, name));
    }
    case 'Fn::Split': {
      const [separator, source] = list(resolve(argument, scope), name);
      return text(source, name).split(text(separator, name));
    }
    case 'Fn::Select': {
      const [index, items] = list(resolve(argument, scope), name);
      return list(items, name)[Number(index)];
    }
    case 'Fn::Sub':
      return substitute(argument, scope);
    default:
      throw new Error(`The runner does not know the intrinsic function ${name}.`);
  }
}

function ref(name: string, scope: Scope): unknown {
  if (!name.startsWith('AWS::')) return scope.ref(name);
  const pseudo: Readonly<Record<string, string | undefined>> = {
    'AWS::Region': place.region,
    'AWS::AccountId': place.account,
    'AWS::Partition': place.partition,
    'AWS::URLSuffix': place.suffix,
    'AWS::StackName': scope.stackName,
    'AWS::NoValue': undefined,
  };
  if (!Object.hasOwn(pseudo, name)) throw new Error(`The runner does not know the pseudo parameter ${name}.`);
  return pseudo[name];
}

/** `Fn::GetAtt` comes as a pair, or as one string with a dot. */
function attribute(argument: unknown, scope: Scope): unknown {
  const [logicalID, ...rest] =
    typeof argument === 'string' ? argument.split('.') : list(argument, 'Fn::GetAtt');
  return scope.attribute(text(logicalID, 'Fn::GetAtt'), rest.join('.'));
}

function substitute(argument: unknown, scope: Scope): string {
  const [template, variables = {}] = Array.isArray(argument) ? argument : [argument];
  return text(template, 'Fn::Sub').replace(/\$\{(!?)([^}]*)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (Object.hasOwn(variables, name)) return text(resolve(variables[name], scope), 'Fn::Sub');
    return text(name.includes('.') ? attribute(name, scope) : ref(name, scope), 'Fn::Sub');
  });
}

function text(value: unknown, name: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return `${value}`;
  throw new Error(`The template uses ${name} with ${JSON.stringify(value)}, where a text belongs.`);
}

function list(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`The template uses ${name} with ${JSON.stringify(value)}, where a list belongs.`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
