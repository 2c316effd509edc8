import { checkClients, clients } from './clients.mjs'
import { interleave } from './interleave.mjs'
import { answer, settings } from './process.mjs'

const all = clients(settings.url)
await checkClients(all)
answer(await interleave(all, settings))
