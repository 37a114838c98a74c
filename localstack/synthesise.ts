/** The program that `assemble` runs: one synthesis, and a word of how it went. */
import type { Synthesis, Synthesised } from './assemble.ts';

process.once('disconnect', () => process.exit());
process.on('SIGINT', () => {});

try {
  const { synthesise } = await import('#lib/stack/synthesise.ts');
  await synthesise(JSON.parse(process.argv[2] ?? '') as Synthesis);
  report({ done: true });
} catch (error) {
  report({ done: false, error: error instanceof Error ? error.message : String(error) });
}

function report(message: Synthesised): void {
  process.send?.(message, () => process.disconnect());
}
