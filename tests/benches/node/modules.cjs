// Says how many files and modules of Node a package pulls in.
const before = new Set(process.moduleLoadList)
require(process.argv[2])
const built = process.moduleLoadList.filter((name) => !before.has(name))
console.log(Object.keys(require.cache).length - 1 + built.length)
