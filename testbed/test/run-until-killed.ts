import { startHub } from '../src/index.ts'

const hub = await startHub({ version: '5.5.1' })
const headers = { authorization: `token ${hub.adminToken}` }
await fetch(`${hub.apiUrl}/users/ada/server`, { method: 'POST', headers })
console.log('ready')
setInterval(() => {}, 60_000)
