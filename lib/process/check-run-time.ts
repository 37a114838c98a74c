import type { Schema } from '#lib/ogc/schema.ts';
import { childrenOf } from './compile.ts';
import { runsAway } from './runs-away.ts';

/** Items of which each may be compared with each. */
const comparable = 1000;

/** Whether every value can be checked against a schema in reasonable time. Returns sentences that say what to change. */
export function checkRunTime(schema: Schema): string[] {
  return [
    ...new Set([
      ...checkPattern(schema),
      ...checkUniqueness(schema),
      ...childrenOf(schema).flatMap(checkRunTime),
    ]),
  ];
}

function checkPattern({ pattern }: Schema): string[] {
  if (pattern === undefined || !runsAway(new RegExp(pattern, 'u'))) return [];
  return [
    `Some texts would take the pattern ${pattern} minutes. Begin it with ^ and let no two of its repeated parts, next to or within each other, match the same characters.`,
  ];
}

/** Numbers, texts and truth values are looked up; all others are compared in pairs. */
function checkUniqueness({ uniqueItems, maxItems, items }: Schema): string[] {
  const scalar = ['string', 'number', 'integer', 'boolean'].includes(items?.type ?? '');
  if (!uniqueItems || scalar || (maxItems !== undefined && maxItems <= comparable)) return [];
  return [
    `\`uniqueItems\` would compare every item with every other. Allow at most ${comparable} by \`maxItems\`.`,
  ];
}
