// Runs before every install, under whatever Node started it, so it is plain JavaScript.
if (!(process.env.npm_config_user_agent ?? '').startsWith('pnpm')) {
  console.error('This workspace is installed by pnpm. Run `npm start` or `npm test` (they fetch pnpm themselves), or `pnpm install`.')
  process.exit(1)
}
// On Linux with glibc Node 24 comes with the packages. Elsewhere the machine's own Node runs the product, as TypeScript.
const [major, minor] = process.versions.node.split('.').map(Number)
if (process.platform !== 'linux' && (major < 22 || (major === 22 && minor < 18))) {
  console.error(`Samskriv needs Node 22.18 or newer here; this is ${process.versions.node}.`)
  process.exit(1)
}
