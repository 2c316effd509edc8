import { answer, settings } from './process.mjs'

const { specifier } = settings
const start = performance.now()
await import(specifier)
answer({ ms: performance.now() - start })
