import { createHub } from 'jupyterhub-emulator'
import { answer, settings } from './process.mjs'

const { users, token } = settings
const students = Array.from({ length: users - 1 }, (_, number) => `student-${number}`)
const hub = createHub({
  version: '5.5',
  users: [{ name: 'admin', admin: true, token }, ...students],
})
const { url } = await hub.listen()
answer({ url })

// The driver holds the other end: when it goes, however it goes, so does the hub.
process.stdin.resume()
process.stdin.on('end', () => process.exit())
process.stdin.on('error', () => process.exit())
