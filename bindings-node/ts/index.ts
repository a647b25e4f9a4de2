/** Server SDK for Whereby's video-room REST API. Unofficial. */
export { Whereby, type RequestParts } from './client.js'
export { type RequestOptions } from './call.js'
export { Emulator, type EmulatorRequest, type ScriptedAnswer } from './emulator.js'
export * from './errors.js'
export * from './generated/models.js'
export type * from './generated/types.js'
export { Pager, type ListLimit, type Page } from './pager.js'
export type { EmulatorOptions, EmulatorTariff } from '../native.js'
