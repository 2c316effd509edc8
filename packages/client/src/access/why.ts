// What explains refusals and limits tokens. Loaded on first use.
export { explain } from './explain.ts'
export { createFor, withToken } from './limited-token.ts'
export { lacksOperation } from './unsupported.ts'
