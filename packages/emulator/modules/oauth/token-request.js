import { crash } from '../http/errors.js'
/** A mistake of a client, told as OAuth tells it. */
export class TokenError extends Error {
  constructor(code, description) {
    super(code)
    this.code = code
    this.description = description
  }
  get status() {
    return this.code === 'invalid_client' ? 401 : 400
  }
  get headers() {
    return this.status === 401 ? [['www-authenticate', `Bearer error="${this.code}"`]] : []
  }
}
/**
 * Reads the form of a client.
 *
 * @throws {@link TokenError} For one that is not whole.
 */
export function readTokenRequest({ url, body }) {
  // The hub has nothing to say to that.
  if (url.search !== '') throw crash()
  const form = formOf(new TextDecoder().decode(body))
  const grantType = form.get('grant_type')
  if (grantType !== 'authorization_code' && grantType !== 'refresh_token') {
    throw new TokenError('unsupported_grant_type')
  }
  const needed = grantType === 'refresh_token' ? 'refresh_token' : 'code'
  const code = form.get(needed)
  if (code === null) {
    const name = needed === 'code' ? 'code' : 'refresh token'
    throw new TokenError('invalid_request', `Missing ${name} parameter.`)
  }
  for (const name of ['client_id', 'grant_type', 'redirect_uri']) {
    if (form.getAll(name).length > 1) {
      throw new TokenError('invalid_request', `Duplicate ${name} parameter.`)
    }
  }
  return {
    grantType,
    code,
    clientId: form.get('client_id'),
    clientSecret: form.get('client_secret'),
    redirectUri: form.get('redirect_uri'),
    codeVerifier: form.get('code_verifier'),
  }
}
/** A form, whatever it says it is; text with any other sign in it is none. */
const formOf = (text) => new URLSearchParams(/^[\w.\-=&;:%+~,*@!()/?'$]*$/.test(text) ? text : '')
//# sourceMappingURL=token-request.js.map
