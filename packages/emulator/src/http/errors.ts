/** What is not well with a request, as a handler says it. */
export class HttpError extends Error {
  readonly status: number
  /** The hub's sentence; absent: it raised the status alone. */
  readonly sentence: string | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, sentence?: string, headers: Readonly<Record<string, string>> = {}) {
    super(sentence ?? reasonOf(status))
    this.name = 'HttpError'
    this.status = status
    this.sentence = sentence
    this.headers = headers
  }
}

/** What comes of an exception that the hub's own code has not foreseen. */
export const crash = (): HttpError => new HttpError(500, reasonOf(500))

/** The reason phrase of a status. */
export const reasonOf = (status: number): string => reasons[status] ?? 'Unknown'

/** The same as the first line of an answer has it; empty where it is not known. */
export const statusTextOf = (status: number): string => reasons[status] ?? ''

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  205: 'Reset Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Request Entity Too Large',
  424: 'Failed Dependency',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}
