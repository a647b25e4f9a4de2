/** Server SDK for Whereby's video-room REST API. Unofficial. */
// One copy of the library for `import` and `require`, so that `instanceof` holds across both.
export * from './index.js'
