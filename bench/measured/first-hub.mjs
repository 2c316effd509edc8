import { createHub } from 'jupyterhub-emulator'
import { answer } from './process.mjs'

const start = performance.now()
createHub()
answer({ ms: performance.now() - start })
