/** What is not well with a request, as a handler says it. */
export class HttpError extends Error {
  constructor(status, sentence, headers = {}) {
    super(sentence ?? reasonOf(status))
    this.name = 'HttpError'
    this.status = status
    this.sentence = sentence
    this.headers = headers
  }
}
/** What comes of an exception that the hub's own code has not foreseen. */
export const crash = () => new HttpError(500, reasonOf(500))
/** The reason phrase of a status. */
export const reasonOf = (status) => reasons[status] ?? 'Unknown'
const reasons = {
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
//# sourceMappingURL=errors.js.map
