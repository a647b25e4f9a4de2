// The library of Rust.
import type * as Library from '../native.js'

let loaded: typeof Library | undefined

/**
 * The library, loaded when it is first needed: by the first client or emulator, or by a function that does no
 * I/O. A program that imports the package and comes to none of them does not wait for it.
 */
export function library(): typeof Library {
  return (loaded ??= load())
}

function load(): typeof Library {
  try {
    return require('../native.js')
  } catch (error) {
    // Its stack has room for ten functions, which those of `require` would take.
    if (error instanceof Error) Error.captureStackTrace(error, library)
    throw error
  }
}
