import { checkDocument } from '../input.ts'
import type { Keys } from '../input.ts'
import type { Service } from '../models/service.ts'
import type { User } from '../models/user.ts'
import type { CallOptions } from '../options.ts'
import type { Transport } from '../transport/call.ts'

/** A login for hub 1.x. */
export interface PasswordLogin {
  readonly username: string
  readonly password: string
}

/**
 * How services asked who somebody is before `whoami`. They put secrets into URLs, which end in logs.
 *
 * @deprecated By the hub since 2.0: use `whoami` with the token in question, and `tokens.create` with `auth`.
 */
export interface Authorizations {
  /**
   * Tells who a token belongs to. Needs any valid token of one's own.
   *
   * @throws {@link NotFoundError} if nobody.
   */
  identifyToken(token: string, options?: CallOptions): Promise<User | Service>
  /**
   * Tells who a login cookie belongs to, as far as the token may see: perhaps not even the name (hub 2.0). Needs any
   * valid token of one's own.
   *
   * @param name - Name of the cookie: `jupyterhub-hub-login`.
   * @throws {@link NotFoundError} if nobody.
   */
  identifyCookie(name: string, value: string, options?: CallOptions): Promise<User>
  /**
   * Makes a token for a user name and a password, with hub 1.x.
   *
   * @returns The token, and a warning that this is deprecated.
   * @throws {@link NotFoundError} from hub 2.0 on.
   * @throws {@link ForbiddenError} for a wrong password.
   */
  requestToken(
    login: PasswordLogin,
    options?: CallOptions,
  ): Promise<{ readonly token: string; readonly user: User; readonly warning: string }>
}

const loginKeys: Keys<PasswordLogin> = { username: true, password: true }

/** Makes {@link Authorizations}. */
export const authorizations = ({ object }: Transport): Authorizations => ({
  identifyToken: (token, options) => object('GET /authorizations/token/{token}', [token], options),

  identifyCookie: (name, value, options) =>
    object('GET /authorizations/cookie/{cookie_name}/{cookie_value}', [name, value], options),

  async requestToken(login, options) {
    const body = checkDocument(login, loginKeys)
    return object('POST /authorizations/token', [], options, { body, anonymous: true })
  },
})
