// Loads the library for this platform: from the package `whereby-<platform>`, which npm installs with this
// one, else from beside this file, where a build leaves it.
'use strict'

const platform = `${process.platform}-${process.arch}`

// Each name stands in full, so that programs that trace what a server needs find the file, and so does
// Node without reading the package.json beside it.
const packages = {
  'linux-x64': [
    () => require('whereby-linux-x64-gnu/whereby.linux-x64-gnu.node'),
    () => require('whereby-linux-x64-musl/whereby.linux-x64-musl.node'),
  ],
  'linux-arm64': [
    () => require('whereby-linux-arm64-gnu/whereby.linux-arm64-gnu.node'),
    () => require('whereby-linux-arm64-musl/whereby.linux-arm64-musl.node'),
  ],
  'darwin-x64': [() => require('whereby-darwin-x64/whereby.darwin-x64.node')],
  'darwin-arm64': [() => require('whereby-darwin-arm64/whereby.darwin-arm64.node')],
  'win32-x64': [() => require('whereby-win32-x64-msvc/whereby.win32-x64-msvc.node')],
}
const built = ['', '-gnu', '-musl', '-msvc'].map((libc) => () => require(`./whereby.${platform}${libc}.node`))
const missing =
  `there is no package whereby-${platform}…; install whereby again on this platform, without ` +
  '--omit=optional and without a lock file made on another platform'

module.exports = load()

function load() {
  const errors = []
  for (const library of [...(packages[platform] ?? []), ...built]) {
    try {
      return library()
    } catch (error) {
      errors.push(error)
    }
  }
  // What is not there tells nothing if another was there and did not load.
  const cause = errors.find((error) => error.code !== 'MODULE_NOT_FOUND')
  const why = cause?.message ?? (packages[platform] ? missing : `there is none for ${platform}`)
  throw new Error(`whereby: its library cannot be loaded: ${why}`, { cause })
}
