import { checkUser, clients } from './clients.mjs'
import { interleave } from './interleave.mjs'
import { answer, settings } from './process.mjs'
import { hubHeaders, userJson } from './user.mjs'

const json = userJson('ada')
const stub = async () => new Response(json, { headers: hubHeaders })

const calls = {}
for (const name of settings.clients) {
  calls[name] = await clients[name]({ url: 'http://hub.test', fetch: stub })
  await checkUser(name, calls[name])
}
answer(await interleave(calls, settings))
