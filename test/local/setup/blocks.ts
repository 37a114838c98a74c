/** A block of shell commands in a page. */
export interface Block {
  /** Such as `docs/cost.md:9`. */
  readonly where: string;
  /** Without comments. */
  readonly commands: readonly string[];
  /** Marked `<!-- run -->`: to be executed. */
  readonly run: boolean;
  /** Marked `<!-- run by <file> -->`: that file executes it. */
  readonly runBy?: string;
  /** Whether "not run here" stands in it or in the paragraph before it. */
  readonly said: boolean;
}

const fence = /^( *)```(sh|bash|console)\n([\s\S]*?)\n\1```$/gm;

export function blocksIn(page: string, name: string): Block[] {
  return [...page.matchAll(fence)].map((match) => {
    const [, indent = '', language, body = ''] = match;
    const before = page.slice(0, match.index);
    const paragraph =
      before
        .trimEnd()
        .split(/\n\s*\n/)
        .at(-1) ?? '';
    const [, , by] = /<!-- (run)(?: by (\S+))? -->\s*$/.exec(paragraph) ?? [];
    const lines = body.split('\n').map((line) => line.slice(indent.length));
    // In a console there is output between the commands.
    const typed = language === 'console' ? lines.flatMap((line) => /^\$ (.*)/.exec(line)?.[1] ?? []) : lines;
    return {
      where: `${name}:${before.split('\n').length}`,
      commands: typed.map((line) => line.replace(/(^|\s+)#\s.*$/, '')).filter((line) => line.trim() !== ''),
      run: /<!-- run -->\s*$/.test(paragraph),
      ...(by !== undefined && { runBy: by }),
      said: /\bnot run here\b/i.test(`${paragraph}\n${body}`),
    };
  });
}
