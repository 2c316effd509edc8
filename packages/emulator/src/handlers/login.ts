import { clearLoginCookies, setLoginCookies } from '../auth/cookies.ts'
import { requesterOf } from '../auth/requester.ts'
import { checkXsrf, refreshXsrf, renewXsrf } from '../auth/xsrf.ts'
import type { Call } from '../http/call.ts'
import { HttpError, crash } from '../http/errors.ts'
import { nextUrl } from '../http/next-url.ts'
import { escapeHtml, page, redirect, xsrfField } from '../http/page.ts'
import type { Reply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import type { User } from '../state/user.ts'
import { authenticate } from './authenticator.ts'

function showForm(call: Call): Reply {
  const owner = call.requester?.owner
  if (owner?.kind === 'user') return letIn(call, owner)
  if (showsErrors(call)) refreshXsrf(call)
  return form(call)
}

function form(
  call: Call,
  { error, status = 200 }: { error?: string; status?: number } = {},
): Reply {
  const next = new URLSearchParams({ next: call.field('next') ?? '' })
  const username = escapeHtml(call.field('username') ?? '')
  const told = error === undefined ? '' : `\n<p class="login_error">${escapeHtml(error)}</p>`
  const main = `<form action="${call.hub.baseUrl}hub/login?${next}" method="post" role="form">
<h1>Sign in</h1>${told}
${xsrfField(call)}
<label>Username: <input id="username_input" name="username" value="${username}"></label>
<label>Password: <input id="password_input" type="password" name="password"></label>
<input id="login_submit" type="submit" value="Sign in">
</form>`
  return page(call, main, { status })
}

/** Newer hubs show a person who has sent the form nothing but the form, with whatever was wrong. */
function takeForm(call: Call): Reply {
  try {
    return logIn(call)
  } catch (error) {
    if (!showsErrors(call) || !(error instanceof HttpError)) throw error
    return form(call, { error: error.message, status: error.status })
  }
}

const showsErrors = ({ hub, request }: Call): boolean =>
  hub.traits.loginFormErrors && (request.headers.get('sec-fetch-mode') ?? 'navigate') === 'navigate'

function logIn(call: Call): Reply {
  checkLoginXsrf(call)
  const data: Record<string, string | undefined> = Object.fromEntries(call.form)
  const needed = call.hub.config.password === '' ? ['username'] : ['username', 'password']
  if (needed.some((name) => data[name] === undefined)) throw crash()
  const user = authenticate(call.hub, { ...data, username: data['username']?.trim() })
  if (user !== undefined) return letIn(call, user)
  const status = call.hub.traits.loginFormErrors ? 403 : 200
  return form(call, { error: 'Invalid username or password', status })
}

function checkLoginXsrf(call: Call): void {
  try {
    checkXsrf(call)
  } catch (error) {
    if (!showsErrors(call)) throw error
    throw new HttpError(403, 'Login form invalid or expired. Try again.')
  }
}

function letIn(call: Call, user: User): Reply {
  setLoginCookies(call, user)
  call.hub.state.assignDefaultRoles(user)
  call.requester = requesterOf(call.hub, user)
  renewXsrf(call)
  return redirect(nextUrl(call, user))
}

function logOut(call: Call): Reply {
  if (call.requester?.owner.kind === 'user') clearLoginCookies(call)
  return redirect(`${call.hub.baseUrl}hub/login`)
}

/** How people come in, and go. */
export const loginRoutes: readonly Route[] = [
  { method: 'GET', path: '/hub/login', handle: showForm },
  { method: 'POST', path: '/hub/login', xsrf: 'late', handle: takeForm },
  { method: 'GET', path: '/hub/logout', handle: logOut },
]
