/** `npm start`: runs the API on this machine until it is told to stop. */
if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(`Node 24 or later is needed, and this is ${process.version}.\n`);
  process.exit(1);
}

try {
  const { run } = await import('./run.ts');
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
