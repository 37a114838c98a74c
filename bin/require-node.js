// Preloaded by the scripts in package.json; plain JavaScript, so that an old Node can say what is wrong with it.
const [major] = process.versions.node.split('.');
if (Number(major) < 24) {
  console.error(
    `This needs Node.js 24 or newer, not ${process.versions.node}: install it from https://nodejs.org.`,
  );
  process.exit(1);
}
