import { createContext, Script } from 'node:vm';
import { type AST, parseRegExpLiteral, visitRegExpAST } from '@eslint-community/regexpp';

/** Characters of a text that is tried, and milliseconds that a pattern may take for it: a sound one takes about one. */
const length = 100_000;
const patience = 250;

/** Characters that stand for families of them, beside those that the pattern names. */
const usual = ['a', 'A', '0', ' ', '_', '-', '.', 'é', '𝒂'];

/**
 * Whether there are texts for which a pattern takes much longer than they are long. It is tried, on texts made of what its
 * repeated parts match, again and again, and an end that it does not expect: what fails late is tried in all ways.
 */
export function runsAway(pattern: RegExp): boolean {
  const context = createContext({ pattern, text: '' });
  const takesLong = (text: string): boolean => {
    context.text = text;
    for (let timeout = patience; ; timeout *= 2) {
      const began = process.threadCpuUsage().user;
      try {
        test.runInContext(context, { timeout });
        return false;
      } catch (error) {
        if (!isTimeout(error)) return true;
        // On a machine that is busy with something else, time passes without anything being tried.
        if (process.threadCpuUsage().user - began > (patience / 2) * 1000) return true;
      }
    }
  };
  return attacksOn(pattern).some(takesLong);
}

const test = new Script('pattern.test(text)');

/** As against a pattern that needs more stack than there is, say. Its class is the context's own, so the code tells. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}

function attacksOn(pattern: RegExp): readonly string[] {
  const literal = parseRegExpLiteral(pattern);
  const { flags } = pattern;
  const alphabet = alphabetOf(literal);
  const matching = (node: AST.Node) =>
    alphabet.filter((character) => new RegExp(`^(?:${node.raw})$`, flags).test(character));
  const named = alphabet.slice(usual.length);
  const ends = new Set(['\0', '\n\0', named.join(''), named.reverse().join('')]);
  const attacks = new Set<string>();
  visitRegExpAST(literal, {
    onQuantifierEnter(quantifier) {
      const { element } = quantifier;
      const ways = 'alternatives' in element ? element.alternatives : [element];
      const parts = new Set([...ways.map((way) => sampleOf(way, matching)), ...matching(element)]);
      const start = before(quantifier, matching);
      for (const part of parts) {
        if (part === '') continue;
        const many = start + part.repeat(Math.ceil(length / part.length));
        for (const end of ends) attacks.add(many + end).add(`\0${many}${end}`);
      }
    },
  });
  return [...attacks];
}

/** What the pattern names, one by one or as the ends of a range. */
function alphabetOf(literal: AST.RegExpLiteral): readonly string[] {
  const named = new Set(usual);
  visitRegExpAST(literal, {
    onCharacterEnter: ({ value }) => void (named.size < 60 && named.add(String.fromCodePoint(value))),
  });
  return [...named];
}

type Matching = (node: AST.Node) => readonly string[];

/** A text that a part of the pattern matches; empty where none is at hand. */
function sampleOf(node: AST.Node, matching: Matching): string {
  switch (node.type) {
    case 'Character':
      return String.fromCodePoint(node.value);
    case 'CharacterClass':
    case 'CharacterSet':
    case 'ExpressionCharacterClass':
      return matching(node)[0] ?? '';
    case 'CapturingGroup':
    case 'Group':
      return node.alternatives[0] ? sampleOf(node.alternatives[0], matching) : '';
    case 'Alternative':
      return node.elements.map((element) => sampleOf(element, matching)).join('');
    case 'Quantifier':
      return sampleOf(node.element, matching).repeat(Math.min(Math.max(node.min, 1), 100));
    default:
      return '';
  }
}

/** What must come first for a part to be reached. */
function before(node: AST.Node, matching: Matching): string {
  const { parent } = node;
  if (!parent) return '';
  const siblings: readonly AST.Node[] = parent.type === 'Alternative' ? parent.elements : [];
  const earlier = siblings.slice(0, Math.max(siblings.indexOf(node), 0));
  const samples = earlier.map((sibling) => sampleOf(sibling, matching)).join('');
  return before(parent, matching) + samples;
}
