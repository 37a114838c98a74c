import * as z from 'zod';
import { resolve, type Scope } from './intrinsics.ts';
import { attributeOf, defaultName, isRealised, nameProperty, refOf } from './resources.ts';

/** A resource that the runner realises, with every reference in its properties resolved. */
export interface Resource {
  readonly type: string;
  /** What it is called, by the template or else after its logical id. */
  readonly name: string;
  /** For messages: stack and logical id. */
  readonly path: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One template with its nested stacks. */
export interface Stack {
  readonly resources: readonly Resource[];
  output(name: string): unknown;
  /** All of them, by name. */
  outputs(): Readonly<Record<string, unknown>>;
}

interface Source {
  readonly stackName: string;
  readonly template: unknown;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The template of a nested stack. */
  nested(templateURL: string): unknown;
}

const Template = z.object({
  Parameters: z.record(z.string(), z.object({ Default: z.unknown().optional() })).default({}),
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      Condition: z.string().optional(),
    }),
  ),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })).default({}),
});

const NestedStack = z.object({
  TemplateURL: z.string(),
  Parameters: z.record(z.string(), z.unknown()).default({}),
});

const nestedStackType = 'AWS::CloudFormation::Stack';

/** Reads a template, resolves its references and goes down into its nested stacks. */
export function readTemplate({ stackName, template: json, parameters, nested }: Source): Stack {
  const template = Template.parse(json);

  const declared = (logicalID: string) => {
    const resource = template.Resources[logicalID];
    if (!resource) {
      throw new Error(`The template of ${stackName} refers to ${logicalID}, which is not in it.`);
    }
    return resource;
  };
  const nameOf = (logicalID: string): string => {
    const { Type, Properties } = declared(logicalID);
    const given = resolve(Properties[nameProperty(Type) ?? ''], scope);
    return typeof given === 'string' ? given : defaultName(Type, stackName, logicalID);
  };
  const stacks = new Map<string, Stack>();
  const stackOf = (logicalID: string): Stack => {
    const properties = NestedStack.parse(resolve(declared(logicalID).Properties, scope));
    const stack =
      stacks.get(logicalID) ??
      readTemplate({
        stackName: `${stackName}-${logicalID}`,
        template: nested(properties.TemplateURL),
        parameters: properties.Parameters,
        nested,
      });
    stacks.set(logicalID, stack);
    return stack;
  };
  const scope: Scope = {
    stackName,
    ref: (name) => {
      const parameter = template.Parameters[name];
      if (!parameter) return refOf(declared(name).Type, nameOf(name));
      const value = parameters[name] ?? parameter.Default;
      if (value === undefined) throw new Error(`The template of ${stackName} has no value for ${name}.`);
      return value;
    },
    attribute: (logicalID, attribute) => {
      const { Type } = declared(logicalID);
      if (Type === nestedStackType) return stackOf(logicalID).output(attribute.replace(/^Outputs\./, ''));
      return attributeOf(Type, nameOf(logicalID), attribute);
    },
  };

  const resources = Object.entries(template.Resources).flatMap(([logicalID, resource]) => {
    const path = `${stackName}/${logicalID}`;
    if (resource.Type === nestedStackType) return stackOf(logicalID).resources;
    if (!isRealised(resource.Type, path)) return [];
    if (resource.Condition !== undefined) {
      throw new Error(`The runner knows no conditions, and ${path} has ${resource.Condition}.`);
    }
    const properties = resolve(resource.Properties, scope) as Record<string, unknown>;
    return [{ type: resource.Type, name: nameOf(logicalID), path, properties }];
  });
  const output = (name: string) => {
    const found = template.Outputs[name];
    if (!found) throw new Error(`The template of ${stackName} has no output ${name}.`);
    return resolve(found.Value, scope);
  };
  return {
    resources,
    output,
    outputs: () => Object.fromEntries(Object.keys(template.Outputs).map((name) => [name, output(name)])),
  };
}
