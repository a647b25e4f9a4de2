// Writes all of `ts/` as one file: Node takes longer to find and open a file than to read it.
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
  keepNames: true,
  platform: 'node',
  target: 'node20',
})
// `import` gets what `require` gets.
buildSync({ entryPoints: [path('ts/index.mts')], outfile: path('dist/index.mjs') })
