// Writes all of `ts/` as one file: Node takes longer to find and open a file than to read it.
//
// For the same reason `package.json` has no `exports`, for which Node would load its resolver of ES
// modules, and the library of Rust, which is no part of the file, comes when it is needed (`ts/library.ts`).
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

const path = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url))

buildSync({
  entryPoints: [path('ts/index.ts')],
  outfile: path('dist/index.js'),
  bundle: true,
  external: [path('native.js')],
  format: 'cjs',
  // Less to read, but names stay: of classes, and in stacks.
  minifyWhitespace: true,
  minifySyntax: true,
  // Node shows the line of an error that nobody caught.
  lineLimit: 120,
  platform: 'node',
  target: 'node20',
})
