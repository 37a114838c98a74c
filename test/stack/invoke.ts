/** Runs a bundle as Lambda would: `node invoke.ts <index.mjs> <event as JSON>`. The last line is the answer. */
const [, , file = '', event = '{}'] = process.argv;
const { handler } = await import(file);
const answer = await handler(JSON.parse(event));
process.stdout.write(`\n${JSON.stringify(answer)}`, () => process.exit());
