/** Where a text stops being JSON. Line and column count from 1, columns in UTF-16 units. */
interface SyntaxProblem {
  /** Such as "unexpected `}`" or "it ends too early". */
  readonly problem: string;
  readonly line: number;
  readonly column: number;
}

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or end' | 'end';

const whitespace = /[ \t\n\r]*/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const word = /[\w.+-]+/y;

/** Finds the first error of a text that `JSON.parse` refused; its own messages name no position for most of them. */
export function findSyntaxError(text: string): SyntaxProblem {
  const offset = findOffset(text);
  const before = text.slice(0, offset);
  const problem = offset >= text.length ? 'it ends too early' : `unexpected ${show(text, offset)}`;
  return {
    problem,
    line: before.split('\n').length,
    column: offset - before.lastIndexOf('\n'),
  };
}

/** The grammar of RFC 8259 as a state and a stack, without recursion. */
function findOffset(text: string): number {
  const closers: ('}' | ']')[] = [];
  let expected: Expected = 'value';
  let offset = 0;
  for (;;) {
    offset = matchAt(whitespace, text, offset) ?? offset;
    const character = text[offset];
    if (character === undefined) return offset;
    if (expected === 'colon') {
      if (character !== ':') return offset;
      expected = 'value';
      offset += 1;
    } else if (expected === 'comma or end' && character === ',') {
      expected = closers.at(-1) === '}' ? 'key' : 'value';
      offset += 1;
    } else if (character === closers.at(-1) && closes(expected, character)) {
      closers.pop();
      expected = closers.length > 0 ? 'comma or end' : 'end';
      offset += 1;
    } else if (expected.startsWith('value') && (character === '{' || character === '[')) {
      closers.push(character === '{' ? '}' : ']');
      expected = character === '{' ? 'key or }' : 'value or ]';
      offset += 1;
    } else if (character === '"' && /^(value|key)/.test(expected)) {
      const string = scanString(text, offset);
      if (!string.closed) return string.end;
      expected = expected.startsWith('key') ? 'colon' : closers.length > 0 ? 'comma or end' : 'end';
      offset = string.end;
    } else {
      const end = expected.startsWith('value') ? matchAt(scalar, text, offset) : undefined;
      if (end === undefined) return offset;
      expected = closers.length > 0 ? 'comma or end' : 'end';
      offset = end;
    }
  }
}

function closes(expected: Expected, character: string): boolean {
  return expected === 'comma or end' || expected.endsWith(character);
}

/** The offset behind a string, or that of what may not stand in it. */
function scanString(text: string, start: number): { readonly closed: boolean; readonly end: number } {
  let offset = start + 1;
  for (;;) {
    const character = text[offset];
    if (character === undefined || character < ' ') return { closed: false, end: offset };
    if (character === '"') return { closed: true, end: offset + 1 };
    const next: number | undefined = character === '\\' ? matchAt(escaped, text, offset) : offset + 1;
    if (next === undefined) return { closed: false, end: offset };
    offset = next;
  }
}

function matchAt(pattern: RegExp, text: string, offset: number): number | undefined {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** The word or the character that stands there. */
function show(text: string, offset: number): string {
  const end = matchAt(word, text, offset);
  const shown =
    end === undefined ? String.fromCodePoint(text.codePointAt(offset) ?? 0) : text.slice(offset, end);
  const short = shown.length > 20 ? `${shown.slice(0, 20)}…` : shown;
  return short < ' ' ? 'line break or control character' : `\`${short}\``;
}
