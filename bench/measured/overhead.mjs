import { checkClients, clients } from './clients.mjs'
import { interleave } from './interleave.mjs'
import { answer, settings } from './process.mjs'
import { hubHeaders, userJson } from './user.mjs'

const json = userJson('ada')
const stub = async () => new Response(json, { headers: hubHeaders })

const all = clients('http://hub.test', stub)
await checkClients(all)
answer(await interleave(all, settings))
