import { createServer } from 'node:http'
import { answer, settings } from './process.mjs'
import { hubHeaders } from './user.mjs'

const body = Buffer.from(settings.body)
const headers = { ...hubHeaders, 'content-length': body.length }

const server = createServer((_request, response) => {
  response.writeHead(200, headers)
  response.end(body)
})
// No connection may be closed between two slices: reopening it would be billed to the next client.
server.keepAliveTimeout = 0
server.listen(0, '127.0.0.1', () => answer({ port: server.address().port, pid: process.pid }))

// The driver holds the other end: when it goes, however it goes, so does the server.
process.stdin.resume()
process.stdin.on('end', () => process.exit())
process.stdin.on('error', () => process.exit())
