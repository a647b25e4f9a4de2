// The package as npm installs it.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import { after, test } from 'node:test'
import * as imported from 'whereby'

const installed = dirname(dirname(createRequire(import.meta.url).resolve('whereby')))
const project = mkdtempSync(join(tmpdir(), 'whereby-'))
after(() => rmSync(project, { recursive: true }))
const library = { linux: `linux-${process.arch}-gnu`, darwin: `darwin-${process.arch}`, win32: `win32-${process.arch}-msvc` }[process.platform]

/** A project with the package, and nothing or something else in the place of the library. */
function broken(name, content) {
  const modules = join(project, name, 'node_modules')
  for (const file of ['package.json', 'native.js', 'dist']) {
    cpSync(join(installed, file), join(modules, 'whereby', file), { recursive: true })
  }
  if (content !== undefined) {
    mkdirSync(join(modules, `whereby-${library}`))
    writeFileSync(join(modules, `whereby-${library}`, `whereby.${library}.node`), content)
  }
  const program = `
    const { WherebyError, Whereby, roomLink } = require('whereby')
    const why = [() => new Whereby({ apiKey: 'k' }), () => roomLink('https://a.whereby.com/b')].map((use) => {
      try { use() } catch (error) { return error.message }
    })
    console.log(JSON.stringify([new WherebyError('m').message, ...why]))`
  const ran = spawnSync(process.execPath, ['-e', program], { cwd: join(project, name), encoding: 'utf8' })
  const [own, first, again] = JSON.parse(ran.stdout)
  assert.equal(own, 'm')
  assert.equal(first, again)
  return first
}

test('a library that does not load says why, where it is first needed', () => {
  assert.match(broken('damaged', 'no library'), /^whereby: its library cannot be loaded: .*whereby\..*\.node/)
})

test('a library that is not there names its package and the remedy', () => {
  assert.match(broken('missing'), new RegExp(`whereby-${process.platform}-${process.arch}.* install whereby again`))
})

test('require opens one file, and loads no module of Node that is not there yet', () => {
  const program = `
    const before = process.moduleLoadList.length
    require('whereby')
    console.log(JSON.stringify([Object.keys(require.cache).length, process.moduleLoadList.slice(before)]))`
  const ran = spawnSync(process.execPath, ['-e', program], { cwd: installed, encoding: 'utf8' })
  assert.deepEqual(JSON.parse(ran.stdout), [1, []])
})

test('both packages have the licences', () => {
  const native = join(dirname(installed), `whereby-${library}`)
  const there = [installed, native].map((folder) => readdirSync(folder).filter((name) => name.startsWith('LICENSE')).sort())
  const all = ['LICENSE', 'LICENSE-APACHE', 'LICENSE-MIT']
  assert.deepEqual(there, [all, all])
})

test('classes have their names', () => {
  for (const [name, exported] of Object.entries(createRequire(import.meta.url)('whereby'))) {
    if (typeof exported === 'function') assert.equal(exported.name, name)
  }
})

test('import and require give the same names', () => {
  const required = createRequire(import.meta.url)('whereby')
  for (const name of Object.keys(required)) assert.equal(imported[name], required[name], name)
  const errors = Object.keys(required).filter((name) => name.endsWith('Error'))
  assert.equal(errors.length, 15)
  const answer = (name) => typeof required[name].prototype?.toJSON === 'function'
  const others = Object.keys(required).filter((name) => !name.endsWith('Error') && !answer(name))
  assert.deepEqual(others.sort(), ['Batch', 'Emulator', 'Pager', 'Whereby', 'roomLink', 'roomPhase'])
})
