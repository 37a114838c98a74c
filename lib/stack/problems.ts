/** What keeps the stack from being made: a sentence for each problem, fit to be shown as it is. */
export class Problems extends Error {
  override readonly name = 'Problems';

  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'));
  }
}

/** Throws `Problems` if there are any. */
export function refuse(sentences: readonly string[]): void {
  if (sentences.length > 0) throw new Problems(sentences);
}
