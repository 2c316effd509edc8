import type { IncomingMessage, ServerResponse } from 'node:http'

const reasons = {
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
} as const

const server = 'nginx/1.24.0'

/** Answers as nginx does when the hub behind it does not: its wording, its headers, in its order. */
export function answerAsNginx(
  request: IncomingMessage,
  response: ServerResponse,
  status: keyof typeof reasons,
): void {
  const title = `${status} ${reasons[status]}`
  const page = [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
    `<hr><center>${server}</center>`,
    '</body>',
    '</html>',
    '',
  ].join('\r\n')
  response.writeHead(status, reasons[status], [
    ...['Server', server],
    ...['Date', new Date().toUTCString()],
    ...['Content-Type', 'text/html'],
    ...['Content-Length', String(page.length)],
    ...['Connection', /close/i.test(request.headers.connection ?? '') ? 'close' : 'keep-alive'],
  ])
  response.end(page)
}
